"""A meeting held until the transaction ends, so that two secretaries do not change it at once."""

from django.utils.translation import gettext as _

from control.refusal import Refused
from resolutions.models.meeting import Meeting


def hold(meeting_pk: int) -> Meeting:
    """The meeting, read anew and held until the transaction ends."""
    meetings = Meeting.objects.select_for_update(of=("self",)).select_related("body__organisation", "convocation")
    return meetings.get(pk=meeting_pk)


def hold_coming(meeting_pk: int) -> Meeting:
    """The same; raises Refused for a meeting that is over."""
    meeting = hold(meeting_pk)
    if not meeting.is_coming:
        raise Refused(_("The meeting is %(state)s: nothing in it changes any more.") % {"state": state_of(meeting)})
    return meeting


def hold_planned(meeting_pk: int) -> Meeting:
    """The same; raises Refused for a meeting that has been opened already or will not be held."""
    meeting = hold(meeting_pk)
    if not meeting.is_planned:
        raise Refused(_("The meeting is already %(state)s.") % {"state": state_of(meeting)})
    return meeting


def state_of(meeting: Meeting) -> str:
    """The state as it stands within a sentence."""
    return str(meeting.get_state_display())
