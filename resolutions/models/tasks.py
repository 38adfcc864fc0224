"""The step of Wagtail's workflow that carries the approval sheet."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.locks import WorkflowLock
from wagtail.models import AbstractGroupApprovalTask, TaskState

from control.refusal import Refused
from resolutions.models.approval import ApprovalSheet, Opinion, Visa


class RemarkForm(TaskStateCommentForm):
    """Asking for changes without saying which helps nobody."""

    comment = forms.CharField(label=_("Remark"), max_length=5000, widget=forms.Textarea({"rows": 3}))


class ApprovalLock(WorkflowLock):
    """Says over the frozen text who is waited for, and until when."""

    def get_message(self, user):
        from resolutions.remarks import place_of

        return format_html(
            "<b>{}</b> {}", gettext("The text is frozen while it is approved."), capfirst(place_of(self.object))
        )


class PeerApprovalTask(AbstractGroupApprovalTask):
    """The approval sheet: those named by the council's route give their opinions; the text is frozen meanwhile.

    The members of the chosen groups answer where the route names nobody. Whoever wrote or submitted the text never
    answers (resolutions/approving/answering.py).
    """

    lock_class = ApprovalLock

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    @transaction.atomic
    def start(self, workflow_state, user=None):
        """Open the next round of the sheet; the letters are ours, so Wagtail's to the whole group are not sent."""
        from resolutions.approving.rounds import State, last_answer, open_round

        act = workflow_state.content_object.specific
        if act.locked_by_id:
            act.locked, act.locked_by, act.locked_at = False, None, None
            act.save(update_fields=["locked", "locked_by", "locked_at"], clean=False)
        task_state = TaskState(
            workflow_state=workflow_state,
            status=TaskState.STATUS_IN_PROGRESS,
            revision=act.get_latest_revision(),
            task=self,
        )
        task_state.save()
        sheet, state = open_round(act, self, task_state.revision, user)
        if state == State.COMPLETE:
            # Every opinion given before still stands: there is nobody to ask.
            task_state.approve(user=last_answer(sheet), update=False)
        return task_state

    def answers_as_any_approver(self, user):
        """Whether the account answers for the council where the route names nobody."""
        return user.is_superuser or self._user_in_groups(user)

    def visa_of(self, act, user):
        """The place on the act's sheet where the account is waited for now, its own before anybody's; else None."""
        waiting = Visa.objects.waiting().filter(sheet__act_id=act.pk, sheet__closed_at=None).with_people()
        mine = waiting.answerable_by(user, as_any_approver=self.answers_as_any_approver(user))
        return min(mine, key=lambda visa: (visa.person_id is None, visa.stage, visa.pk), default=None)

    def get_actions(self, obj, user):
        from resolutions.approving.writers import writers_of

        if self.visa_of(obj, user) is None or writers_of(obj).includes(user):
            return []
        reject = ("reject", _("Ask for changes"), True)
        if not getattr(obj.get_latest_revision_as_object(), "may_be_registered", True):
            return [reject]
        return [reject, ("approve", _("Approve"), False), ("approve", _("Approve with a remark"), True)]

    def get_form_for_action(self, action):
        return RemarkForm if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state, user, action_name, **kwargs):
        """Wagtail's two words are two of the four opinions."""
        from resolutions.approving.answering import answer

        act = task_state.workflow_state.content_object.specific
        visa = self.visa_of(act, user)
        remark = kwargs.get("comment", "").strip()
        agreed = Opinion.AGREED_WITH_REMARKS if remark else Opinion.AGREED
        if visa is None:
            raise PermissionDenied
        try:
            answer(visa.pk, agreed if action_name == "approve" else Opinion.NOT_AGREED, remark=remark, user=user)
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from refusal

    def user_can_access_editor(self, obj, user):
        return super().user_can_access_editor(obj, user) or self.visa_of(obj, user) is not None

    def locked_for_user(self, obj, user):
        return True

    def get_task_states_user_can_moderate(self, user, **kwargs):
        waiting = Visa.objects.waiting().filter(sheet__closed_at=None)
        mine = waiting.answerable_by(user, as_any_approver=self.answers_as_any_approver(user))
        acts = [str(pk) for pk in mine.values_list("sheet__act_id", flat=True)]
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=acts)

    @classmethod
    def get_description(cls):
        return _(
            "Those the council's route names give their opinions, where it names nobody a member of the chosen groups; "
            "nobody edits the text meanwhile"
        )


def close_sheet_of(sender, instance, **kwargs):
    """An approval that was cancelled, or ended past our screens, asks nobody any more."""
    from resolutions.approving.rounds import close, note_direct_answer

    if not isinstance(instance.task.specific, PeerApprovalTask):
        return
    sheet = ApprovalSheet.objects.filter(act_id=instance.workflow_state.object_id, closed_at=None).first()
    if sheet:
        note_direct_answer(sheet, instance)
        close(sheet)
