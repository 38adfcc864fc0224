"""The exceptions of a year by the Labour Code (articles 95 and 112) and by the Government's transfers of days off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from holidays.countries import Russia

from control.models import CalendarDay

FIRST_YEAR, LAST_YEAR = Russia.start_year, Russia.end_year
_MOVED_FROM = re.compile(r"перенесено с (\d\d\.\d\d\.\d{4})")
_SATURDAY = 5
_DAY = timedelta(days=1)

# The names are words of the record: they stay Russian whatever the interface speaks.
_INSTEAD = "Рабочий день (выходной перенесён на {:%d.%m.%Y})"
_EVE = "Накануне праздника: {}"


@dataclass(frozen=True)
class YearByLaw:
    """The days of one year that differ from an ordinary week."""

    year: int
    is_final: bool  # whether the library knows the Government's transfers of this year
    days: dict[date, CalendarDay]

    def day(self, day: date) -> CalendarDay:
        """What the law makes of the day; not saved."""
        return self.days.get(day) or CalendarDay.ordinary(day)


def year_by_law(year: int) -> YearByLaw:
    """What the library of holidays knows about the year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return YearByLaw(year, False, {})
    known = Russia(years=[year, year + 1], language="ru")
    is_final = year in known.special_public_holidays or year in known.special_public_holidays_observed
    moved = {day: _moved_from(name) for day, name in known.items() if _MOVED_FROM.search(name)}
    feasts = {day: name for day, name in known.items() if day not in moved and not name.endswith("(выходной)")}
    off = {day: name for day, name in known.items() if day.year == year}
    if not is_final:
        off |= _moved_by_the_code(year, feasts)
    worked = {source: day for day, source in moved.items() if source in known.weekend_workdays}

    days = {day: (CalendarDay.Kind.DAY_OFF, name) for day, name in off.items()}
    for source, day in worked.items():
        days[source] = (CalendarDay.Kind.WORKING, _INSTEAD.format(day))
    for feast, name in feasts.items():
        eve = feast - _DAY
        # A day off moved from the eve takes the short day with it to the Saturday worked instead.
        short = next((source for source, day in worked.items() if day == eve), eve)
        kind, reason = days.get(short, (CalendarDay.ordinary(short).kind, ""))
        if kind == CalendarDay.Kind.WORKING:
            days[short] = (CalendarDay.Kind.SHORTENED, reason or _EVE.format(name))
    return YearByLaw(
        year,
        is_final,
        {
            day: CalendarDay(date=day, kind=kind, name=name)
            for day, (kind, name) in sorted(days.items())
            if day.year == year
        },
    )


def _moved_from(name: str) -> date:
    return datetime.strptime(_MOVED_FROM.search(name)[1], "%d.%m.%Y").date()


def _moved_by_the_code(year: int, feasts: dict[date, str]) -> dict[date, str]:
    """A feast on a day off gives the next working day off, in January alone the Government says which (article 112)."""
    moved: dict[date, str] = {}
    for feast, name in sorted(feasts.items()):
        if feast.year == year and feast.month > 1 and feast.weekday() >= _SATURDAY:
            day = feast + _DAY
            while day.weekday() >= _SATURDAY or day in feasts or day in moved:
                day += _DAY
            moved[day] = f"{name} (выходной)"
    return moved
