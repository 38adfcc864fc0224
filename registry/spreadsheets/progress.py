"""How far the work on a spreadsheet is, told to other processes while one transaction holds everything back.

Inside the transaction the import's own row cannot say it: nobody else would see the number before the end, and SQLite
has one writer at a time. So on SQLite, whose processes share one folder by nature, a small file beside the database
says it; on PostgreSQL a second connection does.
"""

import contextlib
import logging
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from registry.models import SpreadsheetImport

logger = logging.getLogger(__name__)


def tell(pk, done):
    """Say that so many rows are done; a failure to say it never stops the work."""
    rows = SpreadsheetImport.objects.filter(pk=pk)
    if not connection.in_atomic_block:
        rows.update(rows_done=done)
        return
    try:
        if connection.vendor == "sqlite":
            _file(pk).parent.mkdir(parents=True, exist_ok=True)
            _file(pk).write_text(str(done))
        else:
            _tell_by_another_connection(pk, done)
    except (OSError, DatabaseError):
        logger.warning("the progress of spreadsheet %s could not be told", pk, exc_info=True)


def told(spreadsheet):
    """The last number told."""
    try:
        return int(_file(spreadsheet.pk).read_text())
    except (OSError, ValueError):
        return spreadsheet.rows_done


def forget(pk):
    with contextlib.suppress(OSError):
        _file(pk).unlink(missing_ok=True)


def _file(pk):
    return Path(settings.VAR_DIR) / "progress" / f"spreadsheet-{int(pk)}"


def _tell_by_another_connection(pk, done):
    another = connection.copy()
    try:
        with another.cursor() as cursor:
            cursor.execute("SET lock_timeout = '500ms'")
            table = another.ops.quote_name(SpreadsheetImport._meta.db_table)
            cursor.execute(f"UPDATE {table} SET rows_done = %s WHERE id = %s", [done, pk])  # noqa: S608 - our own name
    finally:
        another.close()
