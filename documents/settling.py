"""Settle official files after a stop: store what waits in the database, clear what was left unfinished."""

import logging
from dataclasses import dataclass, field

from documents import shelf
from documents.models import OfficialFile, UnstoredContent

logger = logging.getLogger(__name__)


@dataclass
class Settled:
    """What was done, and what a person must look at."""

    moved: int = 0
    unfinished: int = 0
    failed: list[OfficialFile] = field(default_factory=list)
    missing: list[OfficialFile] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


def settle() -> Settled:
    """Bring database and storage together; done twice, the second time changes nothing."""
    settled = Settled(unfinished=shelf.remove_unfinished())
    for pk in UnstoredContent.objects.order_by("pk").values_list("pk", flat=True):
        # One by one, with bytes of up to 50 MB; a worker may have moved this one meanwhile.
        waiting = UnstoredContent.objects.select_related("official_file").filter(pk=pk).first()
        if waiting is None:
            continue
        try:
            waiting.move()
        except (OSError, ValueError):
            logger.exception("Official file %s could not be moved to the storage", pk)
            settled.failed.append(waiting.official_file)
        else:
            settled.moved += 1
    settled.missing, settled.orphans = _compare()
    return settled


def _compare():
    """Rows without a file, and files without a row.

    Files are listed after the rows that must have one and before the rows that may, so that what others keep at this
    moment is neither.
    """
    expected = dict(OfficialFile.objects.filter(unstored=None).values_list("sha256", "pk"))
    names = list(shelf.names())
    stored = {shelf.sha256_of(name) for name in names}
    missing = [pk for sha256, pk in expected.items() if sha256 not in stored]
    known = set(OfficialFile.objects.values_list("sha256", flat=True))
    return (
        list(OfficialFile.objects.filter(pk__in=missing).order_by("pk")),
        sorted(name for name in names if shelf.sha256_of(name) not in known),
    )
