"""From words to days: which of the ways of naming a term a run of words uses."""

from __future__ import annotations

from collections.abc import Sequence

from control.deadline_counted import counted, day_of_month
from control.deadline_dated import dated
from control.deadline_point import Impossible
from control.deadline_points import POINTS, points_of
from control.deadline_recurring import RECURRENCES, recurrence_of, recurring
from control.deadline_value import NO_DAYS, Context, DeadlineKind, Reading
from control.deadline_words import Token
from control.deadline_years import with_years

__all__ = ["POINTS", "RECURRENCES", "Impossible", "read"]

_LONGEST = 120  # words; a longer run is a table that lost its rows, not a term
_BY_EVENT = {"event_term", "meeting", "school"}


def read(words: Sequence[Token], context: Context) -> Reading | None:
    """The meaning of a run of words, none when they name no time."""
    if len(words) > _LONGEST:
        return None
    kinds = {word.kind for word in words}
    recurrence = recurrence_of(words)
    if kinds & _BY_EVENT and not recurrence:
        return DeadlineKind.BY_EVENT, *NO_DAYS
    if "term" in kinds and not recurrence and not _opens_with_day(words):
        reading = counted(next(word for word in words if word.kind == "term"), context)
        return _no_later(reading, words, context)
    points = points_of(words, context)
    if recurrence:
        return recurring(words, recurrence, points, context)
    points = with_years(points, context)
    if kinds & {"open", "often"} and not any(point.until for point in points):
        return _open(points, context)
    if "daynum" in kinds:
        return day_of_month(next(word for word in words if word.kind == "daynum"), points, context)
    if points:
        return dated(points, during="during" in kinds)
    if kinds & {"open", "often"}:
        return _open(points, context)
    return (DeadlineKind.UNSPECIFIED, *NO_DAYS) if "soon" in kinds else None


def _opens_with_day(words: Sequence[Token]) -> bool:
    """«20 марта, пятница – через 3 дня»: the day is named, and the rest says how far it is."""
    first = next(word for word in words if word.kind in POINTS | {"term"})
    term = next(word for word in words if word.kind == "term")
    return first.kind in {"iso", "date", "day", "days", "shortday"} and not term.get("from")


def _no_later(reading: Reading, words: Sequence[Token], context: Context) -> Reading:
    """«в 10-дневный срок, но не позднее 1 мая»: whichever comes first; of an event it is the day that is known."""
    if not any(word.kind == "until" and word.get("but") for word in words):
        return reading
    points = with_years([point for point in points_of(words, context) if point.until], context)
    bound = dated(points, during=False) if points else reading
    if not bound[3] or (reading[3] and reading[3] <= bound[3]):
        return reading
    return bound


def _open(points, context: Context) -> Reading:
    """«постоянно»: all the time of the plan, or of the years named beside it."""
    if points and all(point.year is not None for point in points):
        start = min(point.start_in(point.year) for point in points)
        end = max(point.end_in(point.year) for point in points)
        alone = points[0].since and len(points) == 1
        return DeadlineKind.OPEN_ENDED, start, None if alone else end, (), points[0].inherited
    start, end, inherited = context.period
    return DeadlineKind.OPEN_ENDED, start, end, (), inherited
