"""The database of a test run on SQLite, migrated once and copied afterwards: no run walks all migrations anew."""

import hashlib
import os
import sqlite3
from pathlib import Path

import django
import pytest
import wagtail
from django.apps import apps
from django.conf import settings
from django.db import connection

KEPT = Path(settings.BASE_DIR) / ".pytest_cache" / "migrated"


def _kept_file() -> Path:
    """Its name changes with every migration of every app, and with every release of what made the tables."""
    key = hashlib.sha256(f"{django.__version__} {wagtail.__version__} {sqlite3.sqlite_version}".encode())
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path).glob("migrations/*.py")):
            key.update(str(migration).encode() + migration.read_bytes())
    return KEPT / f"{key.hexdigest()[:32]}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Where a migrated database has been kept, the new one needs no migrations: it will be overwritten."""
    if connection.vendor == "sqlite" and _kept_file().exists():
        connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Copies the kept database into the new one, or keeps the new one for the next run."""
    if connection.vendor != "sqlite":
        return
    kept = _kept_file()
    with django_db_blocker.unblock():
        connection.ensure_connection()
        if connection.settings_dict["TEST"].get("MIGRATE") is False:
            with sqlite3.connect(f"file:{kept}?mode=ro", uri=True) as source:
                source.backup(connection.connection)
        else:
            _keep(kept)


def _keep(kept):
    kept.parent.mkdir(parents=True, exist_ok=True)
    for stale in kept.parent.glob("*.sqlite3"):
        if stale != kept:
            stale.unlink(missing_ok=True)
    # Under its name only when it is whole: other runs look for it meanwhile.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(unfinished) as target:
        connection.connection.backup(target)
    unfinished.replace(kept)
