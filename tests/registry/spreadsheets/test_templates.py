"""The empty template: every column is explained, and its words stand under the explanations."""

import openpyxl
import pytest

from registry.models import SpreadsheetImport
from registry.spreadsheets.columns import LAYOUTS
from registry.spreadsheets.writing import EXPLANATIONS, REMARKS, template_file


@pytest.mark.parametrize("kind", SpreadsheetImport.Kind.values)
def test_every_column_is_explained_before_the_remarks_and_the_words(kind):
    layout = LAYOUTS[kind]
    first_cells = [row[0].value for row in openpyxl.load_workbook(template_file(layout))[EXPLANATIONS].iter_rows()]
    headings = [column.heading for column in layout.columns]

    assert first_cells[1 : len(headings) + 1] == headings
    assert first_cells[len(headings) + 2 : len(headings) + 2 + len(REMARKS)] == list(REMARKS)
    for column in layout.columns:
        if column.words:
            at = first_cells.index(f"Слова для столбца «{column.heading}»")
            words = list(column.words.canonical.values())
            assert first_cells[at + 1 : at + 1 + len(words)] == words
