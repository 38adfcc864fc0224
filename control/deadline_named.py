"""What one word of a term names: a day, several days, a month, a part of a year, «this quarter»."""

from __future__ import annotations

import re

from control.deadline_point import LAST, Impossible, Point, day_of
from control.deadline_value import Context
from control.deadline_words import Token, month_number, ordinal, weekday_number

_LISTS = {"quarter": 3, "half": 6}  # months in one
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ITEMS = re.compile(r"\s?,\s?|\sи\s")
_SEASONS = {"вес": 3, "лет": 6, "осе": 9}
_ORDINAL_ENDING = re.compile(r"(?<=[\divі])\s?-?\s?(?:й|го|м|ий|ый|ой|ом|ого|ое|е|ем|х|я|ая|ю|ую)(?!\w)")


def named_by(word: Token, context: Context) -> list[Point]:
    """The points a word names: most name one, «I, III кварталы» two, «понедельник каждого месяца» none of its own."""
    match word.kind:
        case "iso" | "date":
            y, m, d = int(word.get("y")), _month(word), int(word.get("d"))
            return [_checked(Point("day", (m, d), (m, d), _full(y)))]
        case "shortday":
            m, d = _month(word), word.day
            return [_checked(Point("day", (m, d), (m, d)))]
        case "day":
            m, d = _month(word), word.day
            weekday = weekday_number(word.get("w")) if word.get("w") else None
            return [_checked(Point("day", (m, d), (m, d), weekday=weekday))]
        case "days":
            m = _month(word)
            return [_checked(Point("day", (m, int(d)), (m, int(d)))) for d in re.findall(r"\d+", word.get("list"))]
        case "dayspans":
            m = _month(word)
            return [
                _days_or_span(m, [int(d) for d in re.findall(r"\d+", item)]) for item in _ITEMS.split(word.get("list"))
            ]
        case "nthday":
            return _nth_days(word, context)
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
    year, inherited = year_of(word, context)
    return [Point("year", year=year, inherited=inherited)]


def _month(word: Token) -> int:
    month = word.get("m")
    if month.isdigit():
        return int(month)
    return _ROMAN_MONTHS.index(month) + 1 if month in _ROMAN_MONTHS else month_number(month)


def _days_or_span(month: int, days: list[int]) -> Point:
    """A part of «1-5, 10-15 мая»."""
    if days[0] > days[-1]:
        raise Impossible("the days of a span run backwards")
    return _checked(Point("span" if len(days) > 1 else "day", (month, days[0]), (month, days[-1])))


def _nth_days(word: Token, context: Context) -> list[Point]:
    """«последняя пятница мая», «… текущего месяца»; of every month it is no point of its own."""
    weekday = weekday_of(word)
    if word.get("m"):
        months, year, inherited = [month_number(each) for each in _ITEMS.split(word.get("m"))], None, ""
    elif word.get("this") and context.act_date:
        months, year, inherited = [context.act_date.month], context.act_date.year, "act_date"
    elif word.get("unit") and not word.get("this"):
        return []
    else:
        return [Point("day", floating=True)]
    return [
        Point("day", (month, 1), (month, 0), year, inherited=inherited, weekday=weekday, nth=nth)
        for month in months
        for nth in nth_day(word)
    ]


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


def year_of(word: Token, context: Context) -> tuple[int | None, str]:
    if word.kind == "year":
        return _full(int(word.get("y"))), ""
    year, inherited = this_year(context)
    return (year + 1 if year and word.get("next") else year), inherited


def this_year(context: Context) -> tuple[int | None, str]:
    """The year that «т.г.» means, and whose year it is."""
    if context.act_date:
        return context.act_date.year, "act_date"
    if context.plan_year:
        return context.plan_year, "plan_year"
    return None, ""


def names_this(word: Token, previous: str, end_of: bool) -> bool:
    return word.kind == "this" and bool(end_of or previous == "during" or word.get("which"))


def this_one(word: Token, context: Context) -> Point:
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


def weekday_of(word: Token) -> int:
    """The day of the week a word names: 0 for «понедельник»."""
    return weekday_number(word.get("w") or word.get("s" if word.kind == "weekday" else "v"))


def nth_day(word: Token) -> list[int]:
    """Which of the month's Fridays a word names: [1, 3] for «первая и третья», [-1] for «последняя»."""
    found = []
    for piece in _ITEMS.split(word.get("n") or word.get("o")):
        if piece.startswith("последн"):
            found.append(LAST)
        elif piece.startswith("пят") or piece.startswith("5"):
            found.append(5)
        else:
            found.append(ordinal(re.match(r"\d|[ivі]+|\w+", piece).group()))
    return found
