"""Real processes: six register at the same moment, one is killed again and again, and the register stays whole."""

import os
import re
import subprocess
import sys

from django.conf import settings

from tests.migrated import kept_file


def test_neither_a_crowd_nor_a_kill_spoils_the_register():
    # A database of its own: the suite's is inside a transaction nobody else can see.
    command = [sys.executable, "benchmarks/kill_registration.py", "--kills", "4", "--processes", "6"]
    migrated = {"MIGRATED": str(kept_file())} if kept_file().exists() else {}
    done = subprocess.run(
        command,
        cwd=settings.BASE_DIR,
        env=os.environ | migrated,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    race, kills = done.stdout.splitlines()
    assert re.search(r"6 acts .* duplicates 0, gaps 0, not registered 0, errors 0", race)
    assert re.search(r"4 kills, .*half-registered 0, lost 0, orphan files 0, missing files 0", kills)
