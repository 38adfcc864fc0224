"""Terms counted from a day: «в месячный срок» from the act, «к 15-му числу» in the month at hand."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from control.deadline_point import Impossible, Point, day_of
from control.deadline_value import NO_DAYS, Context, DeadlineKind, Reading
from control.deadline_words import Token, count

_OWN_ACT = ("принятия", "подписания", "утверждения", "издания", "регистрации")
_OF_ITSELF = ("настоящ", "данн", "этого", "постановлени", "решени", "распоряжени", "приказ")


def counted(word: Token, context: Context) -> Reading:
    """«в месячный срок»: from the date of the act, once it is known; from anything else it is an event."""
    if context.act_date is None or not _of_this_act(word.get("from")) or word.get("work"):
        return DeadlineKind.BY_EVENT, *NO_DAYS
    due = after(context.act_date, *length(word))
    if due is None:
        return DeadlineKind.UNSPECIFIED, *NO_DAYS
    return DeadlineKind.EXACT_DATE, due, due, (due,), "act_date"


def _of_this_act(words: str) -> bool:
    """Whether «со дня принятия настоящего постановления» counts from the act that says it."""
    parts = words.lower().split()
    at = next((place for place, part in enumerate(parts) if part in _OWN_ACT), None)
    if at is None:
        return not parts
    return all(part.startswith(_OF_ITSELF) for part in parts[at + 1 :])


def length(word: Token) -> tuple[int, str]:
    """How many of which unit: (10, "д") for «10 дней»."""
    adjective, one = word.get("adj"), word.get("one")
    if adjective:
        if "полугодов" in adjective:
            return 6, "м"
        stems = ("дневн", "недельн", "месячн", "годичн", "декадн")
        unit = next(stem for stem in stems if stem in adjective)
        amount = adjective.split(unit)[0].strip(" -")
        number = count(amount) if amount else 1
        return (number * 10, "д") if unit == "декадн" else (number, unit[0])
    if one:
        return (6, "м") if one.startswith("пол") else (1, one[0])
    return count(word.get("n")), word.get("unit")[0]


def after(day: date, amount: int, unit: str) -> date | None:
    """The same day-number so many months later, or the last day of that month."""
    try:
        if unit in {"д", "с"}:
            return day + timedelta(days=amount)
        if unit == "н":
            return day + timedelta(weeks=amount)
        months = day.year * 12 + day.month - 1 + amount * (12 if unit in {"л", "г"} else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def day_of_month(word: Token, points: list[Point], context: Context) -> Reading:
    """«до 10 числа»: of the month named beside it, of the next or this one, or the next such day after the act."""
    if not all(1 <= number <= 31 for number in word.days):
        raise Impossible("no month has such a day")
    if word.get("after") or word.get("last"):
        return DeadlineKind.BY_EVENT, *NO_DAYS  # «за отчётным периодом»: the period is known elsewhere
    months = [point for point in points if point.unit == "month"]
    if months:
        known = [point for point in months if point.year]
        due = {day_of(point.year, point.first[0], number) for point in known for number in word.days}
        inherited = next((point.inherited for point in months if point.inherited), "")
    elif context.act_date:
        due, inherited = {_next_such_day(word, number, context.act_date) for number in word.days}, "act_date"
    else:
        due, inherited = set(), ""
    if not due:
        return DeadlineKind.EXACT_DATE, *NO_DAYS
    return DeadlineKind.EXACT_DATE, min(due), max(due), tuple(sorted(due)), inherited


def _next_such_day(word: Token, number: int, act_date: date) -> date:
    passed = number < act_date.day and not word.get("this")
    month = act_date.year * 12 + act_date.month - 1 + (1 if passed or word.get("next") else 0)
    return day_of(month // 12, month % 12 + 1, number)
