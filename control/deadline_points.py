"""The points of time a run of words names: a day, a month, a quarter, each perhaps without its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from control.deadline_named import named_by, names_this, this_one, weekday_of, year_of
from control.deadline_point import Point
from control.deadline_value import Context
from control.deadline_words import Token

POINTS = {"iso", "date", "numspan", "shortday", "nummonth", "dayspan", "days", "day", "quarter", "half", "decade"}
POINTS |= {"dayspans", "nthday", "weekday", "halfmonth", "season", "yearspan", "year", "relative_year", "month"}


def points_of(words: Sequence[Token], context: Context) -> list[Point]:
    """The points a run of words names, in the order of the words, years joined to what stands before them."""
    points: list[Point] = []
    spans = until = since = end_of = False
    previous, named = "", None  # «понедельник» that waits for its day
    weekly = any(word.kind == "often" for word in words)
    for word in words:
        kind = word.kind
        if kind == "weekday":
            if named is None and not weekly and not _tells_weekday_of(points, word, previous):
                named = word
        elif kind in {"since", "not_before"}:
            since = True
        elif kind in {"dash", "through"} or (kind == "until" and since and points):
            spans = bool(points)
            until = until or not spans
        elif kind in {"until", "heading"}:
            until = kind == "until"
        elif kind == "end_of":
            end_of = True
        elif kind in POINTS or names_this(word, previous, end_of):
            if kind in {"year", "relative_year"} and _takes_year(points, previous, end_of):
                year, inherited = year_of(word, context)
                points[-1] = replace(points[-1], year=year, inherited=inherited)
                points = _share_year(points)
            else:
                found = [this_one(word, context)] if kind == "this" else named_by(word, context)
                found = [point.its_end for point in found] if end_of else found
                if not found:
                    continue
                found[0] = replace(found[0], spans=spans)
                if named is not None and found[0].unit == "day":
                    found[0], named = replace(found[0], weekday=weekday_of(named)), None
                points += [replace(point, until=until or point.until, since=since) for point in found]
                end_of = False
            spans = False
        if kind in {"comma", "also"}:
            until = False
            since = since and kind == "also"
        previous = kind
    return [*points, _next_weekday(named, context)] if named is not None else points


def _tells_weekday_of(points: list[Point], word: Token, previous: str) -> bool:
    """«20 мая (среда)»: the weekday belongs to the day before it, which is marked with it."""
    if not points or points[-1].unit != "day" or points[-1].weekday is not None or previous in {"until", "also"}:
        return False
    if previous in {"comma", "bracket", "within"} or not word.get("w").startswith("сред"):
        points[-1] = replace(points[-1], weekday=weekday_of(word))
    return True


def _next_weekday(word: Token, context: Context) -> Point:
    """«до пятницы»: the next one after the act; «до следующей пятницы» may be the one after it, and has no day."""
    day = context.act_date
    ahead = (weekday_of(word) - day.weekday()) % 7 if day and not word.get("which") else 0
    if not ahead:
        return Point("day", floating=True)
    day += timedelta(days=ahead)
    return Point("day", (day.month, day.day), (day.month, day.day), day.year, inherited="act_date")


def _takes_year(points: list[Point], previous: str, end_of: bool) -> bool:
    dated = bool(points) and points[-1].year is None and points[-1].unit != "year"
    return dated and not end_of and previous in POINTS | {"within", "stop", "daynum", "clock"}


def _share_year(points: list[Point]) -> list[Point]:
    """«15, 25 мая 2026»: the days of one word have one year."""
    last = points[-1]
    place = len(points) - 1
    while (
        place
        and points[place - 1].year is None
        and points[place - 1].last[0] == last.last[0]
        and last.unit in {"day", "span"}
    ):
        place -= 1
    return points[:place] + [replace(point, year=last.year, inherited=last.inherited) for point in points[place:]]
