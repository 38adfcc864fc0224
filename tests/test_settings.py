"""A council's server starts with everything it needs, or says what is missing."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

NEEDED = {
    "SECRET_KEY": "a-long-secret",
    "ALLOWED_HOSTS": "sovet.example",
    "BASE_URL": "https://sovet.example",
    "DEFAULT_FROM_EMAIL": "sovet@sovet.example",
    "EMAIL_URL": "smtp://localhost:25",
}


def start(environment, code="import cms.settings.production as s; print(s.EMAIL_HOST, s.DEBUG)"):
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**inherited, **environment},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("missing", sorted(NEEDED))
def test_production_names_the_variable_that_is_missing(missing):
    answer = start({name: value for name, value in NEEDED.items() if name != missing})
    assert answer.returncode != 0
    assert missing in answer.stderr


def test_production_starts_with_all_of_them():
    assert start(NEEDED).stdout.split() == ["localhost", "False"]


def test_database_cache_and_storage_follow_the_environment():
    chosen = {
        "DATABASE_URL": "postgres://u:p@db/sovet",
        "CACHE_URL": "rediscache://cache:6379/0",
        "S3_BUCKET": "acts",
        "TASKS": "database",
    }
    code = (
        "import cms.settings.production as s;"
        "print(s.DATABASES['default']['ENGINE'], s.CACHES['default']['BACKEND'],"
        "s.STORAGES['official']['BACKEND'], s.TASKS['default']['BACKEND'])"
    )
    assert start({**NEEDED, **chosen}, code).stdout.split() == [
        "django.db.backends.postgresql",
        "django.core.cache.backends.redis.RedisCache",
        "storages.backends.s3.S3Storage",
        "django_tasks_db.DatabaseBackend",
    ]
