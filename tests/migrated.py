"""The database of a test run, migrated once and copied afterwards: no run, and no second worker, walks all migrations.

On SQLite the copy is a file kept from run to run; on PostgreSQL it is a database beside the tests' own, a template.
"""

import fcntl
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


def kept_file() -> Path:
    """Where it is kept, by a name that changes with every migration and every release of what made the tables."""
    key = hashlib.sha256(f"{django.__version__} {wagtail.__version__} {sqlite3.sqlite_version}".encode())
    for app in apps.get_app_configs():
        for migration in sorted(Path(app.path).glob("migrations/*.py")):
            key.update(str(migration).encode() + migration.read_bytes())
    return KEPT / f"{key.hexdigest()[:32]}.sqlite3"


def template() -> str:
    """The database on PostgreSQL that the tests' own are made from."""
    return f"sovet_migrated_{kept_file().stem}"


def is_kept() -> bool:
    if connection.vendor == "sqlite":
        return kept_file().exists()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template()])
        return cursor.fetchone() is not None


@pytest.fixture(scope="session")
def one_migrates(django_db_blocker):
    """Of several workers the first one migrates while the others wait for its database."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with open(KEPT / "lock", "w") as lock, django_db_blocker.unblock():
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_kept():
            fcntl.flock(lock, fcntl.LOCK_UN)
        yield lock


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, one_migrates, django_db_blocker):
    """Where a migrated database has been kept, the new one needs no migrations."""
    with django_db_blocker.unblock():
        if is_kept():
            test = connection.settings_dict["TEST"]
            test["MIGRATE"] = False
            if connection.vendor == "postgresql":
                test["TEMPLATE"] = template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, one_migrates, django_db_blocker):
    """Copies the kept database into the new one, or keeps the new one for the others."""
    with django_db_blocker.unblock():
        connection.ensure_connection()
        was_kept = connection.settings_dict["TEST"].get("MIGRATE") is False
        if not was_kept:
            (_keep_file if connection.vendor == "sqlite" else _keep_template)()
        elif connection.vendor == "sqlite":
            with sqlite3.connect(f"file:{kept_file()}?mode=ro", uri=True) as source:
                source.backup(connection.connection)
    fcntl.flock(one_migrates, fcntl.LOCK_UN)


def _keep_file():
    kept = kept_file()
    for stale in kept.parent.glob("*.sqlite3"):
        if stale != kept:
            stale.unlink(missing_ok=True)
    # Under its name only when it is whole: other runs look for it meanwhile.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(unfinished) as target:
        connection.connection.backup(target)
    unfinished.replace(kept)


def _keep_template():
    own = connection.settings_dict["NAME"]
    # A database somebody is connected to cannot be copied.
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{template()}" TEMPLATE "{own}"')
