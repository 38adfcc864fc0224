"""Plain text: every physical line is a line."""

from __future__ import annotations

import codecs
import re

from django.utils.translation import gettext as _

from documents.readers.limits import MAX_CHARACTERS, too_large
from documents.source import Line, UnreadableDocument

_BOOKMARK = re.compile(r"\[bookmark: [^\]\n]*\]")  # left in the text by converters, never printed
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_OTHER_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")  # page breaks and the like; editors do not count them as lines
_RUSSIAN = re.compile("[А-Яа-яЁё]")
_FOREIGN = re.compile("[^\x00-\x7f«»„“”‘’…–—№§°•·\u00a0\u00ad©®™±]")


def read_text(data: bytes) -> list[Line]:
    """The lines of a text file in UTF-8, UTF-16 or windows-1251, numbered as an editor numbers them."""
    if len(data) > 4 * MAX_CHARACTERS:  # no encoding we read takes more bytes for a character
        raise too_large()
    text = _decode(data).removesuffix("\x1a")  # DOS ended its files so
    if _BINARY.search(text):
        raise _not_text()
    text = _BOOKMARK.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    rows = _OTHER_BREAKS.sub(" ", text).split("\n")
    if rows and rows[-1] == "":
        rows.pop()
    return [Line(number, row) for number, row in enumerate(rows, start=1)]


def _decode(data: bytes) -> str:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        if marked or b"\x00" in data:
            raise _not_text() from error
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError as error:
        raise _not_text() from error
    # Every byte means something in windows-1251, so the letters must vouch for it: a broken UTF-8 file or a DOS one
    # would come out as gibberish.
    if 4 * len(_RUSSIAN.findall(text)) < 3 * len(_FOREIGN.findall(text)):
        raise UnreadableDocument(
            "encoding", _("The letters of this text file cannot be made out. Save it as UTF-8 text or as DOCX.")
        )
    return text


def _not_text() -> UnreadableDocument:
    return UnreadableDocument("not-a-document", _("This is neither a Word file (DOCX) nor plain text."))
