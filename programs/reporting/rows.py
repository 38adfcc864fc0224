"""The rows of a report on execution: a point or a measure, what was done about it, what is proposed."""

from __future__ import annotations

import datetime
import re
from dataclasses import asdict, dataclass, field, fields

from django.db import models
from django.utils.translation import gettext_lazy as _

ABBREVIATED = re.compile(r"(?:\d\s*гг?|\bт\.\s?[дп]|\b(?:др|пр))\.$")


class Proposal(models.TextChoices):
    """What the report proposes to the council for a point."""

    CLOSE = "close", _("take off control")
    EXTEND = "extend", _("extend")
    LEAVE = "leave", _("leave on control")


class Executors(models.TextChoices):
    """Whose work a row is, as reports are grouped."""

    UNIT = "unit", _("departments, bodies and people")
    MEMBERS = "members", _("member organisations")


@dataclass
class ReportRow:
    """One line of the report: what stands in the act, what the cards say, what a person has written."""

    item: int  # the item on control
    source: int  # the page it is of
    number: str  # by which a text names it
    text: str
    deadline: str
    source_name: str = ""
    heading: str = ""
    group: str = Executors.MEMBERS
    executors: list[dict] = field(default_factory=list)  # {"name", "person": key or None}
    total: int = 0  # cards that are asked for: those cancelled are not
    closed: int = 0
    undone: int = 0  # of those closed: though nothing was done
    reported: int = 0
    overdue: int = 0
    cancelled: int = 0
    # What was drawn together from the cards, and what stands in the report: a person's words are kept.
    drawn: str = ""
    done: str = ""
    proposed: str = Proposal.LEAVE
    proposal: str = Proposal.LEAVE
    until: str = ""  # ISO day of an extension

    @classmethod
    def kept(cls, data: dict) -> ReportRow:
        """The row from the plain data of the page; what an older version did not keep has its usual value."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})

    def as_data(self) -> dict:
        return {
            name: str(value) if isinstance(value, models.TextChoices) else value for name, value in asdict(self).items()
        }

    @property
    def carried_out(self) -> int:
        """Cards closed because the work was done."""
        return self.closed - self.undone

    @property
    def remaining(self) -> int:
        """Cards that have not been closed."""
        return self.total - self.closed

    @property
    def in_work(self) -> int:
        return self.total - self.closed - self.reported - self.overdue

    @property
    def is_edited(self) -> bool:
        """Whether a person has written other words than those drawn from the cards."""
        return self.done.strip() != self.drawn.strip()

    @property
    def until_day(self) -> datetime.date | None:
        return datetime.date.fromisoformat(self.until) if self.until else None

    @property
    def task(self) -> str:
        """The instruction as a line of a list begins: without its full stop."""
        return without_stop(self.text)

    @property
    def executor_names(self) -> list[str]:
        return [one["name"] for one in self.executors]

    def refreshed_from(self, earlier: ReportRow) -> None:
        """Keep what a person wrote into the earlier state of this row."""
        if earlier.is_edited:
            self.done = earlier.done
        if earlier.proposal != earlier.proposed or earlier.until:
            self.proposal, self.until = earlier.proposal, earlier.until


def without_stop(text: str) -> str:
    """A point as a line goes on with it: «…до 30.12.2022г.;» keeps the stop of the abbreviation alone."""
    text = text.strip().rstrip(";: ")
    return text if ABBREVIATED.search(text) else text.rstrip(".;: ")


def rows_of(data) -> list[ReportRow]:
    return [ReportRow.kept(row) for row in data or []]


def figures_of(rows) -> dict[str, int]:
    """The figures on top: cards by what became of them."""
    names = ("total", "carried_out", "undone", "reported", "overdue", "cancelled", "in_work")
    return {name: sum(getattr(row, name) for row in rows) for name in names}
