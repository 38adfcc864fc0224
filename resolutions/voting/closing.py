"""A vote is closed: its numbers are settled by the rule of the body and never change again."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import Record
from registry.models import PersonalLink
from resolutions.models.meeting import Meeting
from resolutions.models.voting import Voting
from resolutions.voting.counting import answered_in, members_of, tally_of
from resolutions.voting.opening import check_text, held_open

logger = logging.getLogger(__name__)


def close_polls_that_are_over() -> int:
    """Close every poll whose time is over, as the secretary would; what is decided is the secretary's to write down.

    A poll whose text has changed stays open: the secretary annuls it. Returns how many were closed.
    """
    closed = 0
    over = Voting.objects.open().filter(method=Voting.Method.POLL, closes_at__lte=timezone.now())
    for voting in over.filter(item__meeting__state=Meeting.State.OPEN).select_related("item").order_by("pk"):
        try:
            close_vote(voting, None)
        except Refused as refusal:
            logger.info("The poll %s stays open: %s", voting.pk, refusal)
        else:
            closed += 1
    return closed


@transaction.atomic
def close_vote(voting, user) -> Voting:
    """Count the vote and settle its result.

    Raises Refused when it is closed already, the text has changed, or a poll's time is not over and not all answered.
    """
    voting = held_open(voting)
    check_text(voting)
    counted = tally_of(voting)
    if voting.is_poll and not voting.is_over and members_of(voting.item.meeting) - answered_in(voting):
        moment = timezone.localtime(voting.closes_at)
        raise Refused(
            _("Answers are taken until %(day)s, %(time)s, and not all members have answered.")
            % {"day": date_format(moment, "j E"), "time": f"{moment:%H:%M}"}
        )
    if voting.method == Voting.Method.COUNT and voting.votes_for is None:
        raise Refused(_("Type how many voted for, against and abstained."))
    if not voting.is_poll and not counted.given:
        raise Refused(_("Nobody has voted yet."))
    return settle(voting, user, result=counted.result, closed_at=timezone.now(), counted=counted)


def settle(voting, user, *, result, closed_at, counted=None) -> Voting:
    """Write the numbers and the result into the vote held open, and the vote into the chain of records."""
    if counted is None:
        try:
            counted = tally_of(voting)
        except Refused:
            counted = None  # An annulled vote may not add up; its votes are kept as they are.
    if counted:
        for name, value in counted.fields.items():
            setattr(voting, name, value)
    voting.result, voting.closed_at, voting.closed_by = result, closed_at, user
    voting.save()
    if voting.is_poll:
        PersonalLink.objects.about(PersonalLink.Purpose.VOTE, voting).revoke()
    Record.append("vote", voting, user=user)
    return voting
