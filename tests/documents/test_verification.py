"""Whatever is changed past the application is found, and the finding says which row and what of it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import OfficialFile, Record
from documents.settling import settle
from documents.verification import Anchor, Verification
from registry.models import Organisation
from tests.documents.chain import (
    CHAIN,
    KIND,
    behind_the_back,
    codes,
    head,
    keep,
    only_finding,
    rewrite,
    rewrite_from,
    sha256,
)

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("verify_records", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def refused(*arguments):
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_records", *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def official(shelf_folder):
    official = keep(b"%PDF-1.7 act")
    settle()
    return official


@pytest.fixture
def stored(official, shelf_folder):
    return Path(shelf_folder, official.sha256[:2], official.sha256)


def test_what_nobody_touched_is_sound(members, official):
    verification = Verification()
    assert list(verification) == []
    assert verification.counts == {"records": 4, "rows": 4, "files": 1}
    assert [(found.chain, found.sequence) for found in verification.heads] == [(CHAIN, 3), ("files", 1)]


def test_nothing_at_all_is_sound(db):
    assert codes() == []


# Rows


def test_a_changed_row_is_named_with_what_was_and_what_is(members):
    behind_the_back("UPDATE registry_party SET name = %s WHERE id = %s", "Подмена", members[1].pk)
    found = only_finding()
    assert (found.code, found.kind, found.chain, found.sequence) == ("changed-row", KIND, CHAIN, 2)
    assert found.subject == f"registry.organisation:{members[1].pk}"
    for words in ("Член союза «Бета»", "«Подмена»", found.subject):
        assert words in found.message


def test_a_change_deep_in_a_row_is_named_by_its_place(members):
    behind_the_back("UPDATE registry_party SET short_name = %s WHERE id = %s", "Ложь", members[0].pk)
    assert "бумаги → 1 → title" in only_finding().message


def test_a_lawful_change_is_a_new_record(members):
    Organisation.objects.filter(pk=members[0].pk).update(name="Альфа и компания")
    assert codes() == ["changed-row"]
    Record.append(KIND, members[0])
    assert codes() == []


def test_a_row_put_back_to_an_older_record_is_found(members):
    Organisation.objects.filter(pk=members[0].pk).update(name="Новое имя")
    Record.append(KIND, members[0])
    behind_the_back("UPDATE registry_party SET name = %s WHERE id = %s", "Альфа", members[0].pk)
    assert codes() == ["changed-row"]


def test_a_row_added_past_the_application_is_found(members):
    stranger = Organisation.objects.create(name="Чужая")
    found = only_finding()
    assert (found.code, found.subject) == ("unrecorded", f"registry.organisation:{stranger.pk}")
    assert "Чужая" in found.message


def test_a_row_taken_away_is_found(members):
    Organisation.objects.get(pk=members[2].pk).delete()
    found = only_finding()
    assert (found.code, found.sequence) == ("vanished", 3)
    assert "Гамма" in found.message


def test_a_lawful_removal_is_a_record_too(members):
    Record.append_removal(KIND, members[2])
    assert codes() == ["returned"]
    Organisation.objects.get(pk=members[2].pk).delete()
    assert codes() == []


def test_a_row_that_cannot_even_be_read_is_found_and_the_rest_is_checked(members, monkeypatch):
    monkeypatch.setattr("tests.documents.chain.MemberRecords.describe", lambda self, payload: payload["no such thing"])
    monkeypatch.setattr(Organisation, "place", property(lambda self: 1 / (self.name != "Бета")), raising=False)
    assert "unreadable" in codes()


# Records


def test_a_changed_record_is_found(members):
    behind_the_back("UPDATE documents_record SET made_by_name = %s WHERE sequence = 2 AND chain = %s", "Другой", CHAIN)
    found = only_finding()
    assert (found.code, found.sequence) == ("changed-record", 2)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("payload_text", "{}"),
        ("payload_text", "not JSON"),
        ("payload_text", "null"),
        ("kind", "other"),
        ("subject", "registry.organisation:404"),
        ("subject", "registry.body:1"),
        ("made_at", "2020-01-01 00:00:00+00:00"),
        ("previous_hash", "0" * 64),
        ("hash", "1" * 64),
        ("chain", "council-2"),
        ("sequence", 77),
    ],
)
def test_any_changed_field_of_a_record_is_found(members, field, value):
    behind_the_back(f"UPDATE documents_record SET {field} = %s WHERE sequence = 2 AND chain = %s", value, CHAIN)
    assert codes()
    refused()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the sort of a value")
@pytest.mark.parametrize("value", ["not a date", ""])
def test_a_record_that_cannot_even_be_read_is_found(members, value):
    behind_the_back("UPDATE documents_record SET made_at = %s WHERE sequence = 2", value)
    assert "changed-record" in codes()


def test_a_record_changed_together_with_its_fingerprint_is_found_at_the_next_one(members):
    rewrite(2, made_by_name="Другой")
    found = only_finding()
    assert (found.code, found.sequence) == ("link", 3)


def test_the_last_record_changed_together_with_its_fingerprint_is_found(members):
    rewrite(3, made_by_name="Другой")
    assert codes() == ["head"]


def test_a_row_changed_together_with_its_record_is_found(members):
    behind_the_back("UPDATE registry_party SET name = %s WHERE id = %s", "Подмена", members[1].pk)
    payload = Record.objects.get(sequence=2).payload_text.replace("Бета", "Подмена")
    behind_the_back("UPDATE documents_record SET payload_text = %s WHERE sequence = 2 AND chain = %s", payload, CHAIN)
    assert codes() == ["changed-record"]


def test_a_deleted_record_is_found(members):
    behind_the_back("DELETE FROM documents_record WHERE sequence = 2 AND chain = %s", CHAIN)
    assert codes() == ["gap", "unrecorded"]


def test_two_records_that_changed_places_are_found(members):
    for old, new in ((1, 100), (2, 1), (100, 2)):
        behind_the_back("UPDATE documents_record SET sequence = %s WHERE sequence = %s AND chain = %s", new, old, CHAIN)
    assert {"changed-record", "link"} <= set(codes())


def test_a_forged_record_with_a_right_fingerprint_and_a_wrong_link_is_found(members):
    behind_the_back("UPDATE documents_record SET sequence = 4 WHERE sequence = 3 AND chain = %s", CHAIN)
    third = Record.objects.get(sequence=4)
    forged = Record(
        chain=CHAIN,
        sequence=3,
        kind=KIND,
        subject=third.subject,
        payload_text=third.payload_text,
        made_at=third.made_at,
        previous_hash="f" * 64,
    )
    forged.hash = forged.fingerprint()
    Record.objects.bulk_create([forged])
    assert {"link", "added"} <= set(codes())


def test_a_record_added_at_the_end_past_the_application_is_found(members):
    last = Record.objects.get(sequence=3)
    forged = Record(
        chain=CHAIN,
        sequence=4,
        kind=KIND,
        subject=last.subject,
        payload_text=last.payload_text,
        made_at=last.made_at,
        previous_hash=last.hash,
    )
    forged.hash = forged.fingerprint()
    Record.objects.bulk_create([forged])
    assert codes() == ["added"]


def test_an_end_cut_off_is_found_by_the_chains_own_row(members):
    behind_the_back("DELETE FROM documents_record WHERE sequence = 3 AND chain = %s", CHAIN)
    assert codes() == ["cut-off", "unrecorded"]


def test_a_whole_chain_taken_away_is_found(members):
    behind_the_back("DELETE FROM documents_record WHERE chain = %s", CHAIN)
    behind_the_back("DELETE FROM documents_recordchain WHERE key = %s", CHAIN)
    assert codes() == ["unrecorded"] * 3
    assert codes(chain=CHAIN)[0] == "no-chain"


def test_records_of_a_chain_without_its_own_row_are_found(members):
    behind_the_back("DELETE FROM documents_recordchain WHERE key = %s", CHAIN)
    assert codes() == ["no-chain"]


def test_a_changed_row_of_the_chain_is_found(members):
    behind_the_back("UPDATE documents_recordchain SET head_hash = %s WHERE key = %s", "a" * 64, CHAIN)
    assert codes() == ["head"]


def test_a_row_recorded_in_a_chain_of_ones_own_is_found(members):
    """Its record is moved, with every fingerprint right, to a chain the forger made."""
    behind_the_back("DELETE FROM documents_record WHERE sequence = 3 AND chain = %s", CHAIN)
    rewrite_from(1)
    moved = Record(
        chain="council-666",
        sequence=1,
        kind=KIND,
        subject=f"registry.organisation:{members[2].pk}",
        payload_text='{"name":"Гамма","papers":[{"title":""}],"path":"","place":"г. Заречный"}',
        made_at=Record.objects.first().made_at,
        previous_hash="0" * 64,
    )
    moved.hash = moved.fingerprint()
    Record.objects.bulk_create([moved])
    behind_the_back(
        "INSERT INTO documents_recordchain (key, length, head_hash) VALUES (%s, 1, %s)", "council-666", moved.hash
    )
    assert codes() == ["wrong-chain"]


# Anchors


def test_a_perfect_forgery_is_found_by_a_fingerprint_written_down_earlier(members):
    before = head()
    anchor = Anchor(CHAIN, 3, before.head_hash)
    behind_the_back("UPDATE registry_party SET name = %s WHERE id = %s", "Подмена", members[0].pk)
    payload = Record.objects.get(sequence=1).payload_text.replace("Альфа", "Подмена")
    rewrite(1, payload_text=payload)
    rewrite_from(2)
    assert codes() == []
    assert codes(anchors=[anchor]) == ["anchor"]


def test_an_end_cut_off_with_the_chains_row_put_in_order_is_found_by_an_anchor(members):
    anchor = Anchor(CHAIN, 3, head().head_hash)
    behind_the_back("DELETE FROM documents_record WHERE sequence = 3 AND chain = %s", CHAIN)
    rewrite_from(1)
    Organisation.objects.get(pk=members[2].pk).delete()
    assert codes() == []
    assert codes(anchors=[anchor]) == ["anchor"]


def test_an_older_anchor_stays_good_while_the_chain_grows(members, make_member):
    anchor = Anchor(CHAIN, 3, head().head_hash)
    make_member("Дельта")
    assert codes(anchors=[anchor]) == []


# Files


def test_changed_bytes_are_found(official, stored):
    stored.write_bytes(b"%PDF-1.7 lie")
    found = only_finding()
    assert (found.code, found.subject) == ("file-changed", f"documents.officialfile:{official.pk}")
    assert "Постановление № 7-2.pdf" in found.message


def test_a_missing_file_is_found(official, stored):
    stored.unlink()
    assert codes() == ["file-missing"]


def test_a_file_that_cannot_be_read_is_found(official, stored):
    stored.unlink()
    stored.mkdir()
    assert codes() == ["file-unreadable"]


def test_a_changed_fingerprint_in_the_row_is_found(official):
    behind_the_back("UPDATE documents_officialfile SET sha256 = %s", sha256(b"lie"))
    assert codes() == ["changed-row", "file-missing"]


def test_bytes_and_fingerprint_changed_together_are_found_by_the_record(official, stored):
    lie = b"%PDF-1.7 lie"
    lies = stored.parent.parent / sha256(lie)[:2] / sha256(lie)
    lies.parent.mkdir(exist_ok=True)
    lies.write_bytes(lie)
    behind_the_back("UPDATE documents_officialfile SET sha256 = %s", sha256(lie))
    found = only_finding()
    assert found.code == "changed-row"
    assert "SHA-256" in found.message


def test_a_fingerprint_that_is_a_path_is_found(official):
    behind_the_back("UPDATE documents_officialfile SET sha256 = %s", "../../etc/passwd")
    assert codes() == ["changed-row", "file-unreadable"]


def test_a_changed_size_or_name_in_the_row_is_found(official):
    behind_the_back("UPDATE documents_officialfile SET size = 1, file_name = %s", "Другое.pdf")
    assert codes() == ["changed-row", "file-size"]


def test_a_deleted_row_of_a_file_is_found(official):
    behind_the_back("DELETE FROM documents_officialfile WHERE id = %s", official.pk)
    assert codes() == ["vanished"]


def test_bytes_still_waiting_in_the_database_are_checked_too(shelf_folder):
    keep(b"one")
    assert codes() == []
    behind_the_back("UPDATE documents_unstoredcontent SET content = %s", b"two")
    assert codes() == ["file-changed"]
    behind_the_back("DELETE FROM documents_unstoredcontent")
    assert codes() == ["file-missing"]


# The command


def test_the_command_prints_what_to_write_down(members, official):
    text = run()
    assert head().head_hash in text
    assert f"--anchor {CHAIN}:3:{head().head_hash}" in text


def test_the_command_takes_what_it_printed_back(members):
    assert run("--anchor", f"{CHAIN}:3:{head().head_hash}")
    assert run("--anchor", f"3:{head().head_hash[:16].upper()}")
    assert run("--chain", CHAIN, "--anchor", f"1:{Record.objects.get(sequence=1).hash}")
    assert head().head_hash in refused("--anchor", f"2:{head().head_hash}")


@pytest.mark.parametrize("anchor", ["", "3", "3:", "three:" + "a" * 64, "3:" + "g" * 64, "3:abcd", "a:b:c:d"])
def test_an_anchor_written_wrongly_is_refused(members, anchor):
    refused("--anchor", anchor)


def test_an_anchor_without_its_chain_is_refused_where_there_are_several(members, official):
    refused("--anchor", f"3:{head().head_hash}")


def test_the_command_says_what_is_wrong_and_prints_no_anchor(members):
    behind_the_back("UPDATE registry_party SET name = %s WHERE id = %s", "Подмена", members[1].pk)
    text = refused()
    assert "Член союза «Бета»" in text
    assert "--anchor" not in text


def test_one_chain_is_checked_alone(members, official, stored):
    stored.unlink()
    assert "1" in run("--chain", CHAIN)
    refused("--chain", "files")
    refused("--chain", "no-such-chain")


def test_the_command_speaks_json(members, official, stored):
    assert json.loads(run("--json"))["sound"] is True
    stored.unlink()
    report = json.loads(refused("--json"))
    assert report["sound"] is False
    assert [found["code"] for found in report["findings"]] == ["file-missing"]
    assert report["counts"] == {"records": 4, "rows": 4, "files": 1}


def test_many_rows_take_as_many_queries_as_one(make_member, shelf_folder, django_assert_max_num_queries):
    make_member("Первая")
    keep(b"1")
    settle()
    with CaptureQueriesContext(connection) as one:
        list(Verification())
    for number in range(20):
        make_member(f"Ещё {number}")
        keep(str(number).encode())
    settle()
    with django_assert_max_num_queries(len(one)):
        assert list(Verification()) == []
    assert OfficialFile.objects.count() == 21
