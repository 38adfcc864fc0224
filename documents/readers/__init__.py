"""Paper in: the bytes of a file become its printed lines and tables."""

from __future__ import annotations

import hashlib

from django.utils.translation import gettext as _

from documents.readers.docx import read_docx
from documents.readers.limits import check_size
from documents.readers.text import read_text
from documents.source import SourceDocument, UnreadableDocument

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def read_file(name: str, data: bytes) -> SourceDocument:
    """Read a file by what it holds, not by what it is called; raises UnreadableDocument."""
    if not data.strip():
        raise UnreadableDocument("empty", _("The file is empty."))
    _refuse_other_formats(data)
    if data.startswith(b"PK"):
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
    if data.startswith(b"%PDF"):
        raise UnreadableDocument("pdf", _("This is a PDF. Open it in Word and save it as DOCX."))
    if data.startswith(_OLE):
        raise UnreadableDocument(
            "doc",
            _("This is an old or password-protected Word file. Save it in Word as DOCX without a password."),
        )
    if data.startswith(b"{\\rtf"):
        raise UnreadableDocument("rtf", _("This is an RTF file. Open it in Word and save it as DOCX."))
    if data.startswith(_PICTURES):
        raise UnreadableDocument("picture", _("This is a picture without text. Save the document as DOCX."))
