"""From words to days: the points of time a term names, the years they inherit and the last day of each."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from control.deadline_value import Context, DeadlineKind
from control.deadline_words import Token, count, month_number, ordinal

Reading = tuple[DeadlineKind, date | None, date | None, tuple[date, ...], str]

POINTS = {"iso", "date", "shortday", "dayspan", "day", "quarter", "half", "year", "relative_year", "month"}
_LONGEST = 120  # words; a longer run is a table that lost its rows, not a term
RECURRENCES = {"monthly", "quarterly", "half_yearly", "yearly"}


class Impossible(ValueError):
    """The words name a day that no calendar has."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month, quarter, half or whole year, perhaps without its year."""

    unit: str  # day, span, month, quarter, half, year
    first: tuple[int, int] = (1, 1)  # month, day
    last: tuple[int, int] = (12, 31)
    year: int | None = None
    spans: bool = False  # tied to the point before it: «с … по …», «январь-декабрь»
    until: bool = False  # «до», «не позднее»
    inherited: str = ""

    def start_in(self, year: int) -> date:
        return _day(year, *self.first)

    def end_in(self, year: int) -> date:
        return _day(year, *self.last)


def _day(year: int, month: int, day: int) -> date:
    """The day; 0 as its number is the last day of the month."""
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError as error:
        raise Impossible(str(error)) from None


def read(words: Sequence[Token], context: Context) -> Reading | None:
    """The meaning of a run of words, none when they name no time."""
    if len(words) > _LONGEST:
        return None
    kinds = {word.kind for word in words}
    if kinds & {"event_term", "meeting"}:
        return DeadlineKind.BY_EVENT, None, None, (), ""
    if "term" in kinds:
        return _counted(next(word for word in words if word.kind == "term"), context)
    points = _inherit(_points(words, context), context)
    if kinds & RECURRENCES or any(word.kind == "daynum" and word.get("of") for word in words):
        return _recurring(words, kinds, points, context)
    if kinds & {"open", "often"}:
        start, end, inherited = context.period
        return DeadlineKind.OPEN_ENDED, start, end, (), inherited
    if "daynum" in kinds:
        return _day_of_month(next(word for word in words if word.kind == "daynum"), points, context)
    if "soon" in kinds and not points:
        return DeadlineKind.UNSPECIFIED, None, None, (), ""
    return _dated(points, "during" in kinds) if points else None


# ---- points -----------------------------------------------------------------------------------------------------


def _points(words: Sequence[Token], context: Context) -> list[Point]:
    """The points a run of words names, in the order of the words, years joined to what stands before them."""
    points: list[Point] = []
    spans = until = opened = end_of = False
    previous = ""
    for word in words:
        kind = word.kind
        if kind == "since":
            opened = True
        elif kind in {"dash", "through"} or (kind == "until" and opened and points):
            spans = bool(points)
            until = until or not spans
        elif kind in {"until", "heading"}:
            until = kind == "until"
        elif kind == "end_of":
            end_of = True
        elif kind == "this" and (end_of or previous == "during"):
            points.append(_this(word, context, end_of))
            end_of = False
        elif kind in POINTS:
            if kind in {"year", "relative_year"} and _takes_year(points, previous):
                year, inherited = _year_of(word, context)
                points[-1] = replace(points[-1], year=year, inherited=inherited)
            else:
                found = _point(word, context)
                found[0] = replace(found[0], spans=spans)
                if end_of:
                    found = [_its_end(point) for point in found]
                points += [replace(point, until=until or point.until) for point in found]
                end_of = False
            spans = False
        if kind not in {"until", "since", "heading", "inclusive"} and kind in {"comma", "also"}:
            until = opened = False
        previous = kind
    return points


def _takes_year(points: list[Point], previous: str) -> bool:
    return (
        bool(points)
        and points[-1].year is None
        and points[-1].unit != "year"
        and previous in POINTS | {"within", "stop"}
    )


