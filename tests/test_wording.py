"""A Russian user meets no English on Wagtail's own screens."""

import re
from pathlib import Path

import pytest
import wagtail
from django.utils.translation import gettext, override

PLACEHOLDER = re.compile(r"%\(\w+\)s")
WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
NAMES = {"Wagtail API v2"}
FOLDERS = ["admin", "users", "images", "documents", "snippets", "."]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_message_of_wagtail_has_russian_words(folder):
    polib = pytest.importorskip("polib")
    catalogue = Path(wagtail.__file__).parent / folder / "locale" / "en" / "LC_MESSAGES" / "django.po"
    with override("ru"):
        english = [
            entry.msgid
            for entry in polib.pofile(str(catalogue))
            if not entry.msgid_plural and not entry.msgctxt and gettext(entry.msgid) == entry.msgid
            if WORDS.search(PLACEHOLDER.sub("", entry.msgid)) and entry.msgid not in NAMES
        ]
    assert not english


def test_wagtail_speaks_of_approval_as_a_council_does():
    with override("ru"):
        assert gettext("Cancel workflow ") == "Отозвать с согласования"
