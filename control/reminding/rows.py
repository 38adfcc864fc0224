"""What a letter about deadlines is made of: a deadline, a card of the reader's own, a point others are late with."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from control.turn import day_in_words, days_left

NAMES = 7  # assignees named of those who are late with one point


@dataclass(frozen=True)
class Term:
    """A deadline as it is shown on the day of the letter."""

    due: datetime.date
    shown: datetime.date
    day: datetime.date

    @property
    def days(self):
        return (self.shown - self.day).days

    @property
    def words(self):
        """«20 марта, пятница — через 3 дня»."""
        return f"{day_in_words(self.shown, self.day)} — {days_left(self.shown, self.day)}"

    @property
    def is_moved(self):
        return self.shown != self.due


@dataclass(frozen=True)
class Row:
    """A card of the reader's own, or of the one the reader stands in for."""

    name: str
    words: str
    term: Term
    assignee: str
    url: str
    instead_of: str = ""
    was_returned: bool = False


@dataclass
class Point:
    """A point the reader looks after, and who has not reported on it."""

    name: str
    words: str
    term: Term
    names: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, name):
        self.count += 1
        if len(self.names) < NAMES:
            self.names.append(name)

    @property
    def more(self):
        return self.count - len(self.names)
