"""What a private calendar is made of: each room says which events a party has."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from registry.models import Party


@dataclass(frozen=True)
class Event:
    """One entry of a calendar: a whole day, or a time with its end."""

    # The same for ever, or a calendar programme would show the event twice.
    uid: str
    summary: str
    start: datetime.date | datetime.datetime
    end: datetime.datetime | None = None  # only beside a time
    description: str = ""
    location: str = ""
    # Grows with every change; and the moment of the last one.
    sequence: int = 0
    changed_at: datetime.datetime | None = None
    is_cancelled: bool = False

    @property
    def is_whole_day(self):
        return not isinstance(self.start, datetime.datetime)


@dataclass(frozen=True)
class Period:
    """From which day to which a calendar is asked for, and the day it is asked on."""

    first: datetime.date
    last: datetime.date
    today: datetime.date


# The events of one party within the period.
Provider = Callable[[Party, Period], Iterable[Event]]

_providers: list[Provider] = []


def provide(provider: Provider) -> Provider:
    """Have the provider's events put into every calendar; rooms say so in the ready() of their app."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def events_of(party: Party, period: Period) -> list[Event]:
    """All events of the party, the earliest first."""
    found = [event for provider in _providers for event in provider(party, period)]
    return sorted(found, key=lambda event: (_day(event.start), event.uid))


def _day(start):
    return start.date() if isinstance(start, datetime.datetime) else start
