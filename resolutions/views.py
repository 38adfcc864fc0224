"""Pages of the admin about one act."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from resolutions.models import ResolutionPage
from resolutions.official import act_pdf


def draft_pdf(request, pk):
    """The draft as it would be printed today, marked «ПРОЕКТ», for those who may see the draft."""
    act = get_object_or_404(ResolutionPage, pk=pk)
    if not act.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if act.is_registered:
        return redirect(f"{act.get_url(request)}pdf/")
    draft = act.get_latest_revision_as_object()
    rendered = act_pdf(draft, draft=True)
    return HttpResponse(
        rendered.content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, _("Draft %(pk)s.pdf") % {"pk": pk}),
            "Cache-Control": "no-store",
        },
    )


class OpinionForm(forms.Form):
    """What the approver says: agreed, or what is to be changed."""

    revision = forms.IntegerField(widget=forms.HiddenInput())
    action = forms.ChoiceField(choices=[("approve", "approve"), ("reject", "reject")])
    comment = forms.CharField(
        label=gettext_lazy("Remark"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed when you ask for changes: which point, and what is wrong."),
    )

    def clean(self):
        data = super().clean()
        if data.get("action") == "reject" and not data.get("comment", "").strip():
            self.add_error("comment", _("Write what to change."))
        return data


class ApprovalView(WagtailAdminTemplateMixin, FormView):
    """The frozen text before the person who approves it, and two buttons."""

    template_name = "resolutions/admin/approval.html"
    form_class = OpinionForm
    page_title = gettext_lazy("Approval")
    header_icon = "clipboard-list"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        task = self.act.current_workflow_task
        self.actions = {name for name, _label, _modal in task.get_actions(self.act, request.user)} if task else set()
        if not self.actions:
            if self.act.permissions_for_user(request.user).can_edit():
                return redirect("wagtailadmin_pages:edit", self.act.pk)
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def act(self):
        return get_object_or_404(ResolutionPage, pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return self.act.draft_title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        state = self.act.current_workflow_task_state
        act = self.act.get_latest_revision_as_object()
        return super().get_context_data(
            act=act,
            submitted_by=state.workflow_state.requested_by,
            submitted_at=state.started_at,
            may_approve="approve" in self.actions,
            number_clashes=act.number_clashes,
            issuer_is_foreign=act.issuer_is_foreign,
            revision=self.act.latest_revision_id,
            **kwargs,
        )

    def form_invalid(self, form):
        messages.error(self.request, " ".join(error for errors in form.errors.values() for error in errors))
        return super().form_invalid(form)

    def form_valid(self, form):
        if form.cleaned_data["revision"] != self.act.latest_revision_id:
            messages.error(self.request, _("The text has changed meanwhile: read it again."))
            return redirect(self.request.path)
        action, state = form.cleaned_data["action"], self.act.current_workflow_task_state
        if action not in self.actions:
            raise PermissionDenied
        state.task.specific.on_action(state, self.request.user, action, comment=form.cleaned_data["comment"])
        self.act.refresh_from_db()
        if self.act.is_registered:
            open_page = messages.button(self.act.url, _("Open the page"))
            messages.success(self.request, _("Approved. The act is published and registered."), buttons=[open_page])
        elif action == "approve":
            messages.success(self.request, _("Approved. The text goes on along its route."))
        else:
            messages.success(self.request, _("The text has gone back to its author."))
        return redirect("wagtailadmin_home")
