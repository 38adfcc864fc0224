"""A paper written as a Word file: Times New Roman, A4, tables whose heading comes again on every sheet."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterable, Sequence

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from cms.typography import with_non_breaking_spaces

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "Times New Roman"  # the name Word has everywhere; the size and the margins are those of GOST R 7.0.97
SHORT, LONG = Mm(210), Mm(297)
# Signs that no XML file may hold; a text pasted from elsewhere has them now and then.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The words as they stand, with non-breaking spaces and without signs that Word cannot hold."""
    return with_non_breaking_spaces(_UNPRINTABLE.sub("", str(text or "").replace("\r\n", "\n")).strip())


class WordPaper:
    """A paper being written from its first line to its last."""

    def __init__(self, title: str, *, author: str = "", language: str = "ru-RU"):
        self._document = Document()
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = title[:255], author[:255], language
        properties.comments = ""
        properties.created = properties.modified = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
        for name in ("Normal", "Heading 1", "Heading 2"):
            self._dress(self._document.styles[name], language)
        self._measure(self._document.sections[0], SHORT, LONG, (20, 10, 20, 30))

    def heading(self, text: str, *, level: int = 1) -> None:
        """A heading the reader's outline shows; the first one stands in the middle."""
        paragraph = self._document.add_heading(printable(text), level)
        if level == 1:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    def paragraph(self, text: str, *, align: str = "both", bold: bool = False, indent: bool = True) -> None:
        """A paragraph of the text, with the first line moved in unless it stands aside."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = {
            "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
            "center": WD_ALIGN_PARAGRAPH.CENTER,
        }[align]
        if indent and align == "both":
            paragraph.paragraph_format.first_line_indent = Mm(12.5)
        paragraph.add_run(printable(text)).bold = bold

    def line(self, text: str) -> None:
        """One line of a list, with the dash councils write."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(7), Mm(-7)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(7))
        paragraph.add_run(f"–\t{printable(text)}")

    def turn_sideways(self) -> None:
        """Begin a new sheet laid on its side."""
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        self._measure(section, LONG, SHORT, (20, 15, 10, 15))

    def table(self, headings: Sequence[str], widths: Sequence[float], groups: Iterable[tuple[str, list]]) -> None:
        """A ruled table, its columns so many millimetres wide; a group with a name has it in a row of its own."""
        table = self._document.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.autofit = False
        self._fill(table.rows[0], headings, widths, bold=True)
        self._say(table.rows[0], "w:tblHeader")
        for name, rows in groups:
            if name:
                whole = table.add_row().cells
                self._write(whole[0].merge(whole[-1]), name, bold=True)
                whole[0].width = Mm(sum(widths))
            for row in rows:
                self._fill(table.add_row(), row, widths)
        # Word takes the widths from the cells, other offices from the columns.
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            self._say(row, "w:cantSplit")

    def content(self) -> bytes:
        """The file."""
        written = io.BytesIO()
        self._document.save(written)
        return written.getvalue()

    def _dress(self, style, language) -> None:
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(14), None
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), FONT)
        for theme in [name for name in fonts.attrib if name.lower().endswith("theme")]:
            del fonts.attrib[theme]
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), language)
        properties.append(spoken)
        style.paragraph_format.space_after = Pt(4)
        if style.name != "Normal":
            style.font.bold = True
            style.paragraph_format.space_before, style.paragraph_format.keep_with_next = Pt(10), True

    def _measure(self, section, width, height, margins) -> None:
        section.page_width, section.page_height = width, height
        top, right, bottom, left = (Mm(margin) for margin in margins)
        section.top_margin, section.right_margin = top, right
        section.bottom_margin, section.left_margin = bottom, left

    def _fill(self, row, texts, widths, *, bold: bool = False) -> None:
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            self._write(cell, text, bold=bold)

    def _write(self, cell, text, *, bold: bool = False) -> None:
        run = cell.paragraphs[0].add_run(printable(text))
        run.bold, run.font.size = bold, Pt(11)

    def _say(self, row, name) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement(name))
