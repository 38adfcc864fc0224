"""Checks the catalogues in locale/: every message of the code is there, translated and not fuzzy."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
NOT_SHOWN_TO_ANYBODY = ("tests/", "tools/", "benchmarks/")


def source_files():
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", "*.py", "*.html", "*.txt"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    names = (name for name in listed.stdout.splitlines() if not name.startswith(NOT_SHOWN_TO_ANYBODY))
    return [name for name in names if (ROOT / name).is_file()]


def messages_of_the_code(language):
    """The messages that makemessages finds in a copy of the sources, so that our own catalogue stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        for name in source_files():
            copy = Path(folder, name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy)
        Path(folder, "locale").mkdir()
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        command = [sys.executable, "-m", "django", "makemessages", "--locale", language, "--verbosity", "0"]
        subprocess.run(command, cwd=folder, env=environment, check=True)
        catalogue = Path(folder, "locale", language, "LC_MESSAGES", "django.po")
        return {key(entry): entry for entry in polib.pofile(str(catalogue))}


def key(entry):
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def complaints(path):
    catalogue = polib.pofile(str(path))
    known = {key(entry) for entry in catalogue if not entry.obsolete}
    for entry in catalogue.untranslated_entries():
        yield f"not translated: {entry.msgid!r}"
    for entry in catalogue.fuzzy_entries():
        yield f"fuzzy: {entry.msgid!r}"
    for missing, entry in messages_of_the_code(path.parts[-3]).items():
        if missing not in known:
            where = ", ".join(name for name, _ in entry.occurrences)
            yield f"not in the catalogue: {entry.msgid!r} ({where})"
    checked = subprocess.run(["msgfmt", "--check", "-o", os.devnull, path], capture_output=True, text=True)
    if checked.returncode:
        yield checked.stderr.strip()


def main():
    catalogues = sorted(ROOT.glob("locale/*/LC_MESSAGES/django.po"))
    if not catalogues:
        sys.exit("locale/ has no catalogue: make messages")
    found = [f"{path.relative_to(ROOT)}: {complaint}" for path in catalogues for complaint in complaints(path)]
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(f"{len(found)} to put right: make messages, then translate" if found else 0)


if __name__ == "__main__":
    main()
