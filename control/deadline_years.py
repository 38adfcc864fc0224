"""The years a term leaves out: taken from the words around, from the plan, or the next such day after the act."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from control.deadline_point import Point
from control.deadline_value import Context


def with_years(points: list[Point], context: Context) -> list[Point]:
    """The points, each with the year of its neighbour or of what is known around; without one when nothing tells it."""
    points = _of_neighbours(points)
    return _in_order(
        [
            point if point.year is not None or point.unit == "year" or point.floating else _of_context(point, context)
            for point in points
        ]
    )


def _of_neighbours(points: list[Point]) -> list[Point]:
    """«2022 год: март, июнь» and «март, июнь, 2022»: a year among months is the year of the months."""
    if all(point.unit == "year" or point.year is not None for point in points):
        return points
    years = [(place, point) for place, point in enumerate(points) if point.unit == "year"]
    filled = []
    for place, point in enumerate(points):
        if point.unit == "year":
            continue
        if point.year is None and not point.floating:
            source = next((year for at, year in years if at > place), years[-1][1] if years else None)
            source = source or next((other for other in points[place:] if other.year is not None), None)
            source = source or next((other for other in reversed(points[:place]) if other.year is not None), None)
            if source:
                point = replace(point, year=source.year, inherited=source.inherited)
        filled.append(point)
    return filled


def _of_context(point: Point, context: Context) -> Point:
    start, end, inherited = context.period
    if context.plan_year:
        return replace(point, year=context.plan_year, inherited="plan_year")
    if start and end:
        # A school year has one October; a programme of five years has five, and the words do not say which.
        years = [
            year
            for year in range(start.year, min(end.year, start.year + 2) + 1)
            if point.exists_in(year) and start <= point.end_in(year) <= end
        ]
        return replace(point, year=years[0], inherited=inherited) if len(years) == 1 else point
    if start or end or context.act_date is None:
        return point
    year = context.act_date.year
    # Whether it has passed is told by the day; the day of the week must then be that day's.
    plain = point if point.nth else replace(point, weekday=None)
    if plain.exists_in(year) and plain.end_in(year) < context.act_date:
        year += 1
    return replace(point, year=year, inherited="act_date")


def _in_order(points: list[Point]) -> list[Point]:
    """«ноябрь-февраль 2023» begins in the year before; «декабрь-январь» of a plan ends in the year after."""
    for place, (before, after) in enumerate(pairwise(points)):
        same_year = before.year is not None and after.year == before.year
        if after.spans and same_year and before.first[0] > after.last[0]:
            if after.inherited:
                points[place + 1] = replace(after, year=after.year + 1)
            else:
                points[place] = replace(before, year=before.year - 1)
    return points
