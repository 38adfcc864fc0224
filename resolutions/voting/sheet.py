"""What the secretary has before his eyes during a question: who is here, how they voted, whether it passes."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from registry.models import Person
from resolutions.meetings.presiding import presiding_of
from resolutions.models.agenda import AgendaItem
from resolutions.models.attendance import Attendance
from resolutions.models.meeting import Meeting
from resolutions.models.voting import Ballot, Voting
from resolutions.voting.counting import tally, typed_numbers
from resolutions.voting.opening import text_stands

# Somebody who came this long after the opening is noted as late.
LATE = timedelta(minutes=15)


@dataclass
class Row:
    """One member in the table."""

    number: int
    person: Person
    present: bool
    choice: str
    note: str
    locked: bool
    represented: bool

    @property
    def name(self):
        return self.person.written_name.surname_first

    @property
    def state(self):
        return {"present": self.present, "choice": self.choice, "note": self.note, "locked": self.locked}


class Sheet:
    """One question of a meeting with its vote: the one open, else the last one counted."""

    def __init__(self, meeting: Meeting, item: AgendaItem | None):
        self.meeting, self.item = meeting, item

    @cached_property
    def votings(self):
        """All votes on the question, the last one first."""
        votings = list(self.item.votings.select_related("revision").order_by("-pk")) if self.item else []
        for voting in votings:
            voting.item = self.item
        return votings

    @cached_property
    def voting(self):
        kept = [voting for voting in self.votings if voting.result != Voting.Result.ANNULLED]
        return kept[0] if kept else None

    @property
    def is_open(self):
        """Whether votes may be given now: the vote is open, or the first one has not begun."""
        may_begin = self.voting is None and not self.meeting.is_poll
        return self.in_session and not self.item.outcome and (may_begin or bool(self.voting and self.voting.is_open))

    @property
    def in_session(self):
        return self.meeting.state == Meeting.State.OPEN and self.item is not None

    @property
    def by_count(self):
        return bool(self.voting and self.voting.method == Voting.Method.COUNT)

    @cached_property
    def text_changed(self):
        voting = self.voting
        return bool(voting and self.item.act_id and not self.item.outcome and not text_stands(voting))

    @cached_property
    def ballots(self):
        if self.voting is None:
            return {}
        return {ballot.person_id: ballot for ballot in self.voting.ballots.order_by()}

    @cached_property
    def rows(self):
        seats = self.meeting.body.members_on(self.meeting.day).select_related("person")
        people = {seat.person_id: seat.person for seat in seats}
        noted = self.meeting.attendances.select_related("proxy").order_by()
        attendance = {row.person_id: row for row in noted}
        return [
            self._row(number, person, attendance, self.ballots.get(key))
            for number, (key, person) in enumerate(people.items(), start=1)
        ]

    def _row(self, number, person, attendance, ballot):
        is_poll, place = self.meeting.is_poll, attendance.get(person.pk)
        return Row(
            number=number,
            person=person,
            present=is_poll or _takes_part(place, attendance),
            choice=ballot.choice if ballot else "",
            note=_answered(ballot) if is_poll else _presence(place, self.meeting),
            locked=bool(is_poll and ballot and ballot.is_own),
            represented=bool(place and place.state == Attendance.State.PROXY),
        )

    @cached_property
    def presiding(self):
        return presiding_of(self.meeting)

    @cached_property
    def nobody_presides(self):
        """Whether the one who was to preside is not in the hall; of a guest, who has no place here, it is not asked."""
        if self.meeting.is_poll or not self.in_session:
            return False
        row = next((row for row in self.rows if row.person == self.presiding), None)
        return self.presiding is None or bool(row and (row.represented or not row.present))

    @property
    def may_preside(self):
        return [row for row in self.rows if row.present and not row.represented]

    @property
    def columns(self):
        """The rows in two columns, as on paper."""
        half = (len(self.rows) + 1) // 2
        return [column for column in (self.rows[:half], self.rows[half:]) if column]

    @cached_property
    def tally(self):
        """The numbers as they stand now; those settled at closing once it is closed."""
        voting, body = self.voting, self.meeting.body
        if self.by_count:
            given = typed_numbers(voting)
        else:
            given = dict.fromkeys(Ballot.Choice.values, 0)
            for ballot in self.ballots.values():
                given[ballot.choice] += 1
        present = None if self.meeting.is_poll else sum(row.present for row in self.rows)
        elected = self.meeting.quorum_state().members or len(self.rows)
        return tally(body, elected, present, given)

    @property
    def settled(self):
        return self.voting if self.voting and not self.voting.is_open else None

    @property
    def numbers(self):
        """What the bar and the footer show."""
        settled, counted = self.settled, self.tally
        if settled:
            fields = {name: getattr(settled, name) for name in asdict(counted)}
            counted = type(counted)(**fields)
        left = len(self.rows) - counted.given if self.meeting.is_poll else counted.not_voting
        return {
            **asdict(counted),
            "left": left,
            "has_quorum": counted.has_quorum,
            "passes": counted.has_quorum and counted.votes_for >= counted.needed,
            "given": counted.given,
            "share": round(100 * counted.present / counted.members, 1) if counted.members else 0,
            "quorum_share": round(100 * counted.quorum / counted.members, 1) if counted.members else 0,
        }

    @property
    def verdict(self):
        """How the vote stands, in two or three words."""
        numbers = self.numbers
        if self.meeting.is_poll and self.voting is None:
            return ""
        if not numbers["has_quorum"]:
            return _("No quorum")
        if self.item is None or not numbers["given"]:
            return ""
        if numbers["passes"]:
            return _("Passes")
        if self.settled or numbers["votes_for"] + max(numbers["left"], 0) < numbers["needed"]:
            return _("Does not pass")
        return _("%(number)s short") % {"number": numbers["needed"] - numbers["votes_for"]}

    @property
    def rule(self):
        """The body's rules, so that the screen counts at once what the server counts again."""
        body = self.meeting.body
        return {
            "majority": [body.majority_numerator, body.majority_denominator, body.majority_exceeds],
            "ofMembers": body.majority_of == body.MajorityOf.MEMBERS,
            "poll": self.meeting.is_poll,
        }

    @property
    def stamp(self):
        """Changes when the screen must be drawn anew: a vote closed, the method changed, the question decided."""
        closed = sum(not voting.is_open for voting in self.votings)
        method = self.voting.method if self.voting else Voting.Method.ROLL_CALL
        outcome = self.item.outcome if self.item else ""
        return f"{closed}-{method}-{outcome}-{self.meeting.state}"

    @property
    def state(self):
        """All that changes on the screen, for the script."""
        return {
            "voting": self.voting.pk if self.voting and self.voting.is_open else None,
            "stamp": self.stamp,
            "open": self.is_open,
            "rows": {row.person.pk: row.state for row in self.rows},
            "numbers": self.numbers,
            "verdict": self.verdict,
        }


