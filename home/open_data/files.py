"""Files of many rows: written at night, served while nothing in them has been taken back from the public since."""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from dataclasses import asdict, dataclass

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from home.open_data.bulk import FORMATS, KINDS
from resolutions.models import ResolutionIndexPage
from resolutions.models.listed import ListedAct

# So many rows are written into the answer itself; more only into a file beforehand.
AT_ONCE = 300


@dataclass(frozen=True)
class BulkFile:
    """A written file: where it is, when it was written, how many public acts there were."""

    name: str
    sha256: str
    size: int
    built_at: str
    acts: int


def is_small(home, kind) -> bool:
    """Whether the rows may be written while somebody waits."""
    many = KINDS[kind].many
    return many is None or not many(home).order_by()[AT_ONCE : AT_ONCE + 1].exists()


def written_file(home, kind, form) -> BulkFile | None:
    """The file, if there is one and everything in it is public still."""
    file = _read_note(home, kind, form)
    return file if file and _is_public_still(home, file) else None


def write_files(home) -> int:
    """Write the files of what there is too much of to be written at once."""
    written = 0
    for kind in KINDS:
        if not is_small(home, kind):
            for form in FORMATS:
                write_file(home, kind, form)
                written += 1
    return written


def write_file(home, kind, form) -> None:
    """Write one file aside, then put it in place of the earlier one."""
    built_at, acts = timezone.now(), _shown(home).count()
    earlier = _read_note(home, kind, form)
    fingerprint = hashlib.sha256()
    with tempfile.TemporaryFile() as raw:
        with gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=6, mtime=0) as packed:
            for line in FORMATS[form][1](kind, home):
                packed.write(line)
                fingerprint.update(line)
        size = raw.tell()
        raw.seek(0)
        stamp = f"{built_at:%Y%m%d%H%M%S%f}"
        name = default_storage.save(f"open-data/{home.pk}/{kind}-{stamp}.{form}.gz", File(raw))
    file = BulkFile(name, fingerprint.hexdigest(), size, built_at.isoformat(), acts)
    note = _note(home, kind, form)
    with tempfile.TemporaryFile() as words:
        words.write(json.dumps(asdict(file)).encode())
        words.seek(0)
        default_storage.delete(note)
        default_storage.save(note, File(words))
    if earlier:
        default_storage.delete(earlier.name)


def _read_note(home, kind, form):
    try:
        with default_storage.open(_note(home, kind, form)) as note:
            return BulkFile(**json.load(note))
    except (FileNotFoundError, ValueError, TypeError):
        return None


def _note(home, kind, form):
    return f"open-data/{home.pk}/{kind}.{form}.json"


def _sections(home):
    return list(ResolutionIndexPage.objects.child_of(home).live().public().values_list("pk", flat=True))


def _shown(home):
    return ListedAct.objects.filter(section__in=_sections(home), is_shown=True)


def _is_public_still(home, file):
    """Whether no act has been closed or taken off since; what came after the file is in the next one."""
    built_at = parse_datetime(file.built_at)
    closed = ListedAct.objects.filter(section__in=_sections(home), is_shown=False, changed_at__gt=built_at)
    return not closed.exists() and _shown(home).count() >= file.acts
