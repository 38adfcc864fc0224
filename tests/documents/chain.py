"""A small kind of record for tests, and a hand that changes the database past the application."""

import hashlib

from django.db import connection

from documents.models import OfficialFile, Record, RecordChain
from documents.models.record import NOTHING
from documents.subjects import Subject
from documents.verification import Verification

KIND = "member"
CHAIN = "council-1"


class MemberRecords(Subject):
    """Organisations, as if a council recorded its members."""

    title = "Член союза"
    field_titles = {"papers": "бумаги"}

    def snapshot(self, instance):
        return {
            "name": instance.name,
            "place": instance.place,
            "path": instance.path,
            "papers": [{"title": instance.short_name}],
        }

    def chain(self, instance):
        return CHAIN

    def describe(self, payload):
        return payload["name"]


def behind_the_back(sql, *values):
    """Change the database as somebody would who has its password."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount, f"nothing changed: {sql}"


def rewrite(number, **fields):
    """Write the record over together with its fingerprint, as somebody would who knows the recipe."""
    record = Record.objects.get(chain=CHAIN, sequence=number)
    for name, value in fields.items():
        setattr(record, name, value)
    fingerprint = record.fingerprint()
    for name, value in {**fields, "hash": fingerprint}.items():
        behind_the_back(f"UPDATE documents_record SET {name} = %s WHERE id = %s", value, record.pk)
    return fingerprint


def rewrite_from(number):
    """Tie every record from this one on anew and put the chain's own row in order: the perfect forgery."""
    before = Record.objects.filter(chain=CHAIN, sequence__lt=number).order_by("sequence").last()
    previous = before.hash if before else NOTHING
    last = number - 1
    for record in Record.objects.filter(chain=CHAIN, sequence__gte=number).order_by("sequence"):
        last = record.sequence
        previous = rewrite(last, previous_hash=previous)
    behind_the_back(
        "UPDATE documents_recordchain SET length = %s, head_hash = %s WHERE key = %s", last, previous, CHAIN
    )


def codes(chain=None, anchors=()):
    """The codes of all findings, sorted."""
    return sorted(finding.code for finding in Verification(chain, anchors))


def only_finding(chain=None):
    """The one finding there is."""
    (finding,) = Verification(chain)
    return finding


def keep(content=b"%PDF-1.7 act", **fields):
    """An official file."""
    return OfficialFile.keep(
        content, **{"file_name": "Постановление № 7-2.pdf", "media_type": "application/pdf", **fields}
    )


def head():
    """The chain's own row."""
    return RecordChain.objects.get(key=CHAIN)


def sha256(content):
    return hashlib.sha256(content).hexdigest()
