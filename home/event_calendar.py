"""An event as a file for the reader's own calendar."""

import datetime

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from control.calendars.building import calendar_file
from control.calendars.providers import Event


def event_file(event, request):
    """The event for the reader's own calendar; a changed one replaces what the calendar already has."""
    if not (event.starts_at and event.ends_at):
        raise Http404
    content = calendar_file(event.title, calendar_events(event, request))
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, f"{event.slug}.ics")},
    )


def calendar_events(event, request=None):
    """What a calendar writes down: one entry, or one a day where the event is of whole days."""
    address = event.get_full_url(request)
    common = {
        "summary": event.title,
        "description": "\n".join(filter(None, [event.lead, address])),
        "location": event.place,
        "is_cancelled": event.is_cancelled,
        "changed_at": event.last_published_at,
        "sequence": int((event.last_published_at or event.starts_at).timestamp()) // 60 % 1_000_000_000,
    }
    if not event.is_whole_day:
        yield Event(uid=f"event-{event.pk}", start=event.starts_at, end=event.ends_at, **common)
        return
    first, last = (timezone.localdate(moment) for moment in (event.starts_at, event.ends_at))
    for number in range(min((last - first).days, 30) + 1):
        yield Event(uid=f"event-{event.pk}-{number}", start=first + datetime.timedelta(days=number), **common)
