"""Whose turn it is to register, where the database has one lock for everybody who writes."""

from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import locks
from django.db import connection


@contextmanager
def turn():
    """On SQLite let one process at a time foresee its number, print and write; elsewhere do nothing.

    Without it a crowd would print anew under the database's only lock, and all other work would wait or fail. The lock
    is of a file and ends with the process, however it ends. Inside somebody's transaction the database is ours already.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    path = Path(settings.VAR_DIR) / "registration.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        locks.lock(file, locks.LOCK_EX)
        yield
