"""The secretary accepts an amendment or declines it, with an answer."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.amending.conflicts import covers, is_stale
from resolutions.lifecycle import lock
from resolutions.models import Amendment, Status, Voting
from resolutions.relations.points import Points

# While accepted amendments may still go into the text.
OPEN_TO_DECISIONS = frozenset({Status.APPROVED, Status.ON_AGENDA, Status.FINALISING})


@transaction.atomic
def accept(amendment, user, note="") -> Amendment:
    """Accept the amendment; it goes into the text when the text is assembled.

    Raises Refused beside another accepted one to the same words, or once those words have changed.
    """
    act, amendment = _held(amendment)
    points = Points.of(act.get_latest_revision_as_object())
    if is_stale(amendment, points):
        raise Refused(_("The point has changed since this was proposed: decline it, or ask for it anew."))
    accepted = act.amendments.filter(state=Amendment.State.ACCEPTED, revision=None).exclude(pk=amendment.pk)
    if any(covers(other, amendment, points) for other in accepted):
        raise Refused(_("Another amendment to the same words is accepted already: decline one of the two."))
    return _decide(amendment, Amendment.State.ACCEPTED, user, note)


@transaction.atomic
def decline(amendment, user, note="") -> Amendment:
    """Decline the amendment; its author reads the answer."""
    _act, amendment = _held(amendment)
    return _decide(amendment, Amendment.State.DECLINED, user, note)


def check_no_open_vote(act) -> None:
    """Raise Refused while the members vote on the text."""
    if Voting.objects.filter(item__act=act.pk, closed_at=None).exists():
        raise Refused(_("The vote on this draft is open: its text cannot change now."))


def _held(amendment):
    act = lock(amendment.act_id)
    amendment = Amendment.objects.select_for_update().get(pk=amendment.pk)
    if act.status not in OPEN_TO_DECISIONS:
        raise Refused(_("The draft is “%(now)s”: amendments are past.") % {"now": act.get_status_display()})
    check_no_open_vote(act)
    if amendment.state == Amendment.State.WITHDRAWN:
        raise Refused(_("Its author has taken this amendment back."))
    if amendment.revision_id:
        raise Refused(_("This amendment is in the text already."))
    return act, amendment


def _decide(amendment, state, user, note):
    amendment.state, amendment.note = state, note.strip()
    amendment.decided_at, amendment.decided_by = timezone.now(), user
    amendment.save(update_fields=["state", "note", "decided_at", "decided_by"])
    return amendment
