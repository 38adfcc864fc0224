"""A plan's table as its reader sees it: rows with anchors and read deadlines; the measures as duties for control."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count

from control.deadline_correcting import reading_of
from control.deadlines import Deadline, DeadlineKind
from control.wording import reading_in_words
from programs.blocks import RowKind
from programs.reading.responsible import read_responsible

_NOT_ADDRESS = re.compile(r"[^\w.]")


@dataclass
class PlanRow:
    """A row of a plan: a measure, or the name of a section over several of them."""

    item_id: str
    kind: str
    label: str
    text: str
    deadline_words: str
    deadline_dates: str
    responsible: list[str]
    anchor: str
    heading: str = ""  # the section it stands in
    start: date | None = None
    end: date | None = None

    @property
    def is_section(self) -> bool:
        return self.kind == RowKind.SECTION

    @cached_property
    def addressees(self) -> list[str]:
        """Who answers, one name each in the text's order: the first co-ordinates, the rest help."""
        return list(dict.fromkeys(party.name for party in read_responsible(self.responsible)))

    @cached_property
    def deadline(self) -> Deadline:
        """The author's words read for the period of the plan, or the days he put in place of a wrong reading."""
        return reading_of(self.deadline_words, self.deadline_dates, plan_start=self.start, plan_end=self.end)

    @property
    def deadline_reading(self) -> str:
        """The dates in words; nothing where none could be read, or where the words say the same."""
        deadline = self.deadline
        if not deadline or deadline.kind == DeadlineKind.UNSPECIFIED:
            return ""
        reading = reading_in_words(deadline)
        return "" if reading in " ".join(self.deadline_words.split()) else reading


def plan_rows(stream, start: date | None, end: date | None) -> list[PlanRow]:
    """The rows of the table, each with its anchor: "m4"; a number used again gets one more: "m4-2"."""
    rows: list[PlanRow] = []
    taken: set[str] = set()
    heading = ""
    for place, block in enumerate(stream, 1):
        value = block.value
        label = (value.get("label") or "").strip().rstrip(".")
        anchor = _anchor("s" if value.get("kind") == RowKind.SECTION else "m", label or str(place), taken)
        taken.add(anchor)
        kind = value.get("kind") or RowKind.MEASURE
        if kind == RowKind.SECTION:
            heading = (value.get("text") or "").strip()
        rows.append(
            PlanRow(
                item_id=str(block.id),
                kind=kind,
                heading="" if kind == RowKind.SECTION else heading,
                label=label,
                text=(value.get("text") or "").strip(),
                deadline_words=(value.get("deadline") or "").strip(),
                deadline_dates=(value.get("deadline_dates") or "").strip(),
                responsible=[line.strip() for line in (value.get("responsible") or "").splitlines() if line.strip()],
                anchor=anchor,
                start=start,
                end=end,
            )
        )
    return rows


def _anchor(letter, label, taken):
    stem = f"{letter}{_NOT_ADDRESS.sub('', label)}"
    if stem not in taken:
        return stem
    return next(anchor for number in count(2) if (anchor := f"{stem}-{number}") not in taken)
