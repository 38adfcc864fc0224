"""The ladder of reminders: which step of it a deadline has reached on a day, by the working calendar."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from control.models import Reminder
from control.working_days import WorkingCalendar
from registry.models import Body

Reader = Reminder.Reader

# What an outage of so many days has kept back is still told; what is older stays on the board.
OUTAGE = datetime.timedelta(days=31)
# The longest row of days off is shorter than this.
HOLIDAYS = datetime.timedelta(days=15)


def readers_of(step: int) -> tuple[Reader, ...]:
    """Whom a step is for: first the one who acts, then higher and higher."""
    if step >= 0:
        return (Reader.ASSIGNEE,)
    if step > -7:
        return (Reader.ASSIGNEE, Reader.CONTROLLER)
    if step > -14:
        return (Reader.CONTROLLER,)
    return (Reader.DEPUTY,)


def shown_day(due: datetime.date, rule: str, calendar: WorkingCalendar) -> datetime.date:
    """The day a deadline is shown on by the rule of the body about days off; the stored day stays."""
    if rule == Body.WeekendRule.AS_IS or calendar.is_working_day(due):
        return due
    return calendar.previous(due) if rule == Body.WeekendRule.PREVIOUS else calendar.next(due)


@dataclass(frozen=True)
class Span:
    """Deadlines, from a day to a day, that have all reached the same step."""

    step: int
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Ladder:
    """The steps of a body, the earliest first, with its rule about days off."""

    steps: tuple[int, ...]
    rule: str
    calendar: WorkingCalendar

    @classmethod
    def of(cls, words: str, rule: str, calendar: WorkingCalendar) -> Ladder:
        """The ladder as a body writes it: «30, 10, 3, 1, 0, -1»."""
        return cls(tuple(sorted({int(step) for step in words.split(",")}, reverse=True)), rule, calendar)

    def day_of(self, step: int, due: datetime.date) -> datetime.date:
        """The working day on which the step is told: not later than it until the term, not earlier after it."""
        day = shown_day(due, self.rule, self.calendar) - datetime.timedelta(days=step)
        if self.calendar.is_working_day(day):
            return day
        return self.calendar.previous(day) if step >= 0 else self.calendar.next(day)

    def reached(self, due: datetime.date, day: datetime.date, reader: Reader) -> int | None:
        """The latest step for the reader whose day has come, or None."""
        return min(
            (step for step in self.steps if reader in readers_of(step) and self.day_of(step, due) <= day),
            default=None,
        )

    def spans(self, day: datetime.date, reader: Reader) -> list[Span]:
        """All deadlines that have reached a step for the reader, the latest step first."""
        if not self.steps:
            return []
        after, before = max(-self.steps[-1], 0), max(self.steps[0], 0)
        first = day - datetime.timedelta(days=after) - HOLIDAYS - OUTAGE
        last = day + datetime.timedelta(days=before) + HOLIDAYS
        spans: dict[int, Span] = {}
        # A later deadline has never reached a later step, so those of one step lie side by side.
        for due in (first + datetime.timedelta(days=ahead) for ahead in range((last - first).days + 1)):
            step = self.reached(due, day, reader)
            if step is not None:
                spans[step] = Span(step, spans[step].first if step in spans else due, due)
        return list(spans.values())
