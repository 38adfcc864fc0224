"""How much a file may hold, so that no file takes the machine down."""

from __future__ import annotations

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from documents.source import UnreadableDocument, lines_of

MAX_PART = 48 * 1024 * 1024  # bytes of one unpacked part of a Word file
MAX_ENTRIES = 5_000
MAX_LINES = 20_000
MAX_CHARACTERS = 2_000_000


def too_large() -> UnreadableDocument:
    return UnreadableDocument(
        "too-large", _("The document is too large: more than 20,000 lines or 2 million characters.")
    )


def check_size(blocks):
    """Refuse a document with more lines than a council ever adopts, or with none at all."""
    characters, printed = 0, False
    for count, line in enumerate(lines_of(blocks), start=1):
        characters += len(line.printed)
        printed = printed or bool(line.printed.strip())
        if count > MAX_LINES or characters > MAX_CHARACTERS:
            raise too_large()
    if not printed:
        raise UnreadableDocument(
            "no-text", _("There is no text in the file: it may be a scan. Save the document as DOCX with text.")
        )


class Package:
    """The parts of a Word file, each unpacked under a limit that does not trust what the archive says of itself."""

    def __init__(self, data: bytes):
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise damaged() from error
        names = self._zip.namelist()
        if len(names) > MAX_ENTRIES:
            raise bomb()
        self.names = set(names)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None when the file has no such part."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as part:
                content = part.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
            ValueError,
        ) as error:
            raise damaged() from error
        if len(content) > MAX_PART:
            raise bomb()
        return content


def damaged() -> UnreadableDocument:
    return UnreadableDocument(
        "damaged", _("The file is damaged or was not saved to the end. Open it in Word and save it again.")
    )


def bomb() -> UnreadableDocument:
    return UnreadableDocument("bomb", _("The file unpacks to far more than a document can hold; it was not opened."))
