"""Paper in: the bytes of a file become its printed lines and tables."""

from __future__ import annotations

import hashlib
import re

from django.utils.translation import gettext as _

from documents.readers.docx import read_docx
from documents.readers.limits import check_size
from documents.readers.package import locked
from documents.readers.text import read_text
from documents.source import SourceDocument, UnreadableDocument

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PICTURE = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP|AT&TFORM|.{4}ftyp(?:heic|heix|mif1|avif)",
    re.DOTALL,
)
_WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<\?xml|mime-version:)", re.IGNORECASE)


def read_file(name: str, data: bytes) -> SourceDocument:
    """Read a file by what it holds, not by what it is called; raises UnreadableDocument."""
    if not data.strip():
        raise UnreadableDocument("empty", _("The file is empty."))
    _refuse_other_formats(data)
    if data.startswith(_ZIP):
        media_type, blocks = DOCX, read_docx(data)
    elif name.lower().endswith((".docx", ".doc")):
        raise UnreadableDocument("not-word", _("This is not a Word document, whatever its name says. Save it as DOCX."))
    else:
        media_type, blocks = "text/plain", read_text(data)
    check_size(blocks)
    return SourceDocument(
        name=name, sha256=hashlib.sha256(data).hexdigest(), media_type=media_type, blocks=tuple(blocks)
    )


def _refuse_other_formats(data: bytes):
    if data[:1024].lstrip(b"\xef\xbb\xbf\x00 \t\r\n").startswith(b"%PDF-"):
        raise UnreadableDocument("pdf", _("This is a PDF. Open it in Word and save it as DOCX."))
    if data.startswith(_OLE):
        raise locked("doc")
    if data.startswith(b"{\\rtf"):
        raise UnreadableDocument("rtf", _("This is an RTF file. Open it in Word and save it as DOCX."))
    if _PICTURE.match(data):
        raise UnreadableDocument("picture", _("This is a picture without text. Save the document as DOCX."))
    if _WEB_PAGE.match(data):
        raise UnreadableDocument("web-page", _("This is a web page. Open it in Word and save it as DOCX."))
