"""A meeting is convened, changed, opened, closed or cancelled."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from registry.models import Membership
from resolutions.approving.rounds import status_off_the_agenda
from resolutions.lifecycle import move
from resolutions.meetings.attendance import refresh_attendance
from resolutions.meetings.holding import hold, hold_coming, hold_planned
from resolutions.models.agenda import AgendaItem
from resolutions.models.meeting import Meeting
from resolutions.models.voting import Voting
from resolutions.voting.opening import annul


@dataclass(frozen=True)
class Suggestion:
    """What a new meeting of a body most likely is."""

    number: int
    presiding: object = None
    secretary: object = None


def suggest(body, day) -> Suggestion:
    """The next session of the convocation, with the chair and the secretary of the day."""
    held = Meeting.objects.filter(body=body, convocation=body.convocation_on(day))
    last = held.exclude(state=Meeting.State.CANCELLED).aggregate(last=Max("number"))["last"]
    roles = {seat.role: seat.person for seat in body.members_on(day)}
    return Suggestion((last or 0) + 1, roles.get(Membership.Role.CHAIR), roles.get(Membership.Role.SECRETARY))


@transaction.atomic
def convene(meeting: Meeting, user) -> Meeting:
    """Save a new meeting with a place for every member; raises Refused when its number is taken."""
    meeting.created_by = user
    _save(meeting)
    refresh_attendance(meeting)
    return meeting


@transaction.atomic
def change(meeting: Meeting, user, fields) -> Meeting:
    """Save the named fields of a meeting not opened yet; who sits on the body that day follows."""
    stored = hold_planned(meeting.pk)
    for name in fields:
        setattr(stored, name, getattr(meeting, name))
    _save(stored)
    refresh_attendance(stored)
    return stored


def _save(meeting):
    meeting.convocation = meeting.body.convocation_on(meeting.day)
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as clash:
        raise Refused(_("This body already has a session of this number in this convocation.")) from clash


@transaction.atomic
def open_session(meeting: Meeting, user) -> Meeting:
    """Begin the meeting: from now on its questions keep their numbers.

    Raises Refused before its day, without questions, or when it has been opened already.
    """
    meeting = hold_planned(meeting.pk)
    if timezone.localdate() < timezone.localdate(meeting.starts_at):
        raise Refused(
            _("The meeting is called for %(day)s. If it is held today, change its date first.")
            % {"day": f"{timezone.localtime(meeting.starts_at):%d.%m.%Y}"}
        )
    if not meeting.questions:
        raise Refused(_("The agenda is empty: there is nothing to open the meeting for."))
    refresh_attendance(meeting)
    meeting.state, meeting.opened_at = Meeting.State.OPEN, timezone.now()
    meeting.save(update_fields=["state", "opened_at"])
    return meeting


@transaction.atomic
def close_session(meeting: Meeting, user) -> Meeting:
    """End the meeting; raises Refused while a question has no outcome."""
    meeting = hold(meeting.pk)
    if meeting.state != Meeting.State.OPEN:
        raise Refused(_("Only a meeting in session is closed."))
    undecided = list(_undecided(meeting))
    if undecided:
        raise Refused(
            _("There is no outcome yet for: %(questions)s.") % {"questions": "; ".join(str(item) for item in undecided)}
        )
    meeting.state, meeting.closed_at = Meeting.State.CLOSED, timezone.now()
    meeting.save(update_fields=["state", "closed_at"])
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, user, reason: str) -> Meeting:
    """Call the meeting off: its drafts wait for another agenda, and whoever was noticed is told.

    Raises Refused without a reason, or when the body has decided something already.
    """
    from resolutions.meetings.notices import tell_it_is_cancelled

    meeting = hold_coming(meeting.pk)
    reason = " ".join(reason.split())
    if not reason:
        raise Refused(_("Write why the meeting is cancelled: the members will read it."))
    if meeting.agenda.exclude(outcome="").exists():
        raise Refused(_("The body has already decided something at this meeting: close it instead."))
    for item in _undecided(meeting):
        item.outcome, item.decided_at = AgendaItem.Outcome.POSTPONED, timezone.now()
        item.save(update_fields=["outcome", "decided_at"])
        if item.act_id:
            move(item.act, status_off_the_agenda(item.act))
    for voting in Voting.objects.open().filter(item__meeting=meeting):
        # With an open vote its text could never change again; the links of a poll lose their force with it.
        annul(voting, user)
    meeting.state, meeting.cancel_reason = Meeting.State.CANCELLED, reason[:500]
    meeting.closed_at = timezone.now()
    meeting.save(update_fields=["state", "cancel_reason", "closed_at"])
    tell_it_is_cancelled(meeting)
    return meeting


def _undecided(meeting):
    """Questions without an outcome, held so that none gets one meanwhile."""
    items = meeting.agenda.filter(is_heading=False, outcome="").select_for_update(of=("self",), no_key=True)
    return items.select_related("act").defer("act__items", "act__annexes", "act__signatories")
