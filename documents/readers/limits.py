"""How much a file may hold, so that no file takes the machine down."""

from __future__ import annotations

from django.utils.translation import gettext as _

from documents.source import UnreadableDocument, lines_of

MAX_PART = 32 * 1024 * 1024  # bytes of one unpacked part of a Word file
MAX_TOTAL = 64 * 1024 * 1024  # bytes of all the parts we unpack
MAX_DECLARED = 512 * 1024 * 1024  # what the archive may claim to hold, pictures included
MAX_RATIO = 300  # times a part may outgrow its packed size …
FREE_SIZE = 8 * 1024 * 1024  # … once it is larger than this: short repetitive papers pack extremely well
MAX_ENTRIES = 5_000
MAX_MARKUP = 2_500_000  # tags and attributes of a part: a tree costs memory by the node, not by the byte
MAX_LINES = 20_000
MAX_CHARACTERS = 2_000_000


def too_large() -> UnreadableDocument:
    return UnreadableDocument(
        "too-large", _("The document is too large: more than 20,000 lines or 2 million characters.")
    )


def damaged() -> UnreadableDocument:
    return UnreadableDocument(
        "damaged", _("The file is damaged or was not saved to the end. Open it in Word and save it again.")
    )


def bomb() -> UnreadableDocument:
    return UnreadableDocument("bomb", _("The file unpacks to far more than a document can hold; it was not opened."))


def check_size(blocks):
    """Refuse a document with more lines than a council ever adopts, or with none at all."""
    characters, printed = 0, False
    for count, line in enumerate(lines_of(blocks), start=1):
        characters += len(line.text) + len(line.label)
        printed = printed or bool(line.printed.strip())
        if count > MAX_LINES or characters > MAX_CHARACTERS:
            raise too_large()
    if not printed:
        raise UnreadableDocument(
            "no-text", _("There is no text in the file: it may be a scan. Save the document as DOCX with text.")
        )
