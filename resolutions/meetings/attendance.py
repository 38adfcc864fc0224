"""Who came: the members' places at a meeting, excuses and proxies."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.meetings.holding import hold_coming
from resolutions.models.attendance import Attendance
from resolutions.models.meeting import Meeting

State = Attendance.State
AWAY = frozenset({State.EXCUSED, State.ABSENT, State.PROXY})


@dataclass(frozen=True)
class Mark:
    """What is noted of one member."""

    person: int
    state: str
    reason: str = ""
    proxy: int | None = None


class MarksRefused(Refused):
    """Some marks contradict one another or the rules; ``rows`` says which, by the key of the person."""

    def __init__(self, rows):
        super().__init__(_("Nothing is saved: correct the marked rows."))
        self.rows = rows


def refresh_attendance(meeting: Meeting) -> None:
    """Give a place to everyone who sits on the body on the day of the meeting, and to nobody else.

    Only before the meeting is opened: from then on the list is that of the day. Call it inside a transaction.
    """
    if not meeting.is_planned:
        return
    members = set(meeting.body.members_on(meeting.day).order_by().values_list("person_id", flat=True))
    listed = set(meeting.attendances.order_by().values_list("person_id", flat=True))
    if gone := listed - members:
        meeting.attendances.filter(proxy__in=gone).update(state=State.EXPECTED, proxy=None)
        meeting.attendances.filter(person__in=gone).delete()
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, person_id=person) for person in sorted(members - listed)], ignore_conflicts=True
    )


@transaction.atomic
def mark(meeting: Meeting, marks: list[Mark], user) -> None:
    """Note who is present, excused, absent or represented, for as many members as are named.

    All or nothing: raises MarksRefused with a sentence for each wrong row.
    """
    meeting = hold_coming(meeting.pk)
    rows = {row.person_id: row for row in meeting.attendances.select_for_update(of=("self",)).select_related("person")}
    wrong, changed = {}, []
    for wanted in marks:
        row = rows.get(wanted.person)
        if row is None:
            wrong[wanted.person] = _("This person is not a member of the body on the day of the meeting.")
        elif wanted.state not in State.values:
            wrong[wanted.person] = _("Choose one of the marks.")
        elif _note(row, wanted, meeting):
            changed.append(row)
    wrong |= _wrong_proxies(rows, meeting)
    if wrong:
        raise MarksRefused(wrong)
    for row in changed:
        row.save(update_fields=["state", "reason", "proxy", "came_at", "left_at"])


@transaction.atomic
def note_departure(meeting: Meeting, person_pk: int, user) -> None:
    """Note that a member present has left; whoever he represents is no longer represented."""
    meeting = hold_coming(meeting.pk)
    row = meeting.attendances.select_for_update(of=("self",)).filter(person_id=person_pk).first()
    if row is None or not row.is_here:
        raise Refused(_("Only whoever is present can leave."))
    row.left_at = timezone.now()
    row.save(update_fields=["left_at"])


def _note(row, wanted, meeting):
    """Put the mark into the row; whether it says anything new."""
    before = (row.state, row.reason, row.proxy_id)
    row.state = wanted.state
    row.reason = " ".join(wanted.reason.split())[:200] if wanted.state in AWAY else ""
    row.proxy_id = wanted.proxy if wanted.state == State.PROXY else None
    if before == (row.state, row.reason, row.proxy_id):
        return False
    if row.state not in Attendance.HERE:
        row.came_at = row.left_at = None
    elif before[0] not in Attendance.HERE:
        row.left_at = None
        # Only whoever came after the beginning came at a moment worth writing down.
        row.came_at = timezone.now() if meeting.state == Meeting.State.OPEN else None
    return True


def _wrong_proxies(rows, meeting):
    """What is wrong with the proxies, by member, once all marks are in."""
    wrong, holders = {}, {}
    for row in rows.values():
        if row.state != State.PROXY:
            continue
        holder = rows.get(row.proxy_id)
        if row.proxy_id is None:
            wrong[row.person_id] = _("Choose the member who votes by the proxy.")
        elif row.proxy_id == row.person_id:
            wrong[row.person_id] = _("Nobody is his own proxy.")
        elif holder is None:
            wrong[row.person_id] = _("Only another member of the body can hold a proxy.")
        elif holder.state == State.PROXY:
            wrong[row.person_id] = _("%(name)s has given a proxy and will not be there.") % {"name": holder.person}
        elif holder.state not in _may_hold(meeting):
            wrong[row.person_id] = _("%(name)s is not present and cannot vote for another.") % {"name": holder.person}
        elif other := holders.get(row.proxy_id):
            wrong[row.person_id] = _("%(name)s already holds the proxy of %(other)s: one is the most.") % {
                "name": holder.person,
                "other": other.person,
            }
        holders.setdefault(row.proxy_id, row)
    return wrong


def _may_hold(meeting):
    # Before the meeting nobody is present yet: whoever has not been excused is expected to be.
    return (*Attendance.HERE, State.EXPECTED) if meeting.is_planned else Attendance.HERE