def _point(word: Token, context: Context) -> list[Point]:
    match word.kind:
        case "iso":
            y, m, d = (int(word.get(part)) for part in "ymd")
            return [_checked(Point("day", (m, d), (m, d), y))]
        case "date":
            d, m, y = (int(word.get(part)) for part in "dmy")
            return [_checked(Point("day", (m, d), (m, d), y + 2000 if y < 100 else y))]
        case "shortday" | "day":
            month = word.get("m")
            m, d = int(month) if month.isdigit() else month_number(month), int(word.get("d"))
            return [_checked(Point("day", (m, d), (m, d)))]
        case "dayspan":
            m = month_number(word.get("m"))
            first, last = int(word.get("a")), int(word.get("b"))
            if first > last:
                raise Impossible("the days of a span run backwards")
            return [_checked(Point("span", (m, first), (m, last)))]
        case "month":
            m = month_number(word.get("m"))
            return [Point("month", (m, 1), (m, 0))]
        case "quarter":
            return _quarters(word.get("list"))
        case "half":
            first = 1 if ordinal(word.get("n")) == 1 else 7
            if ordinal(word.get("n")) > 2:
                raise Impossible("a year has two halves")
            return [Point("half", (first, 1), (first + 5, 0))]
    year, inherited = _year_of(word, context)
    return [Point("year", year=year, inherited=inherited)]


def _checked(point: Point) -> Point:
    """The point, if such days exist in its year (in a leap year, when the year is not written)."""
    for month, day in (point.first, point.last):
        if day == 0:
            raise Impossible("no month has a day 0")
        _day(point.year if point.year is not None else 2024, month, day)
    if point.year is not None and not 1900 <= point.year <= 2099:
        raise Impossible("no act of a council speaks of such a year")
    return point


def _quarters(words: str) -> list[Point]:
    points: list[Point] = []
    spans = False
    for ending in ("-й", "-го", "-м"):
        words = words.replace(ending, "")
    for piece in words.replace("-", " - ").replace(",", " ").split():
        number = ordinal(piece)
        if piece == "-":
            spans = True
        elif number:
            points.append(Point("quarter", (number * 3 - 2, 1), (number * 3, 0), spans=spans and bool(points)))
            spans = False
    return points


def _year_of(word: Token, context: Context) -> tuple[int | None, str]:
    if word.kind == "year":
        return int(word.get("y")), ""
    year, inherited = _this_year(context)
    return (year + 1 if year and word.get("next") else year), inherited


def _this_year(context: Context) -> tuple[int | None, str]:
    if context.act_date:
        return context.act_date.year, "act_date"
    if context.plan_year:
        return context.plan_year, "plan_year"
    return None, ""


def _this(word: Token, context: Context, end_of: bool) -> Point:
    """«до конца года», «в течение месяца»: the year of the plan, else the year, quarter or month of the act."""
    unit = word.get("unit")
    day = context.act_date
    if context.plan_year and unit.startswith("год"):
        point = Point("year", year=context.plan_year, inherited="plan_year")
    elif day is None or (unit.startswith("год") and context.plan_start):
        point = Point("year" if unit.startswith("год") else "month")
    elif unit.startswith("год"):
        point = Point("year", year=day.year, inherited="act_date")
    else:
        size = {"м": 1, "к": 3, "п": 6}[unit[0]]
        first = (day.month - 1) // size * size + 1
        point = Point("month", (first, 1), (first + size - 1, 0), day.year, inherited="act_date")
    return _its_end(point) if end_of else point


def _its_end(point: Point) -> Point:
    return replace(point, unit="day", first=point.last, until=True)


def _inherit(points: list[Point], context: Context) -> list[Point]:
    """Give every point its year: its own, that of a neighbour, of the plan, or the next such day after the act."""
    dated = [point for point in points if point.unit != "year"]
    if dated and any(point.year is None for point in dated):
        # «2022 год: март, июнь» and «март, июнь, 2022»: a year among months is the year of the months.
        years = [(place, point) for place, point in enumerate(points) if point.unit == "year"]
        filled = []
        for place, point in enumerate(points):
            if point.unit == "year":
                continue
            if point.year is None:
                source = next((y for at, y in years if at > place), years[-1][1] if years else None)
                source = source or next((p for p in points[place:] if p.year is not None), None)
                source = source or next((p for p in reversed(points[:place]) if p.year is not None), None)
                if source:
                    point = replace(point, year=source.year, inherited=source.inherited)
            filled.append(point)
        points = filled
    result: list[Point] = []
    for point in points:
        if point.year is None and point.unit != "year":
            point = _from_context(point, context)
        result.append(point)
    return _span_backwards(result)


