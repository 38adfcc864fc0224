"""Terms that come again: «ежеквартально до 10 числа», «ежегодно, март», in every period of the plan or act."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from control.deadline_counted import after, length
from control.deadline_dated import dated, segments_of
from control.deadline_named import nth_day, weekday_of
from control.deadline_point import LAST, Impossible, Point, day_of, nth_weekday
from control.deadline_value import Context, DeadlineKind, Reading
from control.deadline_words import Token, count
from control.deadline_years import with_years

_AFTER_PERIOD = re.compile(
    r"(?:окончани|завершени|истечени)\w+\s(?:отчетн\w+\s)?(?:месяца|квартала|полугодия|периода|года)"
)
RECURRENCES = {"monthly", "two_monthly", "quarterly", "half_yearly", "yearly"}
_MONTHS = {"monthly": 1, "two_monthly": 2, "quarterly": 3, "half_yearly": 6, "yearly": 12}
_KINDS = {
    "monthly": DeadlineKind.MONTHLY,
    "two_monthly": DeadlineKind.MONTH_LIST,
    "quarterly": DeadlineKind.QUARTERLY,
    "half_yearly": DeadlineKind.MONTH_LIST,
    "yearly": DeadlineKind.RECURRING_YEARLY,
}


def recurrence_of(words: Sequence[Token]) -> str:
    """How often the words say it comes again: the name of the recurrence, an empty string for once."""
    named = {word.kind for word in words} & RECURRENCES
    if named:
        return max(named, key=_MONTHS.__getitem__) if "yearly" in named else min(named, key=_MONTHS.__getitem__)
    for word in words:
        if word.kind == "year_after":
            return "yearly"
        if word.kind == "nthday" and word.get("unit") and not word.get("this"):
            return "monthly" if word.get("unit") == "месяца" else "quarterly"
        if word.kind == "daynum":
            if word.get("of") or word.get("every"):
                return "monthly"
            reported = word.get("after")
            if reported and not reported.endswith("периодом"):
                stem = reported.split()[-1][:4]
                return {"квар": "quarterly", "полу": "half_yearly"}.get(stem, "monthly")
    return ""


def recurring(words: Sequence[Token], name: str, points: list[Point], context: Context) -> Reading:
    """The last day of every period between the beginning and the end of the plan, or of the years named."""
    kind = _KINDS[name]
    if name == "monthly":
        points, marks = with_years(points, context), []
    else:
        # «ежегодно до 1 февраля»: the day is one of every year, and takes none from what is around.
        marks = _marks(points)
        if any(mark.year for mark in marks) and (name != "yearly" or context == Context()):
            return kind, *dated(with_years(points, context), during=False)[1:]
    start, end, inherited = _period(name, points, context)
    if start is None:
        return kind, start, end, (), inherited
    if end is None:
        if kind is DeadlineKind.RECURRING_YEARLY:
            return kind, start, None, _first_of(marks, start), inherited
        # An act that names no period speaks of what is left of its own year.
        end, inherited = date(start.year, 12, 31), "act_date"
    if end < start:
        raise Impossible("the period ends before it begins")
    if marks or kind is DeadlineKind.RECURRING_YEARLY:
        due = _on_marks(words, marks, start, end)
    else:
        due = _after_end(words, _at_ends(words, _MONTHS[name], start, end))
    if context.act_date and start == context.act_date:
        due = [day for day in due if day >= start]
    return kind, start, end, tuple(sorted(set(due))), inherited


def _marks(points: list[Point]) -> list[Point]:
    """The days or months of the year on which it is due."""
    return [
        replace(last, spans=False)
        for first, last in segments_of([point for point in points if point.unit != "year" and not point.floating])
    ]


def _first_of(marks: list[Point], start: date) -> tuple[date, ...]:
    """The first such day that has not passed: of the later ones the words name no end."""
    days = [
        next(mark.end_in(y) for y in range(start.year, start.year + 9) if mark.exists_in(y) and mark.end_in(y) >= start)
        for mark in marks or [Point("year")]
    ]
    return tuple(sorted(set(days)))


def _on_marks(words: Sequence[Token], marks: list[Point], start: date, end: date) -> list[date]:
    """One day in every year, or in every second or fifth, as the words say."""
    step = next((count(word.get("step")) for word in words if word.kind == "yearly" and word.get("step")), 1)
    later = any(word.kind == "year_after" or (word.kind == "relative_year" and word.get("next")) for word in words)
    due = []
    for year in range(start.year + max(step, 1) - 1, end.year + 1, max(step, 1)):
        for mark in marks or [Point("year")]:
            if later and mark.exists_in(year + 1):
                due.append(mark.end_in(year + 1))
            elif not later and mark.exists_in(year) and start <= mark.end_in(year) <= end:
                due.append(mark.end_in(year))
    return due


def _at_ends(words: Sequence[Token], step: int, start: date, end: date) -> list[date]:
    """The last day of every month, quarter or half, or the day of the month the words name."""
    day = next((word for word in words if word.kind == "daynum"), None)
    weekday = next((word for word in words if word.kind == "nthday" and not word.get("m")), None)
    months = [(year, month) for year in range(start.year, end.year + 1) for month in range(step, 13, step)]
    months = [(y, m) for y, m in months if start <= day_of(y, m, 0) <= end]
    if weekday is not None:
        return [due for y, m in months for due in _weekdays(y, m, step, weekday)]
    return [due for y, m in months for due in _within(y, m, step, day)]


def _weekdays(year: int, month: int, step: int, word: Token) -> list[date]:
    """«в последнюю пятницу» of the period that ends with the month; a fifth one is not in every month."""
    due = []
    for nth in nth_day(word):
        try:
            due.append(nth_weekday(year, month if nth == LAST else month - step + 1, nth, weekday_of(word)))
        except Impossible:
            continue
    return due


def _after_end(words: Sequence[Token], ends: list[date]) -> list[date]:
    """«ежеквартально, в течение 10 дней после окончания квартала»; counted from anything else, no day is known."""
    word = next((word for word in words if word.kind == "term"), None)
    if word is None or not word.get("from"):
        return ends
    if word.get("work") or not _AFTER_PERIOD.search(word.get("from")):
        return []
    return [day for end in ends if (day := after(end, *length(word)))]


def _within(year: int, month: int, step: int, day: Token | None) -> list[date]:
    """The days in a month; «до 10 числа» after a quarter, or «месяца, следующего за отчётным», is in the next one."""
    if day is None:
        return [day_of(year, month, 0)]
    if (step > 1 or day.get("next")) and not day.get("last"):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    if not all(1 <= number <= 31 for number in day.days):
        raise Impossible("no month has such a day")
    return [day_of(year, month, min(number, monthrange(year, month)[1])) for number in day.days]


def _period(name: str, points: list[Point], context: Context) -> tuple[date | None, date | None, str]:
    years = [point for point in points if point.unit == "year" and point.year]
    spans = [point for point in points if point.unit in {"month", "span", "half", "quarter"} and point.spans]
    limits = [point for point in points if point.unit == "day" and point.until and point.year and not point.inherited]
    plan_start, plan_end, inherited = context.period
    if years:
        first, last = min(p.year for p in years), max(p.year for p in years)
        if years[0].until:
            start = plan_start or context.act_date
            return start, date(last, 12, 31), inherited if plan_start else "act_date" if start else ""
        if years[0].since and first == last and not any(year.spans for year in years):
            return date(first, 1, 1), plan_end, inherited if plan_end else ""
        return date(first, 1, 1), date(last, 12, 31), years[0].inherited
    if name == "monthly" and limits:
        start = plan_start or context.act_date
        return start, limits[-1].end_in(limits[-1].year), inherited if plan_start else "act_date" if start else ""
    if name == "monthly" and spans and all(point.year for point in points):
        place = points.index(spans[0])
        return points[place - 1].start_in(points[place - 1].year), spans[0].end_in(spans[0].year), spans[0].inherited
    if plan_start or plan_end:
        return plan_start, plan_end, inherited
    return context.act_date, None, "act_date" if context.act_date else ""
