"""Reading a spreadsheet: bytes of .xlsx or .csv become rows of plain text and dates under known columns."""

import csv
import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from registry.names import name_key
from registry.spreadsheets.columns import TO_CORRECT

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 200
# What an honest file of 20 MB can unpack to; a zip bomb says more of itself.
MAX_UNPACKED = 300 * 1024 * 1024
HEADER_WITHIN = 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
# Our own mark against formulas, see writing.neutral(): one apostrophe before a sign that would start a formula.
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r]")


class UnreadableSpreadsheet(ValueError):
    """The file as a whole cannot be used; the message says why, in a sentence."""


@dataclass
class SheetRow:
    """One row: its number as a spreadsheet program shows it, and its values by column."""

    line: int
    values: dict
    cells: list = field(default_factory=list)


@dataclass
class Sheet:
    """The rows under the headings, with the headings themselves."""

    headings: list[str]
    keys: list[str | None]
    rows: list[SheetRow]
    unknown: list[str]

    def has(self, key):
        return key in self.keys


def read_spreadsheet(data, layout, *, keep_cells=False):
    """The rows of the file; raises UnreadableSpreadsheet with one sentence for the person who sent it."""
    if len(data) > MAX_BYTES:
        raise UnreadableSpreadsheet(_("The file is larger than 20 MB: divide it into several."))
    if not data.strip():
        raise UnreadableSpreadsheet(_("The file is empty."))
    try:
        tables = _workbook_tables(data) if data.startswith(b"PK") else _text_tables(data, layout)
        return _sheet(tables, layout, keep_cells)
    except UnreadableSpreadsheet:
        raise
    except csv.Error as error:
        raise UnreadableSpreadsheet(
            _("The rows of the file cannot be told apart: a quotation mark is not closed, or a cell is too long.")
        ) from error
    except Exception as error:
        # openpyxl has no exception of its own for a broken file: anything may come out of a broken archive.
        raise UnreadableSpreadsheet(
            _("The file is damaged: open it in a spreadsheet program and save it as XLSX again.")
        ) from error


def _workbook_tables(data):
    """Every sheet of an .xlsx file as an iterator of rows of cell values."""
    import openpyxl

    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableSpreadsheet(_("The file is damaged: save it as XLSX again.")) from error
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableSpreadsheet(_("The file is protected by a password: save it without one."))
    if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > 5000:
        raise UnreadableSpreadsheet(_("The file unpacks to more than 300 MB: it is not an ordinary spreadsheet."))
    if not any(part.filename.startswith("xl/workbook") for part in parts):
        raise UnreadableSpreadsheet(_("This is not a spreadsheet: XLSX or CSV is needed."))
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(1024):
                    raise UnreadableSpreadsheet(_("The file is damaged: save it as XLSX again."))
    # Formulas are read as they are typed, never their results: a cell that starts with "=" is text.
    workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    for worksheet in workbook.worksheets:
        yield worksheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)


def _text_tables(data, layout):
    """A CSV file as one iterator of rows, its encoding and separator recognised."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableSpreadsheet(_("The file is protected by a password: save it without one."))
        raise UnreadableSpreadsheet(_("This is an old XLS file: save it as XLSX."))
    text, is_certain = _decoded(data)
    first = text[:20_000].splitlines()[:HEADER_WITHIN]

    def known(separator):
        rows = csv.reader(first, delimiter=separator)
        return max((sum(_is_known(cell, layout) for cell in row) for row in rows), default=0)

    separator = max(";,\t", key=known)
    if not known(separator) and not is_certain:
        raise UnreadableSpreadsheet(
            _("The letters of the file cannot be read: save it as XLSX, or as CSV in UTF-8 or Windows-1251.")
        )
    yield csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _decoded(data):
    """The text, and whether its encoding is certain: almost any bytes can be read as Windows-1251."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            try:
                return data.decode(encoding), True
            except UnicodeDecodeError:
                break
    if b"\x00" in data:
        raise UnreadableSpreadsheet(_("This is not a spreadsheet: XLSX or CSV is needed."))
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1251"), False
    except UnicodeDecodeError as error:
        raise UnreadableSpreadsheet(
            _("The letters of the file cannot be read: save it as XLSX, or as CSV in UTF-8 or Windows-1251.")
        ) from error


def _is_known(cell, layout):
    return isinstance(cell, str) and layout.column_named(cell) is not None


def _sheet(tables, layout, keep_cells):
    """The first table in which a row of known headings stands near the top."""
    for table in tables:
        rows = enumerate(table, start=1)
        for line, cells in rows:
            if any(_is_known(cell, layout) for cell in cells):
                return _read_under(cells, rows, layout, keep_cells)
            if line >= HEADER_WITHIN:
                break
    raise UnreadableSpreadsheet(
        _("No row of headings was found. The first row must name the columns: %(columns)s.")
        % {"columns": _quoted(column.heading for column in layout.columns[:5]) + "…"}
    )


def _read_under(header, rows, layout, keep_cells):
    headings = ["" if cell is None else " ".join(str(cell).split()) for cell in header]
    while headings and not headings[-1]:
        headings.pop()
    columns = [layout.column_named(heading) if heading else None for heading in headings]
    keys = [column.key if column else None for column in columns]
    twice = [column.heading for column in layout.columns if keys.count(column.key) > 1]
    if twice:
        raise UnreadableSpreadsheet(_("The column %(name)s stands in the file twice.") % {"name": _quoted(twice)})
    missing = [column.heading for column in layout.columns if column.obligatory and column.key not in keys]
    if layout.one_of and not any(key in keys for key in layout.one_of):
        missing.append(" / ".join(layout.heading(key) for key in layout.one_of))
    if missing:
        raise UnreadableSpreadsheet(
            _("The file has no column %(names)s: without it nothing can be brought in.") % {"names": _quoted(missing)}
        )
    ignored = name_key(TO_CORRECT)
    unknown = [h for h, key in zip(headings, keys, strict=True) if h and not key and name_key(h) != ignored]
    sheet = Sheet(headings, keys, [], unknown)
    width = len(keys)
    for line, cells in rows:
        cells = [_value(cell) for cell in cells[:width]]
        if not any(cells):
            continue
        if len(sheet.rows) == MAX_ROWS:
            raise UnreadableSpreadsheet(_("The file has more than 100,000 rows: divide it into several."))
        values = {key: cell for key, cell in zip(keys, cells, strict=False) if key and cell != ""}
        if values or keep_cells:
            sheet.rows.append(SheetRow(line, values, cells if keep_cells else []))
    if not sheet.rows:
        raise UnreadableSpreadsheet(_("Under the headings there is not a single row."))
    return sheet


def _value(cell):
    """A cell as text or as a date; whole numbers lose the point a spreadsheet gives them."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell[1:] if _NEUTRALISED.match(cell) else cell
        return " ".join(_CONTROL.sub("", text).split())
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    return " ".join(_CONTROL.sub("", str(cell)).split())


def _quoted(names):
    return ", ".join(f"«{name}»" for name in names)
