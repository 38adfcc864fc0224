"""A member proposes a change to one point of a draft, and may take it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.blocks import Operation
from resolutions.lifecycle import lock
from resolutions.models import Amendment, ResolutionPage, Status
from resolutions.relations.points import Points, unquoted

# While the text is before the members: approved, not voted on yet.
OPEN_TO_AMENDMENTS = frozenset({Status.APPROVED, Status.ON_AGENDA})


def proposer_of(act, user):
    """The person for whom the account may propose: a member of the body, or whoever reads the council's drafts."""
    person = getattr(user, "person", None)
    if person is None:
        return None
    return person if is_member(act, person) or act.may(user, "read_drafts") else None


def is_member(act, person) -> bool:
    """Whether the person sits on the body of the act today."""
    return bool(act.body_id) and act.body.memberships.current(timezone.localdate()).filter(person=person).exists()


def reads_amendments(act, user) -> bool:
    """Whether the account may see what is proposed to the act."""
    person = getattr(user, "person", None)
    return act.may(user, "read_drafts") or (person is not None and is_member(act, person))


@transaction.atomic
def propose(act, person, *, operation, point="", after="", reason="", by_link=False) -> Amendment:
    """Put a change to one point before the council; it remembers the wording it was proposed to.

    Raises Refused once the act is no longer before the members, or where the change says nothing.
    """
    act = lock(act.pk)
    if act.status not in OPEN_TO_AMENDMENTS:
        raise Refused(
            _("Amendments are taken from the approval of the draft to the vote; it is “%(now)s” now.")
            % {"now": act.get_status_display()}
        )
    points = Points.of(act.get_latest_revision_as_object())
    if point and points.find(point) is None:
        raise Refused(_("The draft has no such point any more: choose it again."))
    if not point and operation != Operation.INSERT:
        raise Refused(_("Choose the point."))
    after = "" if operation == Operation.DELETE else after.strip()
    if operation != Operation.DELETE and not after:
        raise Refused(_("Write the wording you propose."))
    before = points.text(point) if point else ""
    if operation == Operation.REPLACE and unquoted(after) == before.strip():
        raise Refused(_("The proposed wording is the same as that of the draft."))
    same = {"act": act, "person": person, "point": point, "operation": operation, "after": after}
    if Amendment.objects.filter(**same, state=Amendment.State.PROPOSED).exists():
        raise Refused(_("You have proposed this already."))
    return Amendment.objects.create(
        **same, label=points.label(point)[:20] if point else "", before=before, reason=reason.strip(), by_link=by_link
    )


@transaction.atomic
def withdraw(amendment, person) -> None:
    """Take a proposal back, while nobody has decided on it."""
    lock(amendment.act_id)
    waiting = Amendment.objects.filter(pk=amendment.pk, person=person, state=Amendment.State.PROPOSED)
    if not waiting.update(state=Amendment.State.WITHDRAWN):
        raise Refused(_("Only your own amendment, not decided on yet, can be taken back."))


def may_be_amended(act: ResolutionPage) -> bool:
    return act.status in OPEN_TO_AMENDMENTS
