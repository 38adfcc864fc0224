"""History as a table for an auditor: Excel or CSV, written line by line, with nothing a spreadsheet would run."""

import csv

from django.conf import settings
from django.core.files.temp import NamedTemporaryFile
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

LINES_ON_A_SHEET = 1_000_000
LONGEST_CELL = 32_000


def headings():
    return [
        _("When"),
        _("Who"),
        _("Kind of object"),
        _("Object"),
        _("Row"),
        _("What happened"),
        _("Field"),
        _("Was"),
        _("Became"),
        _("Note to the change"),
    ]


def row_of(line):
    when = f"{timezone.localtime(line.when):%d.%m.%Y %H:%M:%S}"
    cells = [when, line.who, line.kind, line.object, line.row, line.action, line.field, line.was, line.became]
    return [ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST_CELL] for cell in (*cells, line.reason)]


def rows_of(lines):
    """Headings, then a row a line, in the language of the council whoever asks for them and however late."""
    lines = iter(lines)
    with translation.override(settings.LANGUAGE_CODE):
        row = headings()
    while row:
        yield row
        with translation.override(settings.LANGUAGE_CODE):
            row = next(map(row_of, lines), None)


def write_xlsx(lines):
    """An open temporary file with the workbook."""
    book = Workbook(write_only=True)
    head, sheet = None, None
    for number, row in enumerate(rows_of(lines)):
        if number == 0:
            head, sheet = row, _sheet(book, row)
        elif number % LINES_ON_A_SHEET == 0:
            sheet = _sheet(book, head)
        if number:
            sheet.append([_text(sheet, cell) for cell in row])
    file = NamedTemporaryFile(suffix=".xlsx")
    book.save(file)
    file.seek(0)
    return file


def _sheet(book, head):
    sheet = book.create_sheet("История изменений")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFGHIJ", (19, 26, 20, 40, 36, 14, 26, 36, 36, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(head)
    return sheet


def _text(sheet, value):
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"  # what looks like a formula is text
    return cell


class _Echo:
    """Gives back what is written to it."""

    def write(self, value):
        return value


def csv_chunks(lines):
    """The table as text, with the mark by which Excel knows UTF-8."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\N{BYTE ORDER MARK}"
    for row in rows_of(lines):
        yield writer.writerow([_neutral(cell) for cell in row])


def _neutral(value):
    """A cell that a spreadsheet takes for text, whatever sign it begins with."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
