"""Events written as an iCalendar file (RFC 5545) that Google, Apple, Outlook and Yandex calendars all show.

A deadline is a whole-day event and no task (VTODO): of these programmes only Apple's shows tasks of a calendar it
subscribes to.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

import icalendar
from django.conf import settings

from control.calendars.providers import Event

PRODUCT = "-//Sovet//Control//RU"
ASKED_AGAIN = datetime.timedelta(hours=6)  # how often programmes are asked to look for changes
EVE = datetime.timedelta(hours=-15)  # nine in the morning of the day before
MORNING = datetime.timedelta(hours=9)
HOURS_BEFORE = datetime.timedelta(hours=-2)
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def calendar_file(name: str, events: Iterable[Event]) -> bytes:
    """The calendar in bytes; the same events give the same bytes."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", ASKED_AGAIN, {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for event in events:
        calendar.add_component(_written(event))
    return calendar.to_ical()


def _written(event):
    changed_at = (event.changed_at or LONG_AGO).astimezone(datetime.UTC).replace(microsecond=0)
    written = icalendar.Event()
    written.add("uid", f"{event.uid}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}")
    # The moment of the change and not of the reading, or no two readings would be alike.
    written.add("dtstamp", changed_at)
    written.add("last-modified", changed_at)
    written.add("sequence", event.sequence)
    written.add("summary", event.summary)
    if event.description:
        written.add("description", event.description)
    if event.location:
        written.add("location", event.location)
    written.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.is_whole_day:
        written.add("dtstart", event.start)
        written.add("dtend", event.start + datetime.timedelta(days=1))
        # A deadline takes nobody's time: the day stays free for meetings.
        written.add("transp", "TRANSPARENT")
        written.add("x-microsoft-cdo-busystatus", "FREE")
        alarms = (EVE, MORNING)
    else:
        written.add("dtstart", event.start.astimezone(datetime.UTC))
        written.add("dtend", (event.end or event.start).astimezone(datetime.UTC))
        alarms = (HOURS_BEFORE,)
    if not event.is_cancelled:
        for trigger in alarms:
            written.add_component(_alarm(trigger, event.summary))
    return written


def _alarm(trigger, words):
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", trigger)
    return alarm
