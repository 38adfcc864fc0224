"""Plain text: every physical line is a line."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from documents.source import Line, UnreadableDocument

_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]*\]")  # left in the text by converters, never printed
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_text(data: bytes) -> list[Line]:
    """The lines of a text file in UTF-8, UTF-16 or windows-1251, numbered as an editor numbers them."""
    text = _decode(data)
    if _BINARY.search(text):
        raise UnreadableDocument("not-a-document", _("This is neither a Word file (DOCX) nor plain text."))
    text = _BOOKMARK.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    rows = text.split("\n")
    if rows and rows[-1] == "":
        rows.pop()
    return [Line(number, row) for number, row in enumerate(rows, start=1)]


def _decode(data: bytes) -> str:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableDocument("not-a-document", _("This is neither a Word file (DOCX) nor plain text."))
