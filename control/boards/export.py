"""Boards as spreadsheets: what is on the screen, and what stands on its further pages."""

import tempfile

from django.http import FileResponse
from django.utils.text import get_valid_filename
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from control.models import ItemState
from registry.spreadsheets.writing import neutral_cell

# A spreadsheet nobody could read has more rows than this.
MOST = 50_000


def spreadsheet(name, headings, rows, widths=(), freeze="A2"):
    """The rows under their headings as an .xlsx answer; a cell that looks like a formula stays text."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(str(name)[:31].translate(str.maketrans(dict.fromkeys("[]:*?/\\", " "))))
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = freeze
    sheet.append([neutral_cell(sheet, str(heading), bold=True) for heading in headings])
    for row in rows:
        sheet.append([neutral_cell(sheet, value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    workbook.save(file)
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=get_valid_filename(f"{name}.xlsx"))
    answer["Content-Type"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    answer["Cache-Control"] = "no-store"
    return answer


def card_rows(cards, day):
    """A row for every card: what is asked of whom, by when, and how it stands."""
    fetched = cards.select_related("item")[:MOST]
    for card in fetched.iterator():
        yield [
            card.item.source_name,
            card.item.label,
            card.item.text,
            card.assignee_name,
            card.item.deadline_words,
            card.next_due,
            (day - card.next_due).days if card.is_overdue(day) else "",
            str(ItemState(card.state).label),
            card.heard_on,
        ]
