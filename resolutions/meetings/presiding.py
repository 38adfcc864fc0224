"""Who presides over a meeting: whoever the notice named, or another of those who came."""

from django.db import transaction
from django.utils.translation import gettext as _

from control.refusal import Refused
from registry.models import Membership
from resolutions.meetings.holding import hold_coming
from resolutions.models.attendance import Attendance
from resolutions.models.meeting import Meeting


def presiding_of(meeting: Meeting):
    """Whoever the meeting names, else the chair of the body on its day; None where there is neither."""
    if meeting.presiding_id:
        return meeting.presiding
    seat = meeting.body.members_on(meeting.day).filter(role=Membership.Role.CHAIR).first()
    return seat.person if seat else None


def presided(meeting: Meeting):
    """Who presided, for the minutes: nobody who, being a member, did not come."""
    person = presiding_of(meeting)
    if person is None or meeting.is_poll or meeting.is_planned:
        return person
    place = meeting.attendances.filter(person=person).first()
    return None if place and place.state not in Attendance.HERE else person


@transaction.atomic
def preside(meeting: Meeting, person_pk, user) -> Meeting:
    """Let one of those present preside; raises Refused for anybody else."""
    meeting = hold_coming(meeting.pk)
    place = meeting.attendances.filter(person_id=person_pk).first() if person_pk else None
    if place is None or not place.is_here:
        raise Refused(_("Choose who presides from those present."))
    meeting.presiding_id = place.person_id
    meeting.save(update_fields=["presiding"])
    return meeting
