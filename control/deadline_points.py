"""The points of time a run of words names: a day, a month, a quarter, each perhaps without its year."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from control.deadline_value import Context
from control.deadline_words import Token, month_number, ordinal

POINTS = {"iso", "date", "numspan", "shortday", "nummonth", "dayspan", "days", "day", "quarter", "half", "decade"}
POINTS |= {"halfmonth", "season", "yearspan", "year", "relative_year", "month"}
_LISTS = {"quarter": 3, "half": 6}  # months in one
_SEASONS = {"вес": 3, "лет": 6, "осе": 9}
_ORDINAL_ENDING = re.compile(r"(?<=[\divі])\s?-?\s?(?:й|го|м|ый|ой|ом|ого|ое|е|ем|х|я|ая|ю|ую)(?!\w)")


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
    since: bool = False  # «с», «начиная с», «не ранее»
    floating: bool = False  # «до конца месяца» of nobody knows which month
    inherited: str = ""

    def start_in(self, year: int) -> date:
        """Its first day in the year."""
        return day_of(year, *self.first)

    def end_in(self, year: int) -> date:
        """Its last day in the year."""
        return day_of(year, *self.last)

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


def day_of(year: int, month: int, day: int) -> date:
    """The day; 0 as its number is the last day of the month."""
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError as error:
        raise Impossible(str(error)) from None


def points_of(words: Sequence[Token], context: Context) -> list[Point]:
    """The points a run of words names, in the order of the words, years joined to what stands before them."""
    points: list[Point] = []
    spans = until = since = end_of = False
    previous = ""
    for word in words:
        kind = word.kind
        if kind in {"since", "not_before"}:
            since = True
        elif kind in {"dash", "through"} or (kind == "until" and since and points):
            spans = bool(points)
            until = until or not spans
        elif kind in {"until", "heading"}:
            until = kind == "until"
        elif kind == "end_of":
            end_of = True
        elif kind in POINTS or _names_this(word, previous, end_of):
            if kind in {"year", "relative_year"} and _takes_year(points, previous, end_of):
                year, inherited = _year_of(word, context)
                points[-1] = replace(points[-1], year=year, inherited=inherited)
                points = _share_year(points)
            else:
                found = [_this(word, context)] if kind == "this" else _points(word, context)
                found = [point.its_end for point in found] if end_of else found
                found[0] = replace(found[0], spans=spans)
                points += [replace(point, until=until or point.until, since=since) for point in found]
                end_of = False
            spans = False
        if kind in {"comma", "also"}:
            until = False
            since = since and kind == "also"
        previous = kind
    return points


def _takes_year(points: list[Point], previous: str, end_of: bool) -> bool:
    dated = bool(points) and points[-1].year is None and points[-1].unit != "year"
    return dated and not end_of and previous in POINTS | {"within", "stop", "daynum", "clock"}


def _share_year(points: list[Point]) -> list[Point]:
    """«15, 25 мая 2026»: the days of one word have one year."""
    last = points[-1]
    place = len(points) - 1
    while place and points[place - 1].year is None and points[place - 1].last[0] == last.last[0] and last.unit == "day":
        place -= 1
    return points[:place] + [replace(point, year=last.year, inherited=last.inherited) for point in points[place:]]


def _points(word: Token, context: Context) -> list[Point]:
    match word.kind:
        case "iso" | "date":
            y, m, d = (int(word.get(part)) for part in "ymd")
            return [_checked(Point("day", (m, d), (m, d), _full(y)))]
        case "shortday" | "day":
            m, d = _month(word), word.day
            return [_checked(Point("day", (m, d), (m, d)))]
        case "days":
            m = _month(word)
            return [_checked(Point("day", (m, int(d)), (m, int(d)))) for d in re.findall(r"\d+", word.get("list"))]
        case "dayspan" | "numspan":
            m, first, last = _month(word), int(word.get("a")), int(word.get("b"))
            if first > last:
                raise Impossible("the days of a span run backwards")
            year = _full(int(word.get("y"))) if word.kind == "numspan" else None
            return [_checked(Point("span", (m, first), (m, last), year))]
        case "month" | "nummonth":
            m = _month(word)
            return [Point("month", (m, 1), (m, 0), int(word.get("y")) if word.kind == "nummonth" else None)]
        case "quarter" | "half":
            return _parts_of_year(word)
        case "decade":
            return [_decade(_month(word), number, spans) for number, spans in _numbers(word.get("list"))]
        case "halfmonth":
            m = _month(word)
            return [
                Point("span", (m, 1), (m, 15)) if ordinal(word.get("n")[:6]) == 1 else Point("span", (m, 16), (m, 0))
            ]
        case "season":
            m = _SEASONS[word.get("n")[:3]]
            return [Point("span", (m, 1), (m + 2, 0))]
        case "yearspan":
            first, last = int(word.get("a")), int(word.get("b"))
            return [Point("year", year=first), Point("year", year=first // 100 * 100 + last, spans=True)]
    year, inherited = _year_of(word, context)
    return [Point("year", year=year, inherited=inherited)]


def _month(word: Token) -> int:
    month = word.get("m")
    return int(month) if month.isdigit() else month_number(month)


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year


def _checked(point: Point) -> Point:
    """The point, if such days exist in its year (in a leap year, when the year is not written)."""
    for month, day in (point.first, point.last):
        if day == 0:
            raise Impossible("no month has a day 0")
        day_of(point.year if point.year is not None else 2024, month, day)
    if point.year is not None and not 1900 <= point.year <= 2099:
        raise Impossible("no act of a council speaks of such a year")
    return point


def _parts_of_year(word: Token) -> list[Point]:
    """«I-III кварталы», «I, II полугодие»."""
    size = _LISTS[word.kind]
    points = []
    for number, spans in _numbers(word.get("list")):
        if number * size > 12:
            raise Impossible("a year has two halves and four quarters")
        points.append(Point(word.kind, (number * size - size + 1, 1), (number * size, 0), spans=spans))
    return points


def _decade(month: int, number: int, spans: bool) -> Point:
    if number > 3:
        raise Impossible("a month has three parts of ten days")
    return Point("span", (month, number * 10 - 9), (month, 0 if number == 3 else number * 10), spans=spans)


def _numbers(words: str) -> list[tuple[int, bool]]:
    """The ordinals of a list, each with whether a dash ties it to the one before."""
    found: list[tuple[int, bool]] = []
    spans = False
    for piece in _ORDINAL_ENDING.sub("", words).replace("-", " - ").replace(",", " ").replace(";", " ").split():
        number = ordinal(piece)
        if piece in {"-", "по"}:
            spans = True
        elif number:
            found.append((number, spans and bool(found)))
            spans = False
    return found


def _year_of(word: Token, context: Context) -> tuple[int | None, str]:
    if word.kind == "year":
        return int(word.get("y")), ""
    year, inherited = this_year(context)
    return (year + 1 if year and word.get("next") else year), inherited


def this_year(context: Context) -> tuple[int | None, str]:
    """The year that «т.г.» means, and whose year it is."""
    if context.act_date:
        return context.act_date.year, "act_date"
    if context.plan_year:
        return context.plan_year, "plan_year"
    return None, ""


def _names_this(word: Token, previous: str, end_of: bool) -> bool:
    return word.kind == "this" and bool(end_of or previous == "during" or word.get("which"))


def _this(word: Token, context: Context) -> Point:
    """«до конца года», «в текущем месяце»: the year of the plan, else the year, quarter or month of the act."""
    unit, day = word.get("unit"), context.act_date
    ahead = 1 if word.get("next") else 0
    if unit.startswith("год"):
        if context.plan_year:
            return Point("year", year=context.plan_year + ahead, inherited="plan_year")
        if day is None or context.plan_start:
            return Point("year")
        return Point("year", year=day.year + ahead, inherited="act_date")
    size = {"м": 1, "к": 3, "п": 6}[unit[0]]
    name = {1: "month", 3: "quarter", 6: "half"}[size]
    if day is None:
        return Point(name, floating=True)
    months = (day.year * 12 + day.month - 1) // size * size + size * ahead
    first = months % 12 + 1
    return Point(name, (first, 1), (first + size - 1, 0), months // 12, inherited="act_date")
