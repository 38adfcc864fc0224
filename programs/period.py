"""The period of a programme or a plan in words."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def in_words(start: date | None, end: date | None) -> str:
    """Years where the period is made of whole ones, half a year by its number, else the days."""
    if start is None or end is None:
        day = start or end
        return "" if day is None else _days(start, end)
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if start.year == end.year:
        halves = {(1, 1, 6, 30): _("first half of %(year)s"), (7, 1, 12, 31): _("second half of %(year)s")}
        half = halves.get((start.month, start.day, end.month, end.day))
        if half:
            return half % {"year": start.year}
    return _days(start, end)


def _days(start, end):
    if start is None:
        return _("until %(day)s") % {"day": date_format(end, "j E Y")}
    if end is None:
        return _("from %(day)s") % {"day": date_format(start, "j E Y")}
    first = date_format(start, "j E" if start.year == end.year else "j E Y")
    return f"{first} – {date_format(end, 'j E Y')}"


def years_of(start: date | None, end: date | None) -> int:
    """How many years the period takes up, one at least: the next plan begins that much later."""
    return max(end.year - start.year + 1, 1) if start and end else 1


def moved(day: date | None, years: int) -> date | None:
    """The same day some years later; the last day of a month stays the last."""
    if day is None:
        return None
    following = day + timedelta(days=1)
    if following.month != day.month:
        return following.replace(year=following.year + years) - timedelta(days=1)
    return day.replace(year=day.year + years)
