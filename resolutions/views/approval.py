"""The frozen text before whoever is asked for an opinion on it."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from resolutions.approving.answering import answer
from resolutions.approving.forms import OpinionForm
from resolutions.approving.sheet import changes_since, rounds_of
from resolutions.approving.writers import writers_of
from resolutions.models import ResolutionPage, Status


class ApprovalView(WagtailAdminTemplateMixin, FormView):
    """The text, what has changed since the approver saw it, the sheet so far, and the opinion."""

    template_name = "resolutions/admin/approval.html"
    form_class = OpinionForm
    page_title = gettext_lazy("Approval")
    header_icon = "clipboard-list"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        task = self.act.current_workflow_task
        self.visa = getattr(task, "visa_of", lambda *of: None)(self.act, request.user)
        if self.visa is None:
            if request.method == "POST":
                messages.error(request, _("Nothing is waited for from you here now."))
            return self._elsewhere()
        # A second press of the button must not answer for the colleague whose substitute one is.
        if request.method == "POST" and request.POST.get("visa", str(self.visa.pk)) != str(self.visa.pk):
            messages.error(request, _("Your opinion is written down already."))
            return redirect("resolutions_approval_sheet", self.act.pk)
        return super().dispatch(request, *args, **kwargs)

    def _elsewhere(self):
        if self.act.may(self.request.user, "read_drafts"):
            return redirect("resolutions_approval_sheet", self.act.pk)
        return redirect("wagtailadmin_home")

    @cached_property
    def act(self):
        return get_object_or_404(ResolutionPage, pk=self.kwargs["pk"])

    @cached_property
    def text(self):
        return self.act.get_latest_revision_as_object()

    @property
    def text_labels(self):
        return {item.id: item.label for item in self.text.operative_items if item.label}

    def get_page_subtitle(self):
        return self.act.draft_title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "items": self.text.operative_items}

    def get_context_data(self, **kwargs):
        state, writers = self.act.current_workflow_task_state, writers_of(self.act)
        earlier, changes = changes_since(self.visa)
        is_writer = writers.includes(self.request.user)
        return super().get_context_data(
            act=self.text,
            visa=self.visa,
            two_buttons=self.visa.person_id is None,
            submitted_by=state.workflow_state.requested_by,
            submitted_at=state.started_at,
            is_writer=is_writer,
            may_approve=not is_writer and self.text.may_be_registered,
            number_clashes=self.act.number_clashes,
            issuer_is_foreign=self.act.issuer_is_foreign,
            may_read_drafts=self.act.may(self.request.user, "read_drafts"),
            revision=self.act.latest_revision_id,
            earlier=earlier,
            changes=changes,
            rounds=rounds_of(self.visa.sheet),
            labels=self.text_labels,
            **kwargs,
        )

    def form_invalid(self, form):
        messages.error(self.request, " ".join(error for errors in form.errors.values() for error in errors))
        return super().form_invalid(form)

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            answer(
                self.visa.pk,
                form.opinion,
                remark=data["comment"],
                points=data["points"],
                files=data["files"],
                user=self.request.user,
                revision_pk=data["revision"],
            )
        except Refused as refusal:
            messages.error(self.request, str(refusal))
            return redirect(self.request.path)
        messages.success(self.request, self._what_follows())
        return redirect("wagtailadmin_home")

    def _what_follows(self):
        act = ResolutionPage.objects.get(pk=self.act.pk)
        if act.status == Status.APPROVED:
            return _("Approved. The draft now waits for an agenda.")
        if act.workflow_in_progress:
            return _("Your opinion is written down. The text goes on along its route.")
        return _("The text has gone back to its author.")
