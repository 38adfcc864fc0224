"""Giving out the address of a private calendar, and taking it back."""

from __future__ import annotations

import datetime
import hashlib

from django.db import transaction
from django.utils import timezone, translation

from control.calendars.building import calendar_file
from control.calendars.providers import Period, events_of
from control.models import CalendarFeed
from registry.letters import LANGUAGE
from registry.models import Party

BACK = datetime.timedelta(days=180)
AHEAD = datetime.timedelta(days=730)
# When a calendar was last read is noted no oftener than this.
NOTED_EVERY = datetime.timedelta(hours=1)


def open_feed(party: Party) -> CalendarFeed:
    """The party's calendar; made when it has none."""
    with transaction.atomic():
        _hold(party)
        feed = CalendarFeed.objects.filter(party_id=party.pk, revoked_at=None).first()
        return feed or CalendarFeed.objects.create(party_id=party.pk)


def replace_feed(party: Party) -> CalendarFeed:
    """A new address; whoever had the old one reads nothing more."""
    with transaction.atomic():
        revoke_feed(party)
        return open_feed(party)


def revoke_feed(party: Party) -> bool:
    """Take the address back; false where there was none."""
    with transaction.atomic():
        _hold(party)
        open_now = CalendarFeed.objects.filter(party_id=party.pk, revoked_at=None)
        return bool(open_now.update(revoked_at=timezone.now()))


def revoke_before_merging(sender, kept, duplicate, **kwargs):
    """A party has one calendar: that of the card that goes is taken back before the two become one."""
    CalendarFeed.objects.filter(party_id=duplicate.pk, revoked_at=None).update(revoked_at=timezone.now())


def read_feed(feed: CalendarFeed, now: datetime.datetime | None = None) -> bytes:
    """The calendar as it reads now; notes on the feed when it was read and since when it reads so."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    with translation.override(LANGUAGE):
        events = events_of(feed.party, Period(today - BACK, today + AHEAD, today))
        content = calendar_file(str(feed.party), events)
    content_hash = hashlib.sha256(content).hexdigest()
    changes = {}
    if content_hash != feed.content_hash:
        changes |= {"content_hash": content_hash, "changed_at": now.replace(microsecond=0)}
    if feed.read_at is None or abs(now - feed.read_at) > NOTED_EVERY:
        changes["read_at"] = now
    if changes:
        for name, value in changes.items():
            setattr(feed, name, value)
        CalendarFeed.objects.filter(pk=feed.pk).update(**changes)
    return content


def _hold(party):
    """Two who ask for the same calendar at one moment do so one after the other."""
    Party.objects.select_for_update(of=("self",)).get(pk=party.pk)
