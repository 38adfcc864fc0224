"""A poll between meetings: every member is asked by letter and answers until a moment."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from registry.letters import post
from registry.models import Person, PersonalLink
from resolutions.meetings import holding
from resolutions.meetings.convening import open_session
from resolutions.models.meeting import Meeting
from resolutions.models.voting import Voting
from resolutions.voting.counting import answered_in, members_of
from resolutions.voting.opening import open_vote


@dataclass
class Sent:
    """To whom letters went, and who has no address and must be asked otherwise."""

    people: list[Person] = field(default_factory=list)
    without_address: list[Person] = field(default_factory=list)


@transaction.atomic
def open_poll(meeting, user) -> Sent:
    """Open a vote on every question nobody has decided and ask the members by letter.

    Raises Refused unless the meeting is a poll with a moment ahead until which answers are taken.
    """
    meeting = holding.hold(meeting.pk)
    if not meeting.is_poll:
        raise Refused(_("This meeting is held in the hall, not by poll."))
    if meeting.state in {Meeting.State.CLOSED, Meeting.State.CANCELLED}:
        raise Refused(_("The meeting is %(state)s.") % {"state": meeting.get_state_display()})
    if not meeting.voting_until or meeting.voting_until <= timezone.now():
        raise Refused(_("Write until when answers are taken: a moment that is still ahead."))
    if meeting.is_planned:
        meeting = open_session(meeting, user)
    waiting = meeting.agenda.filter(is_heading=False, outcome="")
    waiting = waiting.exclude(pk__in=Voting.objects.open().values("item"))
    votings = [open_vote(item, user) for item in waiting]
    if not votings:
        raise Refused(_("There is no question to ask the members about."))
    return ask(votings, _people(members_of(meeting)), "poll_opened")


@transaction.atomic
def remind(meeting, user) -> Sent:
    """Write again to those who have not answered every question; the links of the first letter stay good."""
    votings = list(Voting.objects.open().filter(item__meeting=meeting, method=Voting.Method.POLL))
    if not votings or votings[0].is_over:
        raise Refused(_("No answers are awaited."))
    members = members_of(meeting)
    silent = set()
    for voting in votings:
        silent |= members - answered_in(voting)
    return ask(votings, _people(silent), "poll_reminder")


def waits_for(user) -> list[Voting]:
    """The open polls to which the account, as a member of the body on their day, has still to answer."""
    person = getattr(user, "person", None)
    if person is None:
        return []
    seats = list(person.memberships.all())
    polls = Voting.objects.open().filter(
        method=Voting.Method.POLL,
        closes_at__gt=timezone.now(),
        item__meeting__state=Meeting.State.OPEN,
        item__meeting__body__in=[seat.body_id for seat in seats],
    )
    polls = polls.exclude(ballots__person=person).select_related("item__meeting__body", "item__act").order_by("pk")
    return [
        poll
        for poll in polls.defer("item__act__items", "item__act__annexes", "item__act__signatories")
        if any(seat.body_id == poll.item.meeting.body_id and seat.is_current(poll.item.meeting.day) for seat in seats)
    ]


def ask(votings: list[Voting], people, template: str) -> Sent:
    """Send each person one letter with a link for every question not answered yet."""
    meeting = votings[0].item.meeting
    answered = set()
    for voting in votings:
        answered |= {(voting.pk, person) for person in answered_in(voting)}
    sent = Sent()
    for person in people:
        questions = [
            {"item": voting.item, "what": voting.what, "link": _link(voting, person)}
            for voting in votings
            if (voting.pk, person.pk) not in answered
        ]
        address = post(person, template, meeting=meeting, questions=questions, until=votings[0].closes_at)
        (sent.people if address else sent.without_address).append(person)
        if address:
            keys = [question["link"].pk for question in questions]
            PersonalLink.objects.filter(pk__in=keys).update(sent_at=timezone.now(), sent_to=address)
    return sent


def _link(voting, person):
    """The link already given, so that a second letter does not make the first one useless."""
    links = PersonalLink.objects.about(PersonalLink.Purpose.VOTE, voting).filter(person=person)
    given = links.filter(used_at=None, revoked_at=None, expires_at__gt=timezone.now()).first()
    purpose = PersonalLink.Purpose.VOTE
    return given or PersonalLink.make(purpose, voting, person, expires_at=voting.closes_at)


def _people(keys):
    return Person.objects.filter(pk__in=keys).select_related("user").order_by("name")
