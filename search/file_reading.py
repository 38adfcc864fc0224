"""Reading the text of files in the background, one process a PDF and never without bounds."""

from __future__ import annotations

import logging
import subprocess
import sys
from importlib.util import find_spec

from django.conf import settings
from wagtail.documents import get_document_model

from documents.models import OfficialFile
from documents.readers import read_file
from documents.source import UnreadableDocument
from search.models import FileText

logger = logging.getLogger(__name__)

LARGEST = 30 * 1024 * 1024  # bytes of a file that is read at all
LONGEST = 1_000_000  # characters of its text that are kept
SECONDS = 60


def read_text_of(fingerprint: str, *, library_key=None, official_key=None) -> FileText:
    """The text of a file, read now unless it was read before; what cannot be read is remembered as such."""
    known = FileText.objects.filter(fingerprint=fingerprint).first()
    if known:
        return known
    text, problem = "", ""
    try:
        name, content = _library_bytes(library_key) if library_key else _official_bytes(official_key)
        text = _text(name, content)
    except UnreadableDocument as error:
        problem = str(error)
    except Exception as error:
        # A broken file is one reader's trouble, never the site's.
        logger.warning("The text of file %s could not be read", fingerprint, exc_info=True)
        problem = type(error).__name__
    text = text.replace("\x00", " ")[:LONGEST]
    return FileText.objects.update_or_create(
        fingerprint=fingerprint, defaults={"text": text, "problem": problem[:300]}
    )[0]


def _library_bytes(key):
    document = get_document_model().objects.get(pk=key)
    if (document.file_size or 0) > LARGEST:
        raise UnreadableDocument("too-large", "too large")
    with document.open_file() as file:
        return document.filename, file.read(LARGEST + 1)


def _official_bytes(key):
    official = OfficialFile.objects.get(pk=key)
    if official.size > LARGEST:
        raise UnreadableDocument("too-large", "too large")
    return official.file_name, official.read()


def _text(name, content):
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _pdf_text(content)
    return "\n".join(line.printed for line in read_file(name, content).lines)


def _pdf_text(content):
    """A PDF is read by a process of its own: whatever it was made to do, it ends after a minute."""
    if find_spec("pypdf") is None:
        raise UnreadableDocument("pdf", "pypdf is not installed")
    command = [sys.executable, "-m", "search.pdf_text", str(LONGEST)]
    done = subprocess.run(  # noqa: S603 our own module, and the file comes through a pipe
        command, input=content, capture_output=True, timeout=SECONDS, cwd=settings.BASE_DIR, check=False
    )
    if done.returncode:
        raise UnreadableDocument("pdf", "The PDF holds no text that can be read.")
    return done.stdout.decode("utf-8", "replace")
