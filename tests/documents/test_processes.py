"""Real processes add to one chain at once and are killed at any moment, on SQLite and on PostgreSQL."""

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)
CHAIN = "council-1"


@pytest.fixture
def machine(tmp_path):
    """The environment of a process that works with this test's database and a folder of its own."""
    if connection.vendor == "sqlite":
        path = tmp_path / "sovet.sqlite3"
        connection.ensure_connection()
        # The suite's database lives in memory, where no other process can see it.
        with contextlib.closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        url = f"sqlite:///{path}"
    else:
        database = connection.settings_dict
        url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "cms.settings.development",
        "SOVET_VAR_DIR": str(tmp_path),
    }


@pytest.fixture
def start(machine):
    """Starts processes that wait for a word to begin."""
    started = []

    def start(name, number):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.documents.keeper", name, str(number)],
            cwd=settings.BASE_DIR,
            env=machine,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def manage(machine, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=settings.BASE_DIR, env=machine, capture_output=True, text=True
    )


def begin(processes):
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()


def stored(machine):
    return [path for path in Path(machine["SOVET_VAR_DIR"], "official").rglob("*") if path.is_file()]


def test_processes_that_add_at_once_leave_no_gap_and_no_fork(machine, start):
    processes = [start(f"process-{number}", 15) for number in range(4)]
    begin(processes)
    assert [process.wait(120) for process in processes] == [0, 0, 0, 0]
    verified = manage(machine, "verify_records", "--json", "--chain", CHAIN)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    report = json.loads(verified.stdout)
    assert report["counts"] == {"records": 60, "rows": 60, "files": 60}
    assert [(head["chain"], head["sequence"]) for head in report["heads"]] == [(CHAIN, 60)]
    # Five of fifteen are each process's own, ten are common to all.
    assert len(stored(machine)) == 4 * 5 + 10


def test_a_process_killed_at_any_moment_leaves_all_or_nothing(machine, start):
    chance = random.Random(4)
    processes = [start(f"killed-{number}", 100_000) for number in range(4)]
    begin(processes)
    for process in processes:
        time.sleep(chance.uniform(0.02, 0.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
    settled = manage(machine, "settle_official_files")
    assert settled.returncode == 0, settled.stdout + settled.stderr
    verified = manage(machine, "verify_records", "--json")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    counts = json.loads(verified.stdout)["counts"]
    assert counts["records"] == counts["rows"] == counts["files"] > 0
    again = manage(machine, "settle_official_files")
    assert len(again.stdout.splitlines()) == 1, again.stdout  # no orphan, nothing unfinished
