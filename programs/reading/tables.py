"""Tables of a paper: those of Word, and those that a text file keeps as cells opened by a TAB."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.source import Line, SourceDocument, Table
from resolutions.reading.normalise import fold

Cell = tuple[Line, ...]

_NUMBER_HEAD = re.compile(r"(?:№+|N|п/п|№\s?п/?п\.?|№№?\s?п\.\s?п\.?)$", re.IGNORECASE)
_COLUMNS = {
    "responsible": re.compile(r"ответствен|исполнител", re.IGNORECASE),
    "deadline": re.compile(r"срок|дата|период|время", re.IGNORECASE),
    "text": re.compile(r"мероприят|содержани|наименовани|вопрос|задач|работ|действи", re.IGNORECASE),
}
PASSPORT_LABEL = re.compile(
    r"(?:цел[ьи]|задач|исполнител|участник|срок|планировани|услови|инструмент|систем|прогнозируем|ожидаем|финансов|наименовани|"
    r"основани|разработчик|заказчик|источник|этап|координатор|контрол|показател|механизм|направлени|ресурс|объем|объём|приоритет|нормативн)\w*",
    re.IGNORECASE,
)
_PASSPORT_ROWS = 3  # fewer known labels are not a passport


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Rows of cells, the place of the table among the blocks of the paper and where it ends."""

    rows: tuple[tuple[Cell, ...], ...]
    first: int
    last: int

    @property
    def line(self) -> int:
        return next((line.number for row in self.rows for cell in row for line in cell), 0)


def cell_text(cell: Cell) -> str:
    """The words of a cell with its lines joined by one space."""
    return fold(" ".join(line.printed for line in cell))


def cell_lines(cell: Cell) -> list[str]:
    """The lines of a cell that have words, verbatim but for the white space around them."""
    return [words for words in (line.printed.strip() for line in cell) if words]


def read_tables(source: SourceDocument) -> list[PaperTable]:
    """Every table of the paper; the lines of a text file are put back into cells first."""
    found = [
        PaperTable(block.rows, place, place) for place, block in enumerate(source.blocks) if isinstance(block, Table)
    ]
    return found or _linearised(source.blocks)


# ---- what a table is --------------------------------------------------------------------------------------------


def column_roles(row: tuple[Cell, ...]) -> dict[str, int] | None:
    """Which column holds what, told by the header row of a plan; none when the row is not such a header."""
    heads = [cell_text(cell) for cell in row]
    roles: dict[str, int] = {}
    for place, head in enumerate(heads):
        if len(head) > 80:
            return None
        if "label" not in roles and _NUMBER_HEAD.fullmatch(head.replace(" ", "")):
            roles["label"] = place
            continue
        role = next((name for name, pattern in _COLUMNS.items() if name not in roles and pattern.search(head)), None)
        if role:
            roles[role] = place
    return roles if "text" in roles and ({"responsible", "deadline"} & roles.keys()) else None


def is_passport(table: PaperTable) -> bool:
    """Two columns whose left one names the parts of a programme."""
    labels = [cell_text(row[0]) for row in table.rows if len(row) == 2]
    return (
        len(labels) * 2 > len(table.rows)
        and sum(bool(PASSPORT_LABEL.match(label)) for label in labels) >= _PASSPORT_ROWS
    )


# ---- text files -------------------------------------------------------------------------------------------------


def _linearised(blocks: tuple) -> list[PaperTable]:
    """A line that begins with a TAB opens a cell, any other continues it; the header row gives the columns."""
    lines = [block for block in blocks if isinstance(block, Line)]
    found: list[PaperTable] = []
    place = 0
    while place < len(lines):
        if not lines[place].text.startswith("\t"):
            place += 1
            continue
        columns = _columns_at(lines, place)
        if columns is None:
            place += 1
            continue
        table = _collect(lines, place, columns)
        found.append(table)
        place = table.last + 1
    return found


def _columns_at(lines: list[Line], place: int) -> int | None:
    """How many columns the table has that begins here: the cells before row 1, or two for a passport."""
    heads: list[str] = []
    for line in lines[place : place + 24]:
        words = fold(line.text)
        if line.text.startswith("\t"):
            if heads and re.fullmatch(r"1\.?", words):
                break
            heads.append(words)
        elif words and heads:
            heads[-1] = f"{heads[-1]} {words}"
        if len(heads) > 8:
            break
    if 2 <= len(heads) <= 8 and _NUMBER_HEAD.fullmatch(heads[0].replace(" ", "")):
        row = tuple((Line(0, head),) for head in heads)
        return len(heads) if column_roles(row) else None
    return 2 if _is_passport_label(fold(lines[place].text)) and _labels_ahead(lines, place) >= _PASSPORT_ROWS else None


def _labels_ahead(lines: list[Line], place: int) -> int:
    """How many known labels open cells from here on; a passport has several."""
    count = 0
    for line in lines[place : place + 400]:
        if line.text.startswith("\t") and _is_passport_label(fold(line.text)):
            count += 1
            if count >= _PASSPORT_ROWS:
                break
    return count


def _is_passport_label(words: str) -> bool:
    return (
        len(words) <= 100
        and words[:1].isupper()
        and bool(PASSPORT_LABEL.match(words))
        and not words.endswith((".", ";", ":"))
    )


def _collect(lines: list[Line], start: int, columns: int) -> PaperTable:
    cells: list[list[Line]] = []
    end = start
    for place in range(start, len(lines)):
        line = lines[place]
        if line.text.startswith("\t") and not (columns == 2 and len(cells) % 2 == 0 and cells and not _may_label(line)):
            cells.append([line])
        elif not line.text.strip() and len(cells) % columns == 0 and not _goes_on(lines, place):
            break  # a blank line after the last cell of a row, and no further cell: the table is over
        else:
            cells[-1].append(line)
        end = place
    rows = [tuple(_trimmed(cell) for cell in cells[at : at + columns]) for at in range(0, len(cells), columns)]
    return PaperTable(tuple(rows), start, end)


def _may_label(line: Line) -> bool:
    words = fold(line.text)
    return _is_passport_label(words) or (
        0 < len(words) <= 80
        and words[0].isupper()
        and not words.endswith((".", ";", ":", ","))
        and not words[0].isdigit()
    )


def _goes_on(lines: list[Line], place: int) -> bool:
    following = next((line for line in lines[place : place + 200] if line.text.strip()), None)
    return following is not None and following.text.startswith("\t")


def _trimmed(cell: list[Line]) -> Cell:
    while cell and not cell[-1].text.strip():
        cell = cell[:-1]
    return tuple(cell)
