"""The step of Wagtail's workflow in which a second person looks at a programme or a plan."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Revision


class ProgrammeReviewTask(AbstractGroupApprovalTask):
    """Approval by somebody of the chosen groups who did not write the text; the text is frozen meanwhile."""

    class Meta:
        verbose_name = _("approval of a programme by a second person")
        verbose_name_plural = _("approvals of programmes by a second person")

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        return [action for action in actions if action[0] != "approve"] if _wrote(obj, user) else actions

    def on_action(self, task_state, user, action_name, **kwargs):
        # The buttons are gone for a writer, but a request can be sent without them.
        page = task_state.workflow_state.content_object
        if action_name == "approve" and _wrote(page, user):
            raise PermissionDenied
        super().on_action(task_state, user, action_name, **kwargs)

    def locked_for_user(self, obj, user):
        return True

    @classmethod
    def get_description(cls):
        return _("A member of the chosen groups who did not write the text approves it; nobody edits it meanwhile")


def _wrote(page, user):
    """Whether the account saved a version since the last one that was public, or submitted it."""
    written = Revision.objects.for_instance(page)
    if page.live_revision_id:
        written = written.filter(pk__gt=page.live_revision_id)
    state = page.current_workflow_state
    return written.filter(user=user).exists() or bool(state and state.requested_by_id == user.pk)
