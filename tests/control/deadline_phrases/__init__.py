"""The tables of phrases beside this file, as rows a test can compare with."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_HERE = Path(__file__).parent
_SIGNS = str.maketrans({"␣": "\u00a0", "⏎": "\n", "⇥": "\t"})
_MONTHS = re.compile(r"(?:months|day (\d+) of) (\d{4})-(\d\d)\.\.(\d{4})-(\d\d)")
_QUARTERS = re.compile(r"quarters (\d{4})\.\.(\d{4})")
_YEARLY = re.compile(r"(\d\d)-(\d\d) of (\d{4})\.\.(\d{4})")


@dataclass(frozen=True)
class Phrase:
    """A row: the words, what is known around them, and how a secretary reads them."""

    place: str  # file and line
    words: str
    context: dict[str, date]
    kind: str
    due: tuple[date, ...]
    start: date | None
    end: date | None

    @property
    def expected(self):
        return self.kind, self.due, self.start, self.end


def phrases(*names: str) -> list[Phrase]:
    """The rows of the tables of these names: terms, sentences, no_terms."""
    return [phrase for name in names for phrase in _rows(name)]


def _rows(name: str) -> Iterator[Phrase]:
    lines = (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line and not line.startswith("#"):
            words, known, *reading = (cell.strip() for cell in line.split(" | "))
            kind, due, period = [*reading, "", ""][:3] if reading else ("unspecified", "-", "")
            days = tuple(_days(due))
            start, end = _period(kind, days, period)
            place = f"{name}.txt:{number}"
            yield Phrase(place, words.translate(_SIGNS), dict(_context(known)), kind, days, start, end)


def _context(known: str) -> Iterator[tuple[str, date]]:
    for part in (part.split() for part in known.split(", ") if known != "-"):
        if part[0] == "act":
            yield "act_date", date.fromisoformat(part[1])
        else:
            first, _, last = part[1].partition("-")
            yield "plan_start", date(int(first), 1, 1)
            yield "plan_end", date(int(last or first), 12, 31)


def _days(due: str) -> Iterator[date]:
    if due == "-":
        return
    if found := _MONTHS.fullmatch(due):
        day, *ends = (int(part) if part else 0 for part in found.groups())
        for month in range(ends[0] * 12 + ends[1] - 1, ends[2] * 12 + ends[3]):
            yield _day(month // 12, month % 12 + 1, day)
    elif found := _QUARTERS.fullmatch(due):
        for year in range(int(found[1]), int(found[2]) + 1):
            yield from (_day(year, month) for month in (3, 6, 9, 12))
    elif found := _YEARLY.fullmatch(due):
        yield from (date(year, int(found[1]), int(found[2])) for year in range(int(found[3]), int(found[4]) + 1))
    else:
        yield from (date.fromisoformat(day) for day in due.split(", "))


def _day(year, month, day=0):
    return date(year, month, day or monthrange(year, month)[1])


def _period(kind, days, period):
    if period:
        start, _, end = period.partition("..")
        return (date.fromisoformat(start) if start else None), (date.fromisoformat(end) if end else None)
    if not days:
        return None, None
    return (days[0].replace(day=1) if kind == "month" else days[0]), days[-1]
