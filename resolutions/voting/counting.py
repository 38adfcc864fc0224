"""How many take part, how many are needed, and what follows from the votes given."""

from dataclasses import asdict, dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.models.meeting import Meeting
from resolutions.models.voting import Ballot, Voting


@dataclass(frozen=True)
class Tally:
    """The numbers of one vote by the rule of its body."""

    members: int
    present: int
    quorum: int
    needed: int
    votes_for: int
    votes_against: int
    votes_abstained: int

    @property
    def given(self):
        return self.votes_for + self.votes_against + self.votes_abstained

    @property
    def not_voting(self):
        return self.present - self.given

    @property
    def has_quorum(self):
        return self.members > 0 and self.present >= self.quorum

    @property
    def result(self):
        if not self.has_quorum:
            return Voting.Result.NO_QUORUM
        return Voting.Result.PASSED if self.votes_for >= self.needed else Voting.Result.FAILED

    @property
    def fields(self):
        """The numbers as a closed vote keeps them."""
        return {**asdict(self), "not_voting": self.not_voting}


def members_of(meeting: Meeting) -> set[int]:
    """Keys of those who sit on the body on the day of the meeting: nobody else votes."""
    return set(meeting.body.members_on(meeting.day).order_by().values_list("person_id", flat=True))


def taking_part_in(meeting: Meeting, members: set[int]) -> set[int]:
    """Keys of the members who are in the hall, on the line, or represented by a proxy."""
    here = meeting.attendances.taking_part().order_by().values_list("person_id", flat=True)
    return members & set(here)


def elected_in(meeting: Meeting, members: set[int]) -> int:
    """Of how many the shares are counted: the members elected, by the convocation or else by the list."""
    return meeting.quorum_state().members or len(members)


def tally_of(voting: Voting) -> Tally:
    """Count the vote as it stands now; raise Refused where the votes do not fit those who take part."""
    meeting = voting.item.meeting
    members = members_of(meeting)
    elected = elected_in(meeting, members)
    if voting.is_poll:
        # ГК РФ, ст. 181.2: at a poll those take part who sent their answer in.
        return tally(meeting.body, elected, None, _given(voting))
    present = taking_part_in(meeting, members)
    if voting.method == Voting.Method.COUNT:
        counted = tally(meeting.body, elected, len(present), typed_numbers(voting))
        check_typed(counted)
        return counted
    gone = voting.ballots.exclude(person__in=present).select_related("person").first()
    if gone:
        raise Refused(
            _("%(name)s has voted but is not noted as present: erase the vote or note the presence.")
            % {"name": gone.person}
        )
    return tally(meeting.body, elected, len(present), _given(voting))


def tally(body, members: int, present: int | None, given: dict[str, int]) -> Tally:
    """The numbers for so many members and so many present; without the latter, those present are those who answered."""
    present = sum(given.values()) if present is None else present
    return Tally(
        members=members,
        present=present,
        quorum=body.quorum_of(members),
        needed=body.majority_of_votes(present=present, members=members),
        votes_for=given.get(Ballot.Choice.FOR, 0),
        votes_against=given.get(Ballot.Choice.AGAINST, 0),
        votes_abstained=given.get(Ballot.Choice.ABSTAINED, 0),
    )


def check_typed(counted: Tally) -> None:
    """Raise Refused when more votes are typed than members take part."""
    if counted.not_voting < 0:
        raise Refused(
            _("There are %(given)s votes, but only %(present)s members take part: check the numbers.")
            % {"given": counted.given, "present": counted.present}
        )


def typed_numbers(voting: Voting) -> dict[str, int]:
    """The three numbers of a vote by count."""
    return {
        Ballot.Choice.FOR: voting.votes_for or 0,
        Ballot.Choice.AGAINST: voting.votes_against or 0,
        Ballot.Choice.ABSTAINED: voting.votes_abstained or 0,
    }


def answered_in(voting: Voting) -> set[int]:
    """Keys of the members who have voted by name."""
    return set(voting.ballots.order_by().values_list("person_id", flat=True))


def _given(voting):
    return dict(voting.ballots.order_by().values_list("choice").annotate(Count("pk")))
