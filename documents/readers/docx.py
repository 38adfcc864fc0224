"""A Word file as the reader of its printed pages sees it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml import etree

from documents.readers.limits import MAX_LINES, Package, damaged, too_large
from documents.readers.numbering import Numbering, W, int_of
from documents.source import Line, Table, UnreadableDocument, lines_of

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
OFFICE_DOCUMENT = "/officeDocument"

# What is on the page but not in its running text, or was taken out of it.
SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "sdtPr")}
SKIPPED |= {f"{W}{name}" for name in ("footnoteReference", "endnoteReference", "annotationRef", "commentReference")}
SKIPPED |= {f"{MC}Fallback", f"{W}sectPr", f"{W}tblPr", f"{W}tblGrid", f"{W}trPr", f"{W}tcPr", f"{W}ruby"}
CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "\u2011"}
MAX_DEPTH = 200


@dataclass
class Style:
    """What a paragraph style says about numbering and hidden text."""

    based_on: str | None = None
    num_id: str | None = None
    ilvl: int | None = None


@dataclass
class Page:
    """The state of a reading: where it stands and what it has found."""

    numbering: Numbering
    styles: dict[str, Style]
    number: int = 0
    blocks: list[Line | Table] = field(default_factory=list)

    def line(self, text, label="", level=0):
        self.number += 1
        if self.number > MAX_LINES:
            raise too_large()
        return Line(self.number, text, label, level)


def read_docx(data: bytes) -> list[Line | Table]:
    """The printed lines and tables of a .docx; tracked insertions stand, deletions are gone, notes follow the text."""
    package = Package(data)
    main = _main_part(package)
    root = _xml(package.read(main))
    if root is None or root.find(f"{W}body") is None:
        raise damaged()
    folder = posixpath.dirname(main)
    numbering = Numbering.read(_xml(package.read(f"{folder}/numbering.xml")))
    page = Page(numbering, _styles(_xml(package.read(f"{folder}/styles.xml"))))
    _read_blocks(root.find(f"{W}body"), page, page.blocks)
    _read_notes(_xml(package.read(f"{folder}/footnotes.xml")), page)
    return page.blocks


def _main_part(package: Package) -> str:
    if "word/document.xml" in package.names:
        return "word/document.xml"
    relations = _xml(package.read("_rels/.rels"))
    for relation in relations if relations is not None else ():
        target = relation.get("Target", "").lstrip("/")
        if relation.get("Type", "").endswith(OFFICE_DOCUMENT) and target in package.names:
            if target.startswith("word/"):
                return target
            break
    raise UnreadableDocument("not-word", _("This is not a Word document. Save the document as DOCX."))


def _xml(content: bytes | None):
    """A part's root element; entities, external files and the network are out of reach."""
    if content is None:
        return None
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content:
        raise UnreadableDocument(
            "unsafe", _("The file holds instructions that have no place in a document; it was not opened.")
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocument(
            "unsafe", _("The file holds instructions that have no place in a document; it was not opened.")
        )
    return root


def _styles(root) -> dict[str, Style]:
    styles = {}
    for element in root.iterfind(f"{W}style") if root is not None else ():
        based_on, numbered = element.find(f"{W}basedOn"), element.find(f"{W}pPr/{W}numPr")
        num_id, ilvl = _num_pr(numbered)
        style = Style(based_on.get(f"{W}val") if based_on is not None else None, num_id, ilvl)
        styles[element.get(f"{W}styleId", "")] = style
    return styles


def _num_pr(element):
    if element is None:
        return None, None
    num_id, ilvl = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return (
        num_id.get(f"{W}val") if num_id is not None else None,
        int_of(ilvl, "val", 0) if ilvl is not None else None,
    )


def _read_blocks(parent, page: Page, blocks, depth=0):
    """Paragraphs and tables below an element, through the wrappers Word puts around them."""
    if depth > MAX_DEPTH:
        raise damaged()
    joined = ""  # the text of a paragraph whose mark was deleted runs on into the next one
    for element in parent:
        if element.tag == f"{W}p":
            joined = _read_paragraph(element, page, blocks, joined, depth)
        elif element.tag == f"{W}tbl":
            blocks.append(_read_table(element, page, depth + 1))
        elif element.tag not in SKIPPED and isinstance(element.tag, str):
            _read_blocks(element, page, blocks, depth + 1)
    if joined:
        blocks.append(page.line(joined))


def _read_paragraph(paragraph, page, blocks, before, depth):
    rows, boxes = _text_of(paragraph)
    rows[0] = before + rows[0]
    if paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
        return "\n".join(rows)
    label, level = _label_of(paragraph, page) if any(row.strip() for row in rows) else ("", 0)
    for index, row in enumerate("\n".join(rows).split("\n")):
        blocks.append(page.line(row, label if index == 0 else "", level if index == 0 else 0))
    for box in boxes:
        _read_blocks(box, page, blocks, depth + 1)
    return ""


def _label_of(paragraph, page):
    num_id, ilvl = _num_pr(paragraph.find(f"{W}pPr/{W}numPr"))
    style_element = paragraph.find(f"{W}pPr/{W}pStyle")
    style_id = style_element.get(f"{W}val") if style_element is not None else None
    if num_id is None:
        num_id, style_ilvl = _numbering_of_style(style_id, page.styles)
        if num_id is not None and ilvl is None:
            by_style = page.numbering.level_of_style(num_id, style_id)
            ilvl = style_ilvl if by_style is None else by_style
    if num_id in (None, "0"):
        return "", 0
    return page.numbering.label(num_id, ilvl or 0), ilvl or 0


def _numbering_of_style(style_id, styles):
    seen = set()
    while style_id and style_id in styles and style_id not in seen:
        seen.add(style_id)
        style = styles[style_id]
        if style.num_id is not None:
            return style.num_id, style.ilvl
        style_id = style.based_on
    return None, None


def _text_of(paragraph):
    """The rows of a paragraph (broken where its author broke the line) and the text boxes anchored in it."""
    rows, boxes = [""], []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element.tag
        if tag in SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{W}r" and _is_hidden(element):
            continue
        if tag == f"{W}t":
            rows[-1] += (element.text or "").replace("\n", " ").replace("\u00ad", "")
        elif tag in CHARACTERS:
            rows[-1] += CHARACTERS[tag]
        elif tag in (f"{W}br", f"{W}cr"):
            rows.append("")
        elif tag == f"{W}sym":
            rows[-1] += _symbol(element)
        elif tag == f"{W}txbxContent":
            boxes.append(element)
        else:
            stack.extend(reversed(element))
    return rows, boxes


def _is_hidden(run):
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in ("0", "false")


def _symbol(element):
    """A character of a symbol font: dashes and bullets are what such fonts are used for in acts."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return {0xF02D: "–", 0xF0B7: "•", 0xF0A7: "•"}.get(code, chr(code) if 0x20 <= code < 0xD800 else "•")


def _read_table(table, page, depth):
    if depth > MAX_DEPTH:
        raise damaged()
    first = page.number + 1
    rows = []
    for row in _children(table, f"{W}tr"):
        cells = []
        for cell in _children(row, f"{W}tc"):
            lines: list[Line | Table] = []
            _read_blocks(cell, page, lines, depth + 1)
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            cells.append(tuple(lines_of(lines)))
            cells.extend(() for _n in range(min(int_of(span, "val", 1), 64) - 1 if span is not None else 0))
        if cells:
            rows.append(tuple(cells))
    return Table(first, tuple(rows))


def _children(parent, tag):
    """Direct children of a kind, those inside content controls and tracked insertions included, deleted rows not."""
    for element in parent:
        if element.tag == tag:
            if element.find(f"{W}trPr/{W}del") is None:
                yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _children(element, tag)


def _read_notes(root, page):
    """Footnotes follow the text under an asterisk, so that nothing is lost and no point runs into a note."""
    for note in root.iterfind(f"{W}footnote") if root is not None else ():
        if note.get(f"{W}type") in ("separator", "continuationSeparator", "continuationNotice"):
            continue
        found: list[Line | Table] = []
        _read_blocks(note, page, found)
        for line in lines_of(found):
            if line.text.strip():
                page.blocks.append(Line(line.number, line.text.strip(), "*"))
