"""The review screen's rows: every line of the file beside what was read in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from programs.importing import walk_levels


@dataclass
class Row:
    """A stretch of source lines with its reading and the doubts about it."""

    kind: str  # requisites, preamble, item, tail
    lines: list[tuple[int, str]] = field(default_factory=list)
    form: Any = None
    item: Any = None
    level: int = 1
    heading: str = ""
    warnings: list = field(default_factory=list)

    @property
    def doubted(self):
        """The numbers of the lines somebody should look at."""
        return {warning.line for warning in self.warnings}


def rows_of(lines, item_lines, document, review) -> list[Row]:
    """Divide the file's lines into header, preamble, one row a point, and what follows them."""
    starts = [number for number in item_lines if number]
    first_item = starts[0] if starts else float("inf")
    first_preamble = _line_of(lines, document.preamble[0]) if document.preamble else None
    split = min(first_preamble or first_item, first_item)
    rows = [
        Row("requisites", [line for line in lines if line[0] < split], review.requisites, heading=_("Requisites")),
        Row("preamble", [line for line in lines if split <= line[0] < first_item], heading=_("Preamble")),
    ]
    last_item_end = _tail_start(lines, starts, document)
    levels = [level for _item, level in walk_levels(document.items)]
    for index, (item, form) in enumerate(zip(review.items, review.points.forms, strict=False)):
        start = item_lines[index]
        end = next((number for number in item_lines[index + 1 :] if number), last_item_end)
        rows.append(
            Row("item", [line for line in lines if start and start <= line[0] < end], form, item, level=levels[index])
        )
    rows.append(Row("tail", [line for line in lines if line[0] >= last_item_end], heading=_("Signature")))
    _attach(document.warnings, rows)
    return rows


def _line_of(lines, text):
    folded = " ".join(text.split())[:60]
    return next((number for number, line in lines if " ".join(line.split()).startswith(folded)), None)


def _tail_start(lines, starts, document):
    """The first line after the last point: the signature, or the end of the file."""
    positions = [word for signatory in document.signatories for word in [signatory["position"] or ""] if word]
    if positions and starts:
        first_word = positions[0].split()[0]
        after = [number for number, text in lines if number > starts[-1] and text.strip().startswith(first_word)]
        if after:
            return after[0]
    return lines[-1][0] + 1 if lines else 1


def _attach(warnings, rows):
    for warning in warnings:
        row = next(
            (row for row in rows if warning.line and any(number == warning.line for number, _text in row.lines)),
            rows[0],
        )
        row.warnings.append(warning)
