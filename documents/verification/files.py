"""Whether the bytes of every official file are still those of its fingerprint."""

import hashlib

from django.core.exceptions import SuspiciousOperation
from django.utils.translation import gettext as _

from documents import shelf
from documents.models import OfficialFile, UnstoredContent
from documents.subjects import all_subjects
from documents.verification.batches import read_in_batches
from documents.verification.finding import Finding


def check_files(chain: str | None, counts):
    """Read every official file through; a missing one is told from an altered one."""
    files = OfficialFile.objects.all() if chain is None else OfficialFile.objects.filter(chain=chain)
    for batch in read_in_batches(files):
        waiting = set(UnstoredContent.objects.filter(pk__in=batch).values_list("pk", flat=True))
        for pk, official in batch.items():
            if isinstance(official, Exception):
                continue  # its row is told of among the rows
            counts["files"] += 1
            words = _wrong(official, pk in waiting)
            if words:
                code, words = words
                owner = next(filter(None, (subject.owner_of(official) for subject in all_subjects())), "")
                name = f"{official.file_name}, {owner}" if owner else official.file_name
                yield Finding(
                    code,
                    _("Official file “%(name)s” (%(row)s): %(words)s")
                    % {"name": name, "row": f"documents.officialfile:{pk}", "words": words},
                    kind="file",
                    subject=f"documents.officialfile:{pk}",
                    chain=official.chain,
                )


def _wrong(official, is_waiting):
    """What is wrong as a code and words, or None."""
    try:
        sha256, size = _fingerprint(official, is_waiting)
    except (OSError, ValueError, SuspiciousOperation) as error:
        return "file-unreadable", _("the file cannot be read: %(error)s.") % {"error": error}
    if sha256 is None:
        return "file-missing", _("the file is not in the storage.")
    if sha256 != official.sha256:
        words = _("the bytes were changed: their SHA-256 is %(now)s, it must be %(was)s.")
        return "file-changed", words % {"now": sha256, "was": official.sha256}
    if size != official.size:
        words = _("the file has %(now)d bytes, its row says %(was)d.")
        return "file-size", words % {"now": size, "was": official.size}
    return None


def _fingerprint(official, is_waiting):
    if is_waiting:
        unstored = UnstoredContent.objects.filter(official_file=official).first()
        if unstored:
            return hashlib.sha256(unstored.content).hexdigest(), len(unstored.content)
        # Moved to the storage at this very moment.
    return shelf.fingerprint(official.sha256)
