"""The calendar of the council: its announced meetings and its events, for a calendar programme to subscribe to."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from control.calendars.building import calendar_file
from home.event_calendar import calendar_events
from home.following.streams import EventsStream, MeetingsStream
from resolutions.meetings.publicity import events_of

# What is over stays in a calendar for so long; what comes is shown as far as it is known.
BACK = datetime.timedelta(days=365)
MOST = 300

EVENTS, MEETINGS = "events", "meetings"


def council_calendar(home, query, site) -> bytes:
    """Meetings, events, or both (``kind``); of one body, if it is named."""
    kind = query.get("kind")
    asked = []
    if kind != EVENTS:
        asked += _meetings(home, query, site)
    if kind != MEETINGS and not query.get("body"):
        asked += _events(home, site)
    name = _("%(council)s: calendar") % {"council": home.organisation or home.title}
    return calendar_file(name, asked)


def _meetings(home, query, site):
    stream = MeetingsStream(home, query)
    # A body there is not is told from one that has no meetings.
    stream.check()
    since = timezone.now() - BACK
    held = stream.meetings.filter(starts_at__gt=since).select_related("body__organisation")
    address = site.absolute(f"{stream.page.url}meetings/")
    return events_of(held.order_by("starts_at", "pk")[:MOST], address)


def _events(home, site):
    stream = EventsStream(home, {})
    since = timezone.now() - BACK
    pages = stream.lean(stream.pages).filter(ends_at__gt=since, starts_at__isnull=False).order_by("starts_at", "pk")
    return [event for page in pages[:MOST] for event in calendar_events(page, site.request)]
