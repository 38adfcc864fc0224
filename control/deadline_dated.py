"""Terms that name their days, months, quarters or years: which kind they are, and the last day of each part."""

from __future__ import annotations

from datetime import date

from control.deadline_point import Impossible, Point
from control.deadline_value import DeadlineKind, Reading


def dated(points: list[Point], *, during: bool) -> Reading:
    """The reading of points that name a time of their own."""
    if len(points) == 1 and points[0].since and points[0].unit != "span":
        return _beginning(points[0])
    segments = segments_of(points)
    kind = DeadlineKind.RANGE if during and len(segments) == 1 else _kind(segments)
    inherited = next((point.inherited for point in points if point.inherited), "")
    if any(point.year is None for point in points):
        return kind, None, None, (), ""
    starts = [first.start_in(first.year) for first, _ in segments]
    ends = [last.end_in(last.year) for _, last in segments]
    if any(start > end for start, end in zip(starts, ends, strict=True)):
        raise Impossible("the period ends before it begins")
    if kind is DeadlineKind.MONTH_LIST and len(set(ends)) == 1:
        kind = _kind(segments[-1:])  # «I квартал (март)»
    start: date | None = min(starts)
    if kind is DeadlineKind.RANGE and points[0].until and points[0].unit == "year":
        start = None
    return kind, start, max(ends), tuple(sorted(set(ends))), inherited


def _beginning(point: Point) -> Reading:
    """«с 1 сентября 2026 года»: the words say when it begins, and no end."""
    start = point.start_in(point.year) if point.year is not None else None
    return DeadlineKind.OPEN_ENDED, start, None, (), point.inherited if start else ""


def segments_of(points: list[Point]) -> list[tuple[Point, Point]]:
    """The points with those that are tied together as one: the first and the last of each."""
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
    if units == {"quarter"}:
        return DeadlineKind.QUARTERLY
    return DeadlineKind.EXACT_DATE if units == {"day"} and not any(ranges) else DeadlineKind.MONTH_LIST
