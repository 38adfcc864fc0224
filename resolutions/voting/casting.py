"""Votes are given: entered by the secretary from the hall or from paper, or sent by a member."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.models import Record
from registry.models import Person, PersonalLink
from resolutions.models.attendance import Attendance
from resolutions.models.meeting import Meeting
from resolutions.models.voting import Ballot, Voting
from resolutions.voting.counting import check_typed, members_of, taking_part_in, tally, typed_numbers
from resolutions.voting.opening import check_text, held_open, hold, open_vote


@dataclass(frozen=True)
class Mark:
    """What the secretary noted about one member: in the hall or not, and the vote; None where it was not touched."""

    person: int
    choice: str | None = None  # "" erases
    present: bool | None = None


@transaction.atomic
def enter(item, marks: list[Mark], user, *, voting=None) -> dict[int, str]:
    """Note who is in the hall and how they voted; the first vote on a question opens the voting by roll-call.

    Marks that cannot be taken are left out and come back by member, each with its reason. ``voting`` is the key of
    the vote the secretary had before his eyes. Raises Refused when none of the marks can be taken.
    """
    # Who has come is noted before the meeting is opened; votes are not.
    item = hold(item, planned=not any(mark.choice for mark in marks))
    current = item.votings.open().first()
    if any(mark.choice for mark in marks):
        current = _voting_for(item, current, voting, user)
    return _Sheet(item, current, user).take(marks)


def _voting_for(item, current, expected, user):
    if current is None and (expected or item.votings.counted().exists()):
        raise Refused(_("The vote is closed. A mistaken one is followed by a new vote on the same question."))
    if current and expected and current.pk != expected:
        raise Refused(_("Another vote on this question has been opened meanwhile: look at it first."))
    return current or open_vote(item, user)


class _Sheet:
    """The members of a meeting with their presence and votes, read once for all marks."""

    def __init__(self, item, voting, user):
        self.meeting, self.voting, self.user = item.meeting, voting, user
        self.members = members_of(self.meeting)
        noted = Attendance.objects.filter(meeting=self.meeting).select_related("person", "proxy")
        self.attendance = {row.person_id: row for row in noted}
        self.ballots = {ballot.person_id: ballot for ballot in voting.ballots.all()} if voting else {}
        self.now = timezone.now()
        self.given, self.erased = {}, set()

    def take(self, marks):
        refused = {}
        for mark in marks:
            try:
                self._check_member(mark.person)
                if mark.present is not None:
                    self._note_presence(mark.person, mark.present)
                if mark.choice is not None:
                    self._note_vote(mark.person, mark.choice)
            except Refused as refusal:
                refused[mark.person] = str(refusal)
        self._write()
        return refused

    def _check_member(self, person):
        if person not in self.members:
            name = Person.objects.filter(pk=person).first() or _("This person")
            raise Refused(
                _("%(name)s is not a member of the body on %(day)s and has no vote.")
                % {"name": name, "day": f"{self.meeting.day:%d.%m.%Y}"}
            )

    def _note_presence(self, person, present):
        if self.meeting.is_poll:
            raise Refused(_("Nobody sits in the hall during a poll."))
        row = self.attendance.get(person) or Attendance(meeting=self.meeting, person_id=person)
        if row.state == Attendance.State.PROXY:
            raise Refused(
                _("%(name)s is represented by a proxy: change that where the attendance is noted.")
                % {"name": row.person}
            )
        if row.is_here == present:
            return
        self._come(row) if present else self._go(row)
        row.save()
        self.attendance[person] = row

    def _come(self, row):
        if row.state not in Attendance.HERE:
            row.state, row.reason = Attendance.State.PRESENT, ""
            # Only whoever came after the beginning came at a moment worth writing down.
            row.came_at = self.now if self.meeting.state == Meeting.State.OPEN else None
        row.left_at = None

    def _go(self, row):
        since = row.came_at or self.meeting.opened_at
        took_part = since and Voting.objects.filter(item__meeting=self.meeting, closed_at__gte=since).exists()
        if took_part:
            row.left_at = self.now
        else:
            row.state, row.came_at, row.left_at = Attendance.State.ABSENT, None, None
        # Whoever left has not voted, nor has anybody he stood for.
        votes = [*self.ballots.values(), *self.given.values()]
        without = {row.person_id} | {ballot.person_id for ballot in votes if ballot.by_proxy_id == row.person_id}
        self.given = {key: ballot for key, ballot in self.given.items() if key not in without}
        self.erased |= without

    def _note_vote(self, person, choice):
        if choice == "":
            if self.voting:
                self._check_may_change(person)
                self.given.pop(person, None)
                self.erased.add(person)
            return
        if choice not in Ballot.Choice.values:
            raise Refused(_("There is no such vote."))
        if self.voting.method == Voting.Method.COUNT:
            raise Refused(_("This vote is held by count: type the three numbers."))
        self._check_may_change(person)
        ballot = Ballot(voting=self.voting, person_id=person, choice=choice, cast_at=self.now, cast_by=self.user)
        if not self.voting.is_poll:
            ballot.by_proxy = self._proxy_of(person)
        self.given[person] = ballot
        self.erased.discard(person)

    def _check_may_change(self, person):
        if not self.voting.is_poll:
            return
        if self.voting.is_over:
            raise Refused(_("The time for answers is over."))
        if person in self.ballots and self.ballots[person].is_own:
            raise Refused(_("The member has answered in person: nobody changes that answer."))

    def _proxy_of(self, person):
        """Who votes instead of the member, None for the member himself; raises Refused where neither is there."""
        row = self.attendance.get(person)
        if row is None or not row.takes_part:
            raise Refused(_("%(name)s is not present and cannot vote.") % {"name": Person.objects.get(pk=person)})
        if row.state != Attendance.State.PROXY:
            return None
        holder = self.attendance.get(row.proxy_id)
        if holder is None or not holder.is_here:
            raise Refused(_("Whoever holds the proxy of %(name)s is not present.") % {"name": row.person})
        return row.proxy

    def _write(self):
        if self.voting is None:
            return
        erased = self.voting.ballots.filter(person__in=self.erased)
        if self.voting.is_poll:
            for ballot in erased:
                Record.append_removal("ballot", ballot, user=self.user)
        if self.erased:
            erased.delete()
        Ballot.objects.bulk_create(
            self.given.values(),
            update_conflicts=True,
            unique_fields=["voting", "person"],
            update_fields=["choice", "cast_at", "cast_by", "is_own", "by_link", "by_proxy"],
        )
        if self.voting.is_poll and self.given:
            written = list(self.voting.ballots.filter(person__in=self.given))
            Record.append_many("ballot", written, user=self.user)


@transaction.atomic
def vote_for_the_rest(item, user) -> dict[int, str]:
    """Everybody in the hall who has not voted yet is entered as "for"."""
    item = hold(item)
    voting = item.votings.open().first()
    voted = set(voting.ballots.values_list("person_id", flat=True)) if voting else set()
    waiting = taking_part_in(item.meeting, members_of(item.meeting)) - voted
    if item.meeting.is_poll or not waiting:
        return {}
    return enter(item, [Mark(person, Ballot.Choice.FOR) for person in sorted(waiting)], user)


@transaction.atomic
def enter_numbers(voting, user, *, votes_for: int, votes_against: int, votes_abstained: int) -> Voting:
    """Type the three numbers of a vote by count; raises Refused when there are more votes than members present."""
    voting = held_open(voting)
    if voting.method != Voting.Method.COUNT:
        raise Refused(_("This vote is held by name: enter each member's vote."))
    numbers = {"votes_for": votes_for, "votes_against": votes_against, "votes_abstained": votes_abstained}
    if min(numbers.values()) < 0:
        raise Refused(_("A number of votes cannot be less than nothing."))
    for name, number in numbers.items():
        setattr(voting, name, number)
    members = members_of(voting.item.meeting)
    present = len(taking_part_in(voting.item.meeting, members))
    check_typed(tally(voting.item.meeting.body, len(members), present, typed_numbers(voting)))
    voting.save(update_fields=list(numbers))
    return voting


@transaction.atomic
def answer(voting, person, choice: str, *, user=None, link: PersonalLink | None = None) -> Ballot:
    """A member answers a poll, once, by the own account or by the personal link.

    Raises Refused (or LinkRefused) after the time, a second time, or for somebody who has no vote.
    """
    if link is not None:
        link.check_open()
        if link.purpose != PersonalLink.Purpose.VOTE or (link.subject_id, link.person_id) != (voting.pk, person.pk):
            raise Refused(_("This link is for another vote."))
    if user is not None and user.pk != person.user_id:
        raise Refused(_("Each member votes only for himself."))
    voting = held_open(voting)
    if not voting.is_poll:
        raise Refused(_("This vote is held in the hall."))
    if voting.is_over:
        raise Refused(_("The time for answers is over."))
    if person.pk not in members_of(voting.item.meeting):
        raise Refused(_("Only members of the body vote, and you are not one on the day of the poll."))
    if choice not in Ballot.Choice.values:
        raise Refused(_("Choose: for, against or abstained."))
    if earlier := voting.ballots.filter(person=person).first():
        raise Refused(already_answered(earlier))
    check_text(voting)
    if link is not None:
        # Only now that the meeting is held: closing the poll takes the links after it, too.
        link.use()
    ballot = Ballot.objects.create(
        voting=voting, person=person, choice=choice, cast_by=user, is_own=True, by_link=link is not None
    )
    Record.append("ballot", ballot, user=user, by="" if user else str(person))
    if link is None:
        PersonalLink.objects.about(PersonalLink.Purpose.VOTE, voting).filter(person=person).revoke()
    return ballot


def already_answered(ballot: Ballot) -> str:
    """Why the member cannot answer again, in a sentence."""
    moment = timezone.localtime(ballot.cast_at)
    words = {"choice": ballot.get_choice_display(), "day": f"{moment:%d.%m.%Y}", "time": f"{moment:%H:%M}"}
    if ballot.is_own:
        return _("You answered “%(choice)s” on %(day)s at %(time)s. An answer cannot be changed.") % words
    return _("Your answer on paper, “%(choice)s”, was entered on %(day)s at %(time)s.") % words
