"""What by when, as a value: the author's words of a term and the calendar days they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DeadlineKind(StrEnum):
    """How a term is worded."""

    EXACT_DATE = "exact_date"
    MONTH = "month"
    MONTH_LIST = "month_list"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    RANGE = "range"
    YEAR_LIST = "year_list"
    RECURRING_YEARLY = "recurring_yearly"
    OPEN_ENDED = "open_ended"
    BY_EVENT = "by_event"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term in the author's words, with its period and the last calendar day of each of its parts."""

    raw: str
    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    due: tuple[date, ...] = ()
    inherited: str = ""  # what the words left out and where it came from: plan_year, programme_period, act_date
    corrected: bool = False  # the days are the author's own, and not read from the words

    def __bool__(self) -> bool:
        """Whether the author wrote anything about a term at all."""
        return bool(self.raw or self.due)


# Kind, beginning, end, due days, and whose year or period was inherited.
Reading = tuple[DeadlineKind, date | None, date | None, tuple[date, ...], str]
NO_DAYS: tuple[None, None, tuple[date, ...], str] = (None, None, (), "")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around the words: the date of the act and the period of the plan."""

    act_date: date | None = None
    plan_start: date | None = None
    plan_end: date | None = None

    @property
    def plan_year(self) -> int | None:
        """The year of a plan that lies within one year."""
        if self.plan_start and self.plan_end and self.plan_start.year == self.plan_end.year:
            return self.plan_start.year
        return None

    @property
    def period(self) -> tuple[date | None, date | None, str]:
        """The period of the plan or programme and the code that says whose it is."""
        if self.plan_start is None or self.plan_end is None:
            return self.plan_start, self.plan_end, "programme_period" if self.plan_start or self.plan_end else ""
        return self.plan_start, self.plan_end, "plan_year" if self.plan_year else "programme_period"
