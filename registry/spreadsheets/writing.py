"""Spreadsheets going out: an export that can come back unchanged, an empty template, and the list of mistakes."""

import csv
import datetime
import io
import re
import tempfile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from registry.spreadsheets.columns import LAYOUTS, TO_CORRECT
from registry.spreadsheets.reading import read_spreadsheet

EXPLANATIONS = "Пояснения"
REMARKS = (
    "Пустая ячейка ничего не стирает: в реестре остаётся то, что было.",
    "В столбцах «Телефон» и «Электронная почта» ячейка — весь список: чего в ней нет, то убирается.",
    "Новые телефоны и адреса видит только аппарат; кому показывать ещё, выбирают в карточке.",
    "Строку примера можно оставить: при загрузке она пропускается.",
)
_FORMULA = re.compile(r"[=+\-@\t\r]")
_MARKED = re.compile(r"'+[=+\-@\t\r]")
_WRONG = PatternFill("solid", fgColor="FFF0C2")
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def neutral(text):
    """The text with an apostrophe before a sign that would start a formula; reading takes one apostrophe off."""
    return f"'{text}" if _FORMULA.match(text) or _MARKED.match(text) else text


def csv_lines(layout, rows):
    """The file line by line: UTF-8 with a mark and semicolons, as a Russian Excel opens it."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    yield "\ufeff".encode()
    for row in _with_headings(layout, rows):
        writer.writerow([neutral(_as_text(value)) for value in row])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def workbook_file(layout, rows):
    """The file as .xlsx, open for reading."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_title(layout))
    _set_widths(sheet, [column.width for column in layout.columns])
    sheet.freeze_panes = "A2"
    for number, row in enumerate(_with_headings(layout, rows)):
        sheet.append([neutral_cell(sheet, value, bold=not number) for value in row])
    return _saved(workbook)


def template_file(layout):
    """The headings, one invented row, and a sheet that says what each column wants."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = _title(layout)
    sheet.freeze_panes = "A2"
    _set_widths(sheet, [column.width for column in layout.columns])
    explained = workbook.create_sheet(EXPLANATIONS)
    _set_widths(explained, [30, 16, 80, 60])
    _append(explained, ["Столбец", "Обязателен", "Что писать", "Пример"], bold=True)
    for column in layout.columns:
        _append(explained, [column.heading, "да" if column.obligatory else "", column.wants, column.example])
    explained.append([])
    for remark in REMARKS:
        explained.append([remark])
    for number, column in enumerate(layout.columns, start=1):
        sheet.cell(1, number, column.heading).font = _BOLD
        sheet.cell(2, number, column.example or None).number_format = "@"
        if column.words:
            _offer_words(sheet, explained, number, column)
    return _saved(workbook)


def _offer_words(sheet, explained, number, column):
    """List the words a column knows under the explanations, and let its cells choose among them."""
    explained.append([])
    _append(explained, [f"Слова для столбца «{column.heading}»"], bold=True)
    first = explained.max_row + 1
    for word in column.words.canonical.values():
        explained.append([word])
    listed = f"'{EXPLANATIONS}'!$A${first}:$A${explained.max_row}"
    choice = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=False)
    sheet.add_data_validation(choice)
    letter = get_column_letter(number)
    choice.add(f"{letter}2:{letter}5001")


def mistakes_file(spreadsheet):
    """The same file with a column that says what to correct; the cells in question are coloured."""
    layout = LAYOUTS[spreadsheet.kind]
    sheet = read_spreadsheet(bytes(spreadsheet.content), layout, keep_cells=True)
    refused = {row.line: row.mistakes for row in spreadsheet.rows.filter(action="refused").iterator()}
    ours = {number for number, heading in enumerate(sheet.headings) if heading == TO_CORRECT}
    workbook = Workbook(write_only=True)
    written = workbook.create_sheet(_title(layout))
    shown = [number for number in range(len(sheet.headings)) if number not in ours]
    widths = {column.key: column.width for column in layout.columns}
    _set_widths(written, [widths.get(sheet.keys[number], 24) for number in shown] + [80])
    written.freeze_panes = "A2"
    written.append(
        [neutral_cell(written, value, bold=True) for value in [*(sheet.headings[n] for n in shown), TO_CORRECT]]
    )
    headings = [layout.heading(key) if key else "" for key in sheet.keys]
    for row in sheet.rows:
        mistakes = refused.get(row.line, [])
        wrong = {heading for heading, _reason in mistakes}
        padded = [*row.cells, *[""] * (len(sheet.headings) - len(row.cells))]
        cells = [neutral_cell(written, padded[n], wrong=headings[n] in wrong) for n in shown]
        written.append(
            [*cells, neutral_cell(written, "; ".join(f"«{heading}»: {reason}" for heading, reason in mistakes))]
        )
    return _saved(workbook)


def _title(layout):
    return {"organisations": "Организации", "people": "Люди", "memberships": "Состав и должности"}[layout.kind]


def _with_headings(layout, rows):
    yield [column.heading for column in layout.columns]
    for row in rows:
        yield [row.get(column.key, "") for column in layout.columns]


def neutral_cell(sheet, value, *, bold=False, wrong=False):
    """A cell that a spreadsheet program shows as text whatever sign it starts with."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        value = f"'{value}" if _MARKED.match(value) else value
    cell = WriteOnlyCell(sheet, value=None if value == "" else value)
    if isinstance(value, str) and value:
        cell.data_type = "s"
        if _FORMULA.match(value):
            cell.quotePrefix = True
    elif isinstance(value, datetime.date):
        cell.number_format = "DD.MM.YYYY"
    if bold:
        cell.font = _BOLD
    if wrong:
        cell.fill = _WRONG
    return cell


def _append(sheet, values, *, bold=False):
    sheet.append(values)
    for cell in sheet[sheet.max_row]:
        cell.alignment = _WRAPPED
        if bold:
            cell.font = _BOLD


def _set_widths(sheet, widths):
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _as_text(value):
    return f"{value:%d.%m.%Y}" if isinstance(value, datetime.date) else str(value)


def _saved(workbook):
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    workbook.save(file)
    file.seek(0)
    return file
