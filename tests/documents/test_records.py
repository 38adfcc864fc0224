"""Records follow one another in a chain, and nothing that is kept can be written over."""

import datetime
import json

import pytest
from django.db import transaction

from documents.models import AlreadyKept, OfficialFile, Record, RecordChain
from documents.models.record import NOTHING
from documents.subjects import canonical_json
from registry.models import Organisation
from tests.documents.chain import CHAIN, KIND, head, keep, sha256

pytestmark = pytest.mark.django_db


def test_each_record_carries_the_fingerprint_of_the_one_before(members):
    records = list(Record.objects.order_by("sequence"))
    assert [record.sequence for record in records] == [1, 2, 3]
    assert [record.previous_hash for record in records] == [NOTHING, records[0].hash, records[1].hash]
    assert (head().length, head().head_hash) == (3, records[2].hash)


def test_a_record_says_what_the_row_held_and_who_wrote_it_down(members, author):
    record = Record.append(KIND, members[0], user=author)
    assert record.subject == f"registry.organisation:{members[0].pk}"
    assert record.payload["name"] == "Альфа"
    assert record.made_by_name == "Вера Лосева (author)"


def test_an_auditor_can_compute_the_fingerprint_without_our_code(members):
    record = Record.objects.get(sequence=2)
    fields = {
        "chain": CHAIN,
        "kind": KIND,
        "made_at": record.made_at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "made_by_name": "Вера Лосева",
        "payload": record.payload_text,
        "sequence": 2,
        "subject": f"registry.organisation:{members[1].pk}",
    }
    text = record.previous_hash + json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert record.hash == sha256(text.encode())


def test_a_record_is_of_the_row_in_the_database_not_of_the_object_in_hand(members):
    members[0].name = "Не сохранено"
    assert Record.append(KIND, members[0]).payload["name"] == "Альфа"


def test_many_rows_are_recorded_with_as_many_queries_as_one(members, django_assert_num_queries):
    for rows in (members[:1], members):
        with django_assert_num_queries(4 + 2):  # lock, rows, insert, head; a savepoint and its release
            Record.append_many(KIND, rows)
    assert head().length == 7


def test_a_row_that_is_not_recorded_under_the_kind_is_refused(member_records):
    with pytest.raises(LookupError):
        Record.append(KIND, Organisation(pk=404))
    assert not RecordChain.objects.exists()


def test_a_transaction_rolled_back_leaves_no_record(members):
    with transaction.atomic():
        Record.append(KIND, members[0])
        transaction.set_rollback(True)
    assert head().length == Record.objects.count() == 3


@pytest.mark.parametrize("model", [Record, RecordChain, OfficialFile])
def test_what_is_kept_refuses_every_way_to_change_it(model, members):
    keep()
    row = model.objects.first()
    field = "chain" if hasattr(row, "chain") else "key"
    changes = [
        row.save,
        row.delete,
        lambda: model.objects.update(**{field: "x"}),
        lambda: model.objects.filter(pk=row.pk).delete(),
        lambda: model.objects.bulk_update([row], [field]),
        lambda: model.objects.update_or_create(defaults={field: "x"}, pk=row.pk),
        lambda: model.objects.bulk_create([row], update_conflicts=True, update_fields=[field], unique_fields=["pk"]),
        lambda: model(pk=row.pk).save(),
    ]
    before = list(model.objects.values())
    for change in changes:
        with pytest.raises(AlreadyKept), transaction.atomic():
            change()
    assert list(model.objects.values()) == before


@pytest.mark.parametrize(
    "value", [1.5, {"a": [0.1]}, {1: "a"}, b"bytes", datetime.datetime(2026, 4, 16, 12), {1, 2}, object()]
)
def test_what_could_be_written_in_two_ways_is_not_recorded(value):
    with pytest.raises(TypeError):
        canonical_json(value)


def test_the_same_value_is_always_written_the_same_way():
    moscow = datetime.timezone(datetime.timedelta(hours=3))
    moment = datetime.datetime(2026, 1, 1, 3, tzinfo=moscow)
    value = {"б": datetime.date(2026, 4, 16), "а": [None, True, "№ 7–2"], "в": moment}
    text = '{"а":[null,true,"№ 7–2"],"б":"2026-04-16","в":"2026-01-01T00:00:00.000000+00:00"}'
    assert canonical_json(value) == canonical_json(dict(reversed(value.items()))) == text
