"""Counting in working days: five days a week but for the exceptions of the working calendar."""

from __future__ import annotations

from datetime import date, timedelta

from control.calendar_keeping import seed_year
from control.labour_law import FIRST_YEAR, LAST_YEAR
from control.models import CalendarDay, CalendarYear

_DAY = timedelta(days=1)


class WorkingCalendar:
    """The working calendar, read by whole years and each year once; for many questions keep one of these."""

    def __init__(self, first: date | None = None, last: date | None = None):
        self._kinds: dict[date, str] = {}
        self._years: set[int] = set()
        if first is not None:
            self._read(*sorted((first.year, (last or first).year)))

    def is_working_day(self, day: date) -> bool:
        """Whether people work on the day."""
        if day.year not in self._years:
            self._read(day.year, day.year)
        kind = self._kinds.get(day)
        return CalendarDay.ordinary(day).is_working if kind is None else kind != CalendarDay.Kind.DAY_OFF

    def next(self, day: date) -> date:
        """The first working day after the day."""
        return self._step(day, _DAY)

    def previous(self, day: date) -> date:
        """The last working day before the day."""
        return self._step(day, -_DAY)

    def add(self, start: date, days: int) -> date:
        """The day so many working days after the start, which itself is not counted; before it when negative.

        With no days at all: the start, or the first working day after it.
        """
        if days == 0:
            return start if self.is_working_day(start) else self.next(start)
        for _count in range(abs(days)):
            start = self.next(start) if days > 0 else self.previous(start)
        return start

    def between(self, start: date, end: date) -> int:
        """How many working days there are after the start, the end included; negative when the end is earlier."""
        if end < start:
            return -sum(self.is_working_day(end + _DAY * ahead) for ahead in range((start - end).days))
        return sum(self.is_working_day(start + _DAY * ahead) for ahead in range(1, (end - start).days + 1))

    def _step(self, day, step):
        day += step
        while not self.is_working_day(day):
            day += step
        return day

    def _read(self, first, last):
        """Read the years in one query; a year nobody has asked about before is first filled from the law."""
        rows = CalendarDay.objects.of_years(first, last).values_list("date", "kind")
        found = dict(rows)
        filled = {day.year for day in found}
        missing = {year for year in range(first, last + 1) if FIRST_YEAR <= year <= LAST_YEAR} - filled
        if missing:
            for year in sorted(missing):
                seed_year(year)
            found = dict(rows.all())
        self._kinds |= found
        self._years |= set(range(first, last + 1))


def is_working_day(day: date) -> bool:
    """Whether people work on the day."""
    return WorkingCalendar().is_working_day(day)


def next_working_day(day: date) -> date:
    """The first working day after the day."""
    return WorkingCalendar(day, day + _DAY * 15).next(day)


def previous_working_day(day: date) -> date:
    """The last working day before the day."""
    return WorkingCalendar(day - _DAY * 15, day).previous(day)


def add_working_days(start: date, days: int) -> date:
    """The day so many working days after the start (not counted); see WorkingCalendar.add."""
    # Two calendar days for a working one, and a January between them; should a year be missing, it is read later.
    return WorkingCalendar(start, start + _DAY * (2 * days + (15 if days >= 0 else -15))).add(start, days)


def working_days_between(start: date, end: date) -> int:
    """How many working days there are after the start, the end included; negative when the end is earlier."""
    return WorkingCalendar(start, end).between(start, end)


def is_final(day: date) -> bool:
    """Whether the days off of the day's year are known for good: before that a term there may yet move."""
    return CalendarYear.objects.filter(year=day.year, is_final=True).exists()
