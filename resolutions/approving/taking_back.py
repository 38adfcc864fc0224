"""Ending an approval before its last answer."""

from django.db import transaction
from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.lifecycle import lock


def may_take_back(act, user) -> bool:
    """Whether an approval under way may be ended by the account: its author, whoever submitted it, the secretary."""
    if not act.workflow_in_progress:
        return False
    state = act.current_workflow_state
    return user.pk in {state.requested_by_id, act.owner_id} or act.may(user, "register")


@transaction.atomic
def take_back(act, user) -> None:
    """Cancel the approval under way; raises Refused where it has ended meanwhile."""
    stored = lock(act.pk)
    if not stored.workflow_in_progress:
        raise Refused(_("This approval is over: no answer is waited for any more."))
    stored.current_workflow_state.cancel(user=user)
