"""Where the bytes of official files lie: each under its fingerprint, written whole or not at all."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files import locks
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages

NAME = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")
UNFINISHED = ".unfinished"
BLOCK = 1024 * 1024


def official_storage():
    """The storage of official files, which no web address reaches directly."""
    return storages["official"]


def put(sha256: str, content: bytes):
    """Store the bytes under their fingerprint; a damaged file there is replaced, an intact one left alone."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"These bytes are not those of {sha256}")
    if fingerprint(sha256)[0] == sha256:
        return
    storage = official_storage()
    if isinstance(storage, FileSystemStorage):
        _write_whole(storage, _name(sha256), content)
    else:
        _upload(storage, _name(sha256), content)


def read(sha256: str) -> bytes:
    """The stored bytes; FileNotFoundError when there are none."""
    with official_storage().open(_name(sha256), "rb") as stored:
        return stored.read()


def fingerprint(sha256: str) -> tuple[str | None, int]:
    """The SHA-256 and size of what really lies under this fingerprint, or None and 0; read block by block."""
    digest, size = hashlib.sha256(), 0
    try:
        with official_storage().open(_name(sha256), "rb") as stored:
            while block := stored.read(BLOCK):
                digest.update(block)
                size += len(block)
    except FileNotFoundError:
        return None, 0
    return digest.hexdigest(), size


def names() -> Iterator[str]:
    """Every name in the storage, two folders deep, unfinished files left out."""
    for folder, file_names in _listing():
        for file_name in file_names:
            if not file_name.endswith(UNFINISHED):
                yield f"{folder}/{file_name}" if folder else file_name


def sha256_of(name: str) -> str | None:
    """The fingerprint a stored file is named by; None when the name is not one of ours."""
    found = NAME.fullmatch(name)
    return found and found[2]


def remove_unfinished() -> int:
    """Remove what a killed process was writing; what another one is writing now stays."""
    storage, removed = official_storage(), 0
    if not isinstance(storage, FileSystemStorage):
        return 0
    for folder, file_names in _listing():
        for file_name in file_names:
            if file_name.endswith(UNFINISHED):
                removed += _remove_abandoned(Path(storage.path(f"{folder}/{file_name}")))
    return removed


def _name(sha256):
    return f"{sha256[:2]}/{sha256}"


def _listing():
    storage = official_storage()
    try:
        folders, file_names = storage.listdir("")
    except FileNotFoundError:
        return
    yield "", file_names
    for folder in sorted(folders):
        yield folder, storage.listdir(folder)[1]


def _write_whole(storage, name, content):
    """Write beside, press to the disk, rename: whoever looks sees the whole file or none."""
    path = Path(storage.path(name))
    path.parent.mkdir(mode=storage.directory_permissions_mode or 0o777, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=UNFINISHED, delete=False) as unfinished:
        try:
            # The lock ends with the process; it tells a file being written from one left behind.
            locks.lock(unfinished, locks.LOCK_EX)
            unfinished.write(content)
            unfinished.flush()
            os.fchmod(unfinished.fileno(), storage.file_permissions_mode or 0o644)
            os.fsync(unfinished.fileno())
            os.replace(unfinished.name, path)
        except BaseException:
            Path(unfinished.name).unlink(missing_ok=True)
            raise
    for folder in (path.parent, path.parent.parent):
        _press_to_disk(folder)


def _press_to_disk(folder):
    """So that the names in the folder outlive a power cut, too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _upload(storage, name, content):
    """Such storages write a file whole, but give another name where one is taken."""
    storage.delete(name)
    saved = storage.save(name, ContentFile(content))
    if saved != name:
        # Somebody stored the same bytes at this very moment.
        storage.delete(saved)


def _remove_abandoned(path):
    try:
        with path.open("rb") as unfinished:
            if not locks.lock(unfinished, locks.LOCK_EX | locks.LOCK_NB):
                return False
            path.unlink()
    except FileNotFoundError:
        return False
    return True