def _from_context(point: Point, context: Context) -> Point:
    if context.plan_year:
        return replace(point, year=context.plan_year, inherited="plan_year")
    if context.plan_start or context.plan_end or context.act_date is None:
        return point  # a programme of several years: which of them is meant, the words do not say
    year = context.act_date.year
    if _exists(point, year) and point.end_in(year) < context.act_date:
        year += 1
    return replace(point, year=year, inherited="act_date")


def _exists(point: Point, year: int) -> bool:
    try:
        point.end_in(year)
    except Impossible:
        return False
    return True


def _span_backwards(points: list[Point]) -> list[Point]:
    """«ноябрь-февраль 2023»: the beginning lies in the year before."""
    for place, (before, after) in enumerate(pairwise(points)):
        same_year = before.year is not None and after.year == before.year
        if after.spans and same_year and before.first[0] > after.last[0]:
            points[place] = replace(before, year=before.year - 1)
    return points


# ---- kinds ------------------------------------------------------------------------------------------------------


def _segments(points: list[Point]) -> list[tuple[Point, Point]]:
    segments: list[tuple[Point, Point]] = []
    for point in points:
        if point.spans and segments and segments[-1][0] is segments[-1][1]:
            segments[-1] = (segments[-1][0], point)
        else:
            segments.append((point, point))
    return segments


def _kind(segments: list[tuple[Point, Point]]) -> DeadlineKind:
    units = {last.unit for _, last in segments}
    ranges = [first is not last or last.unit == "span" for first, last in segments]
    if len(segments) == 1:
        if ranges[0] or units & {"quarter", "half"}:
            return DeadlineKind.RANGE
        if units == {"year"}:
            return DeadlineKind.RANGE if segments[0][0].until else DeadlineKind.YEAR_LIST
        return DeadlineKind.MONTH if units == {"month"} else DeadlineKind.EXACT_DATE
    if units == {"year"}:
        return DeadlineKind.YEAR_LIST
    if units <= {"quarter"}:
        return DeadlineKind.QUARTERLY
    return DeadlineKind.EXACT_DATE if units <= {"day"} else DeadlineKind.MONTH_LIST


def _dated(points: list[Point], during: bool) -> Reading:
    segments = _segments(points)
    kind = DeadlineKind.RANGE if during and len(segments) == 1 else _kind(segments)
    inherited = next((point.inherited for point in points if point.inherited), "")
    if any(point.year is None for point in points):
        return kind, None, None, (), ""
    starts = [first.start_in(first.year) for first, _ in segments]
    ends = [last.end_in(last.year) for _, last in segments]
    if any(start > end for start, end in zip(starts, ends, strict=True)):
        raise Impossible("the period ends before it begins")
    start: date | None = min(starts)
    if kind is DeadlineKind.RANGE and points[0].until and points[0].unit in {"year", "quarter", "half"}:
        start = None if points[0].unit == "year" else start
    return kind, start, max(ends), tuple(sorted(set(ends))), inherited


def _recurring(words: Sequence[Token], kinds: set[str], points: list[Point], context: Context) -> Reading:
    """«ежеквартально до 10 числа», «ежегодно, март»: one day in every period of the plan, or of the years named."""
    start, end, inherited = _period(points, context)
    day = next((word for word in words if word.kind == "daynum"), None)
    if "yearly" in kinds:
        kind = DeadlineKind.RECURRING_YEARLY
    elif "half_yearly" in kinds:
        kind = DeadlineKind.MONTH_LIST
    else:
        kind = DeadlineKind.QUARTERLY if "quarterly" in kinds else DeadlineKind.MONTHLY
    if end is None and start == context.act_date is not None and kind is not DeadlineKind.RECURRING_YEARLY:
        # An act that names no period speaks of what is left of its own year.
        end, inherited = date(context.act_date.year, 12, 31), "act_date"
    if start is None or end is None:
        return kind, start, end, (), inherited
    if kind is DeadlineKind.RECURRING_YEARLY:
        marks = [last for first, last in _segments([p for p in points if p.unit != "year"])] or [Point("year")]
        due = [mark.end_in(year) for year in range(start.year, end.year + 1) for mark in marks if _exists(mark, year)]
        due = [d for d in due if start <= d <= end]
    else:
        step = {DeadlineKind.MONTHLY: 1, DeadlineKind.QUARTERLY: 3, DeadlineKind.MONTH_LIST: 6}[kind]
        months = [(y, m) for y in range(start.year, end.year + 1) for m in range(step, 13, step)]
        months = [(y, m) for y, m in months if start <= _day(y, m, 0) <= end]
        due = [_within(y, m, step, day) for y, m in months]
    return kind, start, end, tuple(sorted(set(due))), inherited


