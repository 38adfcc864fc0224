"""A Word file as the reader of its printed pages sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from documents.readers.limits import MAX_CHARACTERS, MAX_LINES, damaged, too_large
from documents.readers.numbering import Numbering
from documents.readers.package import Package, not_word
from documents.readers.styles import Styles, W, int_of, num_pr, switch, value
from documents.source import Line, Table

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

# What is on the page but not in its running text, or was taken out of it.
SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr")}
SKIPPED |= {f"{W}{name}" for name in ("sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "rt", "rubyPr")}
CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "\u2011", f"{W}cr": "\n"}
SYMBOLS = {0xF02D: "–", 0xF0B7: "•", 0xF0A7: "•", 0xF0D7: "×", 0xF0B1: "±", 0xF0B0: "°", 0xF0FC: "✓"}
NEW_PAGE = "\f"  # cannot occur in XML, so it cannot be mistaken for text
LINE_ENDS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
SOFT_HYPHEN = "\u00ad"
MAX_SPAN = 63  # columns of a table in Word


def read_docx(data: bytes) -> list[Line | Table]:
    """The printed lines and tables of a .docx; tracked insertions stand, deletions are gone, notes follow the text."""
    package = Package(data)
    main = package.main_part()
    parts = package.related(main)

    def part(kind):
        return package.xml(parts.get(kind, f"{main.rpartition('/')[0]}/{kind}.xml"))

    styles = Styles.read(part("styles"))
    page = Page(styles, Numbering.read(part("numbering"), styles))
    root = package.xml(main)
    if root.tag != f"{W}document":
        raise not_word()
    body = root.find(f"{W}body")
    if body is None:
        raise damaged()
    page.read(body)
    del root, body  # one tree at a time
    if page.notes:
        page.read_notes({kind: part(f"{kind}s") for kind in ("footnote", "endnote")})
    return page.blocks


@dataclass(slots=True)
class Paragraph:
    """A paragraph being read: the pieces of its text so far."""

    element: object
    pieces: list[str]
    hidden: bool  # by its style, unless a run says otherwise


class Page:
    """A reading in progress. It walks the tree without recursion, so that no nesting is too deep for it."""

    def __init__(self, styles: Styles, numbering: Numbering):
        self.styles = styles
        self.numbering = numbering
        self.blocks: list[Line | Table] = []
        self.notes: dict[tuple[str, str | None], None] = {}  # references to notes in the order they are met
        self._sink: list = self.blocks  # where lines go: the page, or the open cell of a table
        self._number = self._characters = 0
        self._paragraphs: list[Paragraph] = []  # the innermost is last: a text box stands inside a paragraph
        self._joined: list[str] = []  # text whose paragraph mark is gone: it runs on into the next paragraph
        self._fields: list[tuple[list[str], int] | None] = []  # where the instruction of an open field began
        self._in_notes = False
        self._tables = 0  # how many tables are open; the cells of inner ones flow into the outer cell
        self._rows: list[tuple] = []
        self._row = self._cell = None  # the open row and cell of the outer table …
        self._cells: list[tuple[Line, ...]] = []  # … and the row's finished cells
        self._table_number = 0

    def read(self, root):
        """Read everything printed below an element."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if not self._start(element, element.tag):
                    walker.skip_subtree()
            else:
                self._end(element, element.tag)
        self._flush()

    def read_notes(self, parts):
        """Notes follow the text under an asterisk: nothing is lost, and no point of an act runs into a note."""
        self._in_notes = True
        self._tables = 1  # tables in notes are read as lines
        found = {
            (kind, note.get(f"{W}id")): note
            for kind, root in parts.items()
            if root is not None
            for note in root.iterfind(f"{W}{kind}")
        }
        for reference in list(self.notes):
            if reference in found:
                self.read(found[reference])

    def _start(self, element, tag) -> bool:
        """Take in an element as it opens; False when its content is not printed."""
        if tag in SKIPPED or self._is_out(element, tag):
            return False
        if tag == f"{W}p":
            style = self._style_of(element)
            self._paragraphs.append(Paragraph(element, self._joined, self.styles.hides(style)))
            self._joined = []
        elif tag in (f"{W}tbl", f"{W}txbxContent"):
            self._flush()
            if tag == f"{W}tbl":
                self._open_table()
        elif tag == f"{W}tr":
            self._open_row(element)
        elif tag == f"{W}tc":
            return self._open_cell(element)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = tag.removeprefix(W).removesuffix("Reference")
            self.notes[kind, element.get(f"{W}id")] = None
        elif self._paragraphs:
            self._write(element, tag, self._paragraphs[-1].pieces)
        return True

    def _end(self, element, tag):
        if tag == f"{W}p":
            if self._paragraphs and self._paragraphs[-1].element is element:
                self._close_paragraph(self._paragraphs.pop())
        elif tag == f"{W}txbxContent":
            self._flush()
        elif tag == f"{W}tc" and self._cell is element:
            self._close_cell(element)
        elif tag == f"{W}tr" and self._row is element:
            self._close_row()
        elif tag == f"{W}tbl":
            self._close_table()

    def _is_out(self, element, tag):
        """What one look at the element tells is not printed: hidden runs, deleted rows, the other way to draw a box."""
        if tag == f"{W}r":
            return self._is_hidden(element)
        if tag == f"{MC}Choice":
            return element.getparent().find(f"{MC}Choice") is not element
        if tag == f"{MC}Fallback":
            return element.getparent().find(f"{MC}Choice") is not None
        if tag == f"{W}tr":
            properties = element.find(f"{W}trPr")
            return properties is not None and (
                properties.find(f"{W}del") is not None or bool(switch(properties.find(f"{W}hidden")))
            )
        return tag == f"{W}tc" and element.find(f"{W}tcPr/{W}cellDel") is not None

    def _is_hidden(self, run):
        properties = run.find(f"{W}rPr")
        if properties is not None:
            vanish = switch(properties.find(f"{W}vanish"))
            if vanish is not None:
                return vanish
            if self.styles.hides(value(properties.find(f"{W}rStyle"))):
                return True
        return bool(self._paragraphs) and self._paragraphs[-1].hidden

    def _write(self, element, tag, pieces):
        if tag in (f"{W}t", f"{MATH}t"):
            pieces.append(LINE_ENDS.sub(" ", element.text or "").replace(SOFT_HYPHEN, ""))
        elif tag in CHARACTERS:
            pieces.append(CHARACTERS[tag])
        elif tag == f"{W}br":
            pieces.append(NEW_PAGE if element.get(f"{W}type") in ("page", "column") else "\n")
        elif tag == f"{W}sym":
            pieces.append(_symbol(element))
        elif tag == f"{W}fldChar":
            self._turn_field(element.get(f"{W}fldCharType"), pieces)

    def _turn_field(self, turn, pieces):
        """Take out what a field's instruction left in the text; an instruction that never ends is text after all."""
        if turn == "begin":
            self._fields.append((pieces, len(pieces)))
        elif self._fields:
            began = self._fields.pop()
            if began is not None and began[0] is pieces:
                del pieces[began[1] :]
            if turn == "separate":
                self._fields.append(None)

    def _close_paragraph(self, paragraph):
        self._fields.clear()
        if self._mark_is_gone(paragraph):
            self._joined = paragraph.pieces
            return
        rows = _rows(paragraph.pieces)
        label, level = self._label_of(paragraph.element) if any(row.strip() for row in rows) else ("", 0)
        for index, row in enumerate(rows):
            self._emit(row, *((label, level) if index == 0 else ("", 0)))

    def _mark_is_gone(self, paragraph):
        """Whether the paragraph's end was deleted, moved away or hidden, so that the next one continues its line."""
        mark = paragraph.element.find(f"{W}pPr/{W}rPr")
        if mark is None:
            return paragraph.hidden
        if mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None:
            return True
        vanish = switch(mark.find(f"{W}vanish"))
        return paragraph.hidden if vanish is None else vanish

    def _style_of(self, paragraph):
        return value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.styles.default

    def _label_of(self, paragraph):
        num_id, ilvl = num_pr(paragraph.find(f"{W}pPr/{W}numPr"))
        style = self._style_of(paragraph)
        if num_id is None:
            num_id, style_ilvl = self.styles.numbering(style)
            if num_id is not None and ilvl is None:
                ties = (self.numbering.level_of_style(num_id, name) for name, _style in self.styles.line_of(style))
                ilvl = next((tie for tie in ties if tie is not None), style_ilvl)
        if num_id in (None, "0"):
            return "", 0
        label = self.numbering.label(num_id, ilvl or 0)
        return label, (ilvl or 0) if label else 0

    def _flush(self):
        """End a line that waited for a next paragraph and found none."""
        if self._joined:
            rows, self._joined = _rows(self._joined), []
            if any(row.strip() for row in rows):
                for row in rows:
                    self._emit(row)

    def _emit(self, text, label="", level=0):
        if self._in_notes:
            text, label, level = text.strip(), "*", 0
            if not text:
                return
        self._number += 1
        self._characters += len(text) + len(label)
        if self._number > MAX_LINES or self._characters > MAX_CHARACTERS:
            raise too_large()
        self._sink.append(Line(self._number, text, label, level))

    def _open_table(self):
        self._tables += 1
        if self._tables == 1:
            self._rows = []
            self._table_number = self._number + 1

    def _open_row(self, row):
        if self._tables == 1 and self._row is None:
            self._row = row
            self._cells = [()] * _span(row.find(f"{W}trPr/{W}gridBefore"), 0)

    def _open_cell(self, cell) -> bool:
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        continues = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        if self._tables == 1 and self._row is not None and self._cell is None:
            self._flush()
            self._cell = cell
            self._sink = []
        return not continues

    def _close_cell(self, cell):
        self._flush()
        self._cells.append(tuple(self._sink))
        self._cells.extend([()] * (_span(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1))
        self._cell, self._sink = None, self.blocks

    def _close_row(self):
        if self._cells:
            self._rows.append(tuple(self._cells))
        self._row = None

    def _close_table(self):
        self._flush()
        self._tables -= 1
        if self._tables == 0:
            self.blocks.append(Table(self._table_number, tuple(self._rows)))


def _rows(pieces):
    """The lines of a paragraph its author broke by hand; a page break alone prints no line."""
    pages = "".join(pieces).split(NEW_PAGE)
    return "\n".join([page for page in pages if page.strip()] or pages[:1]).split("\n")


def _span(element, default):
    return min(max(int_of(element, "val", default), default), MAX_SPAN)


def _symbol(element):
    """A character of a symbol font; one we cannot name is shown as unknown rather than dropped or guessed."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    if code in SYMBOLS:
        return SYMBOLS[code]
    printable = 0x20 <= code < 0x110000 and chr(code).isprintable()
    return chr(code) if printable else "\ufffd"
