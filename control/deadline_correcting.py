"""A reading the author put right: days of his own beside the words, which stay as they are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from control.deadline_value import Deadline, DeadlineKind
from control.deadlines import read_deadline

NO_DATE = "–"  # what says that the words name no day at all
MOST_DATES = 60  # five years of months
_NONE = {"-", "‐", "‑", "‒", "–", "—", "−"}
_SEPARATORS = re.compile(r"[,;\s]+")
_PRINTED = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})|(?P<iy>\d{4})-(?P<im>\d\d)-(?P<id>\d\d)")
_FIRST, _LAST = 1990, 2099
_LISTS = {DeadlineKind.MONTH_LIST, DeadlineKind.MONTHLY, DeadlineKind.QUARTERLY, DeadlineKind.YEAR_LIST}
_LISTS.add(DeadlineKind.RECURRING_YEARLY)


class NotADate(ValueError):
    """Something in the list of dates is none; str() is the words."""


def dates_written(words: str) -> tuple[date, ...] | None:
    """The days of «31.03.2026, 30.06.2026», in order; none for a dash; None where nothing is written.

    Raises NotADate with the words that name no day.
    """
    words = (words or "").strip()
    if not words:
        return None
    if words in _NONE:
        return ()
    found = {_day(part) for part in _SEPARATORS.split(words.rstrip(" .;,")) if part}
    if len(found) > MOST_DATES:
        raise NotADate(words[:40])
    return tuple(sorted(found))


def _day(part: str) -> date:
    printed = _PRINTED.fullmatch(part.rstrip("."))
    if not printed:
        raise NotADate(part[:40])
    try:
        day = date(*(int(printed[name] or printed[f"i{name}"]) for name in "ymd"))
    except ValueError:
        raise NotADate(part[:40]) from None
    if not _FIRST <= day.year <= _LAST:
        raise NotADate(part[:40])
    return day


def reading_of(
    words: str,
    dates: str = "",
    *,
    act_date: date | None = None,
    plan_start: date | None = None,
    plan_end: date | None = None,
) -> Deadline:
    """The deadline of an item: its words as they are read, with the days the author put in their place, if any.

    Whatever shows, counts or reminds of a deadline asks here, so that all of them know the same days.
    """
    read = read_deadline(words, act_date=act_date, plan_start=plan_start, plan_end=plan_end)
    try:
        days = dates_written(dates)
    except NotADate:
        days = None  # the field refuses such words; older data must not break the page
    if days is None or (days and days == read.due):
        return read
    raw = read.raw or " ".join((words or "").split())
    if not days:
        return Deadline(raw, DeadlineKind.UNSPECIFIED, corrected=True)
    kind = read.kind if read.kind in _LISTS else DeadlineKind.EXACT_DATE
    return replace(read, raw=raw, kind=kind, start=days[0], end=days[-1], due=days, inherited="", corrected=True)
