"""One entry of a feed or of a letter, whatever it was made of."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone


@dataclass(frozen=True)
class Entry:
    """A thing the council has published: enough to tell of it, and where to read it."""

    url: str
    title: str
    summary: str = ""
    published: datetime.datetime | None = None
    updated: datetime.datetime | None = None
    kind: str = ""
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    # A file that belongs to it: address, type, length in bytes.
    file: tuple[str, str, int] | None = None


def noon_of(day) -> datetime.datetime | None:
    """A moment of the day, for what has a date only: noon is the same day in every country nearby."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12))) if day else None


def moment_of(page, day) -> datetime.datetime | None:
    """When a page came out: by its own date; within the day of publication, at that very moment."""
    first = page.first_published_at
    if first and (day is None or timezone.localdate(first) == day):
        return first
    return noon_of(day) or first
