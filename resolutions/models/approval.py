"""Four eyes: the step of a workflow in which someone else answers for the text."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class PeerApprovalTask(AbstractGroupApprovalTask):
    """Approval by someone who did not write the text; the text is frozen meanwhile."""

    class Meta:
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        revision = obj.get_latest_revision()
        state = obj.current_workflow_state
        writers = {revision.user_id, state.requested_by_id if state else None}
        if user.pk in writers or not getattr(revision.as_object(), "may_be_registered", True):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def locked_for_user(self, obj, user):
        return True

    @classmethod
    def get_description(cls):
        return _("A member of the chosen groups who did not write the text approves it; nobody edits it meanwhile")
