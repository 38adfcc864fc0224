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
        if obj.get_latest_revision().user_id == user.pk or self._number_is_taken(obj):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def _number_is_taken(self, obj):
        """Whether an act registered since the submission took the number of this one."""
        act = obj.get_latest_revision_as_object()
        return hasattr(act, "number_is_taken") and act.number_is_taken(
            act.number, act.adopted_on, act.body, act.document_type
        )

    def locked_for_user(self, obj, user):
        return True

    @classmethod
    def get_description(cls):
        return _("A member of the chosen groups who did not write the text approves it; nobody edits it meanwhile")