def _takes_part(place, attendance):
    if place is None or place.state != Attendance.State.PROXY:
        return bool(place and place.is_here)
    holder = attendance.get(place.proxy_id)
    return bool(holder and holder.is_here)


def _presence(attendance, meeting):
    if attendance is None or attendance.state == Attendance.State.EXPECTED:
        return ""
    state, came, left = attendance.state, attendance.came_at, attendance.left_at
    if left:
        return _("left at %(time)s") % {"time": f"{timezone.localtime(left):%H:%M}"}
    if state == Attendance.State.PROXY:
        name = attendance.proxy.written_name.surname_first if attendance.proxy else "?"
        return _("by proxy: %(name)s") % {"name": name}
    if state == Attendance.State.REMOTE:
        return _("by video link")
    if state == Attendance.State.PRESENT:
        late = came and meeting.opened_at and came - meeting.opened_at > LATE
        return _("from %(time)s") % {"time": f"{timezone.localtime(came):%H:%M}"} if late else ""
    return ", ".join(filter(None, [_("away"), attendance.reason]))


def _answered(ballot):
    if ballot is None:
        return ""
    moment = timezone.localtime(ballot.cast_at)
    words = {"moment": f"{moment:%d.%m %H:%M}"}
    if not ballot.is_own:
        return _("on paper, %(moment)s") % words
    return (_("by link, %(moment)s") if ballot.by_link else _("by account, %(moment)s")) % words