def _within(year: int, month: int, step: int, day: Token | None) -> date:
    """The day in a month; «до 10 числа» after a quarter, or «месяца, следующего за отчётным», is in the next one."""
    if day is None:
        return _day(year, month, 0)
    if (step > 1 or day.get("next")) and not day.get("last"):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return _day(year, month, min(int(day.get("d")), monthrange(year, month)[1]))


def _period(points: list[Point], context: Context) -> tuple[date | None, date | None, str]:
    years = [point for point in points if point.unit == "year" and point.year]
    spans = [point for point in points if point.unit in {"month", "span", "half", "quarter"} and point.spans]
    plan_start, plan_end, inherited = context.period
    if years:
        first, last = min(p.year for p in years), max(p.year for p in years)
        if years[0].until:
            start = plan_start or context.act_date
            return start, date(last, 12, 31), inherited if plan_start else "act_date" if start else ""
        return date(first, 1, 1), date(last, 12, 31), years[0].inherited
    if spans and all(point.year for point in points):
        place = points.index(spans[0])
        return points[place - 1].start_in(points[place - 1].year), spans[0].end_in(spans[0].year), spans[0].inherited
    if plan_start or plan_end:
        return plan_start, plan_end, inherited
    return context.act_date, None, "act_date" if context.act_date else ""


def _day_of_month(word: Token, points: list[Point], context: Context) -> Reading | None:
    """«до 10 числа» of a month named beside it."""
    months = [point for point in points if point.unit == "month" and point.year]
    if not months:
        return DeadlineKind.UNSPECIFIED, None, None, (), ""
    due = tuple(sorted(_day(p.year, p.first[0], int(word.get("d"))) for p in months if p.year))
    return DeadlineKind.EXACT_DATE, due[0], due[-1], due, next((p.inherited for p in months if p.inherited), "")


# ---- terms counted from something -------------------------------------------------------------------------------

_OWN_ACT = ("принятия", "подписания", "утверждения", "издания", "регистрации")


def _of_this_act(words: str) -> bool:
    """Whether «со дня принятия настоящего постановления» counts from the act that says it."""
    parts = words.lower().split()
    at = next((place for place, part in enumerate(parts) if part in _OWN_ACT), None)
    if at is None:
        return not parts
    return all(
        part.startswith(("настоящ", "данн", "этого", "постановлени", "решени", "распоряжени"))
        for part in parts[at + 1 :]
    )


def _counted(word: Token, context: Context) -> Reading:
    """«в месячный срок»: from the date of the act, once it is known; from anything else it is an event."""
    if context.act_date is None or not _of_this_act(word.get("from")) or word.get("work"):
        return DeadlineKind.BY_EVENT, None, None, (), ""
    due = _after(context.act_date, *_length(word))
    if due is None:
        return DeadlineKind.UNSPECIFIED, None, None, (), ""
    return DeadlineKind.EXACT_DATE, due, due, (due,), "act_date"


def _length(word: Token) -> tuple[int, str]:
    adjective = word.get("adj")
    if adjective:
        unit = next(stem for stem in ("дневн", "недельн", "месячн", "годичн") if stem in adjective)
        amount = adjective.split(unit)[0].strip(" -")
        return (count(amount) if amount else 1), unit[0]
    if word.get("one"):
        return 1, word.get("one")[0]
    return count(word.get("n")), word.get("unit")[0]


def _after(day: date, amount: int, unit: str) -> date | None:
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
