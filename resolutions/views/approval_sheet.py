"""The approval sheet for the author and the secretariat: on the screen, on paper, and what can be done from it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from documents.writers.pdf import MEDIA_TYPE
from resolutions.approving.letters import without_letter
from resolutions.approving.paper import sheet_file_name, sheet_pdf
from resolutions.approving.reminding import remind_now
from resolutions.approving.sheet import rounds_of, sheet_of
from resolutions.approving.taking_back import may_take_back, take_back
from resolutions.models import ResolutionPage, VisaFile
from resolutions.remarks import place_of


def act_open_to(user, pk) -> ResolutionPage:
    """The act, for those who may see its drafts."""
    act = get_object_or_404(ResolutionPage.objects.with_ball(), pk=pk)
    if not act.may(user, "read_drafts"):
        raise PermissionDenied
    return act


def may_remind(act, user) -> bool:
    """Whether the account is the author or belongs to the secretariat."""
    return act.owner_id == user.pk or act.may(user, "draft") or act.may(user, "register")


class ApprovalSheetView(WagtailAdminTemplateMixin, TemplateView):
    """All rounds: who was asked, who said what and when, whom to remind."""

    template_name = "resolutions/admin/approval_sheet.html"
    page_title = gettext_lazy("Approval sheet")
    header_icon = "clipboard-list"
    _show_breadcrumbs = True

    @cached_property
    def act(self):
        return act_open_to(self.request.user, self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.act.draft_title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user, sheet = self.request.user, sheet_of(self.act)
        items = self.act.get_latest_revision_as_object().operative_items
        return super().get_context_data(
            act=self.act,
            place=place_of(self.act),
            without_letter=without_letter(self.act) if self.act.workflow_in_progress else "",
            rounds=rounds_of(sheet),
            labels={item.id: item.label for item in items if item.label},
            may_remind=may_remind(self.act, user),
            may_take_back=may_take_back(self.act, user),
            may_edit=self.act.permissions_for_user(user).can_edit(),
            **kwargs,
        )


def approval_sheet_pdf(request, pk):
    """The sheet on paper."""
    act = act_open_to(request.user, pk)
    sheet = sheet_of(act)
    if sheet is None:
        raise Http404
    return _file(sheet_pdf(act, sheet).content, sheet_file_name(act), MEDIA_TYPE)


def visa_file(request, pk, file_pk):
    """A file given with an opinion on the act."""
    act = act_open_to(request.user, pk)
    given = get_object_or_404(VisaFile.objects.select_related("official_file"), pk=file_pk, visa__sheet__act=act)
    official = given.official_file
    return _file(official.read(), official.file_name, official.media_type, as_attachment=True)


@require_POST
def remind(request, pk, visa_pk):
    """Write to the approver once more."""
    act = act_open_to(request.user, pk)
    if not may_remind(act, request.user):
        raise PermissionDenied
    try:
        who = remind_now(act, visa_pk)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The reminder has been sent: %(who)s.") % {"who": who})
    return redirect("resolutions_approval_sheet", act.pk)


@require_POST
def take_back_from_approval(request, pk):
    """End the approval; the text goes back to its author."""
    act = act_open_to(request.user, pk)
    if not may_take_back(act, request.user):
        raise PermissionDenied
    try:
        take_back(act, request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The text is back with its author."))
    return redirect("resolutions_approval_sheet", act.pk)


def _file(content, name, media_type, *, as_attachment=False):
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": content_disposition_header(as_attachment, name),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
