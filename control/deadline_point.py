"""A point of time a term names, and the day of the calendar it is in a year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

LAST = -1  # the last Friday of a month, the others by their number


class Impossible(ValueError):
    """The words name a day that no calendar has."""


def day_of(year: int, month: int, day: int) -> date:
    """The day; 0 as its number is the last day of the month."""
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError as error:
        raise Impossible(str(error)) from None


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The second Tuesday of March, the last Friday of May; most months have no fifth one."""
    if nth == LAST:
        last = day_of(year, month, 0)
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = day_of(year, month, 1)
    return day_of(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (nth - 1))


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, quarter, half or whole year, perhaps without its year."""

    unit: str  # day, span, month, quarter, half, year
    first: tuple[int, int] = (1, 1)  # month, day
    last: tuple[int, int] = (12, 31)
    year: int | None = None
    spans: bool = False  # tied to the point before it: «с … по …», «январь-декабрь»
    until: bool = False  # «до», «не позднее»
    since: bool = False  # «с», «начиная с», «не ранее»
    floating: bool = False  # «до конца месяца» of nobody knows which month
    inherited: str = ""
    weekday: int | None = None  # the day of the week it must be
    nth: int = 0  # which of them in the month: «второй вторник марта», -1 the last

    def start_in(self, year: int) -> date:
        """Its first day in the year."""
        return self.end_in(year) if self.weekday is not None else day_of(year, *self.first)

    def end_in(self, year: int) -> date:
        """Its last day in the year; a day of the week that is not that day is none."""
        if self.nth:
            return nth_weekday(year, self.last[0], self.nth, self.weekday)
        day = day_of(year, *self.last)
        if self.weekday not in (None, day.weekday()):
            raise Impossible("that day is another day of the week")
        return day

    def exists_in(self, year: int) -> bool:
        """Whether the year has such a day: 29 February is not in every one."""
        try:
            self.end_in(year)
        except Impossible:
            return False
        return True

    @property
    def its_end(self) -> Point:
        """Its last day: «до конца года»."""
        return replace(self, unit="day", first=self.last, until=True)
