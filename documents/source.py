"""What a reader of a file hands to the parsers: the printed lines and tables of one document, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line (a paragraph, or one row of a paragraph broken by hand) as its reader would see it."""

    number: int  # 1-based: the line of a text file, the running count of paragraphs and table lines of a Word file
    text: str  # verbatim: typos, tabs and double spaces kept; never contains a line break
    label: str = ""  # the number Word prints by itself ("3.1.", "–"), which is not part of the text
    level: int = 0  # depth of that automatic number, 0 for the outermost list and for unnumbered lines

    @property
    def printed(self) -> str:
        """The line as it stands on paper: the automatic number, if any, in front of the text."""
        return f"{self.label} {self.text}".strip() if self.label else self.text


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document: rows of cells, each cell a tuple of lines."""

    number: int
    rows: tuple[tuple[tuple[Line, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A file that has been read: its name, its fingerprint and everything printed on it."""

    name: str
    sha256: str
    media_type: str
    blocks: tuple[Line | Table, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Every line in reading order, those inside tables included."""
        return lines_of(self.blocks)


def lines_of(blocks: Iterable[Line | Table]) -> Iterator[Line]:
    """Every line of these blocks in reading order, those inside tables included."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell


class UnreadableDocument(Exception):
    """The file cannot be read; str(error) is one sentence for the person who chose it."""

    def __init__(self, code: str, message: str):
        self.code = code
        super().__init__(message)
