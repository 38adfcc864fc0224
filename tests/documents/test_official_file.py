"""The bytes of an official file are in the database or in the storage, and never nowhere."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.files import locks
from django.core.files.storage import InMemoryStorage
from django.core.management import CommandError, call_command
from django.db import transaction

from documents import shelf
from documents.models import OfficialFile, UnstoredContent
from tests.documents.chain import behind_the_back, keep, sha256

pytestmark = pytest.mark.django_db
CONTENT = b"%PDF-1.7 act"
NAME = f"{sha256(CONTENT)[:2]}/{sha256(CONTENT)}"


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


def settle():
    out = StringIO()
    call_command("settle_official_files", stdout=out, stderr=out)
    return out.getvalue()


def test_nothing_is_in_the_storage_before_the_transaction_is_over(shelf_folder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        official = keep(CONTENT)
        assert files(shelf_folder) == []
        assert official.read() == CONTENT
    assert files(shelf_folder) == [NAME]
    assert not UnstoredContent.objects.exists()
    assert OfficialFile.objects.get().read() == CONTENT


def test_a_transaction_rolled_back_leaves_neither_row_nor_file(shelf_folder):
    with transaction.atomic():
        keep(CONTENT)
        transaction.set_rollback(True)
    assert not OfficialFile.objects.exists()
    assert files(shelf_folder) == []


def test_two_files_of_equal_bytes_are_stored_once(shelf_folder, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first, second = keep(CONTENT), keep(CONTENT, file_name="Ещё раз.pdf")
    assert files(shelf_folder) == [NAME]
    assert first.read() == second.read() == CONTENT


@pytest.mark.parametrize("damage", [b"", CONTENT[:5], b"something else"])
def test_a_damaged_file_of_the_same_name_is_replaced(shelf_folder, damage):
    path = Path(shelf_folder, NAME)
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    keep(CONTENT)
    settle()
    assert path.read_bytes() == CONTENT


def test_an_intact_file_of_the_same_name_is_left_alone(shelf_folder):
    shelf.put(sha256(CONTENT), CONTENT)
    before = os.stat(Path(shelf_folder, NAME)).st_ino
    keep(CONTENT)
    settle()
    assert os.stat(Path(shelf_folder, NAME)).st_ino == before


def test_bytes_changed_in_the_storage_are_not_given_out(shelf_folder):
    official = keep(CONTENT)
    settle()
    Path(shelf_folder, NAME).write_bytes(b"%PDF-1.7 forged")
    with pytest.raises(ValueError, match="SHA-256"):
        official.read()


def test_bytes_changed_in_the_database_are_neither_given_out_nor_stored(shelf_folder):
    official = keep(CONTENT)
    behind_the_back("UPDATE documents_unstoredcontent SET content = %s", b"forged")
    with pytest.raises(ValueError, match="SHA-256"):
        official.read()
    with pytest.raises(CommandError):
        settle()
    assert files(shelf_folder) == []


def test_settling_twice_changes_nothing(shelf_folder):
    keep(CONTENT)
    assert "1" in settle()
    assert "0" in settle()
    assert files(shelf_folder) == [NAME]


def test_settling_removes_what_a_killed_process_left_and_not_what_another_is_writing(shelf_folder):
    left, being_written = (Path(shelf_folder, "ab", name + shelf.UNFINISHED) for name in ("left", "written"))
    left.parent.mkdir(parents=True)
    left.write_bytes(b"%PDF")
    with being_written.open("wb") as unfinished:
        locks.lock(unfinished, locks.LOCK_EX)
        settle()
        assert files(shelf_folder) == [f"ab/written{shelf.UNFINISHED}"]
    settle()
    assert files(shelf_folder) == []


def test_settling_names_the_file_that_is_missing_and_the_one_that_is_nobodys(shelf_folder):
    official = keep(CONTENT)
    settle()
    stray = sha256(b"stray")
    shelf.put(stray, b"stray")
    assert f"{stray[:2]}/{stray}" in settle()
    Path(shelf_folder, NAME).unlink()
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("settle_official_files", stdout=out, stderr=out)
    assert f"documents.officialfile:{official.pk}" in out.getvalue()


def test_a_full_disk_leaves_the_bytes_in_the_database(shelf_folder, monkeypatch, django_capture_on_commit_callbacks):
    def full(*arguments):
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with django_capture_on_commit_callbacks(execute=True):
        official = keep(CONTENT)
    assert official.read() == CONTENT
    assert files(shelf_folder) == []
    monkeypatch.undo()
    settle()
    assert files(shelf_folder) == [NAME]


def test_a_storage_that_is_no_disk_works_alike(monkeypatch):
    storage = InMemoryStorage()
    monkeypatch.setattr(shelf, "official_storage", lambda: storage)
    official = keep(CONTENT)
    keep(CONTENT)
    settle()
    assert list(shelf.names()) == [NAME]
    assert official.read() == CONTENT
    storage.delete(NAME)
    with pytest.raises(FileNotFoundError):
        official.read()
