"""The lines of a paper in reading order, each with its folded words and the pieces that wide gaps divide it into."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.source import Line, SourceDocument, Table
from resolutions.reading.normalise import fold, fold_heading, is_ruler, strip_bookmarks

_GAP = re.compile(r"\t+| {3,}|\u00a0{3,}|[ \t\u00a0]{4,}")


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A line of the paper: its number in the file, the words, Word's own number and whether it stands in a table."""

    number: int
    raw: str
    text: str
    label: str = ""
    level: int = 0
    in_table: bool = False

    @property
    def heading(self) -> str:
        return fold_heading(self.raw)

    @property
    def pieces(self) -> list[str]:
        """What wide gaps divide the line into: «21 ноября 2022 г.», «№ 5»."""
        return [piece for piece in (fold(part) for part in _GAP.split(self.raw)) if piece]


def paper_lines(source: SourceDocument) -> list[PaperLine]:
    """Every line, blank ones included; an empty line stands between the cells of a table; rulers are dropped."""
    lines: list[PaperLine] = []
    for block in source.blocks:
        if isinstance(block, Line):
            lines.append(_paper_line(block, in_table=False))
        elif isinstance(block, Table):
            for row in block.rows:
                for cell in row:
                    lines.extend(_paper_line(line, in_table=True) for line in cell)
                    if cell:
                        lines.append(PaperLine(cell[-1].number, "", "", in_table=True))
    return [line for line in lines if not (line.text and is_ruler(line.text))]


def _paper_line(line: Line, in_table: bool) -> PaperLine:
    raw = strip_bookmarks(line.text)
    return PaperLine(line.number, raw, fold(raw), line.label.strip(), line.level, in_table)
