"""Whether rows are as their newest records say, and every row has a record and every record a row."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.models import Record, RecordChain
from documents.subjects import Subject, all_subjects, canonical_json
from documents.verification.batches import BATCH, read_in_batches
from documents.verification.differences import differences
from documents.verification.finding import Finding


def check_rows(subject: Subject, chain: str | None, counts):
    """Compare every row that must have a record with the newest one about it."""
    for batch in read_in_batches(subject.instances()):
        last = {record.subject: record for record in Record.objects.of(subject.kind, map(subject.key, batch))}
        for pk, row in batch.items():
            record = last.get(subject.key(pk))
            if chain is not None and _chain_of(subject, row, record) != chain:
                continue
            counts["rows"] += 1
            if _compare(subject, pk, row, record):
                yield from _look_again(subject, pk)


def check_vanished(subject: Subject, chain: str | None):
    """Find records whose row is gone, or is no longer among those that are recorded."""
    records = (
        Record.objects.filter(kind=subject.kind)
        if chain is None
        else Record.objects.filter(kind=subject.kind, chain=chain)
    )
    after = ""
    while True:
        names = records.filter(subject__gt=after).order_by("subject").values_list("subject", flat=True).distinct()
        names = list(names[:BATCH])
        if not names:
            return
        after = names[-1]
        keys = {name: _primary_key(subject, name) for name in names}
        pks = [pk for pk in keys.values() if pk is not None]
        present = set(subject.instances().filter(pk__in=pks).values_list("pk", flat=True))
        gone = [name for name, pk in keys.items() if pk not in present]
        # Asked after the rows: whoever takes a row away writes that down in the same transaction.
        last = {record.subject: record for record in Record.objects.of(subject.kind, gone)}
        for record in last.values():
            if record.payload_text != "null":
                words = _("the row is gone, or no longer has the state it was recorded in.")
                yield _finding(subject, record.subject, "vanished", words, record)


def check_unknown_kinds(chain: str | None):
    """Find records of kinds that no room of the program makes."""
    known = [subject.kind for subject in all_subjects()]
    records = Record.objects.exclude(kind__in=known).order_by("kind", "pk")
    if chain is not None:
        records = records.filter(chain=chain)
    for kind in records.order_by("kind").values_list("kind", flat=True).distinct():
        record = records.filter(kind=kind).first()
        words = _("the program makes no records of the kind “%(kind)s”.") % {"kind": kind}
        yield Finding(
            "unknown-kind",
            _("Chain “%(chain)s”, record no. %(number)d about %(row)s: %(words)s")
            % {"chain": record.chain, "number": record.sequence, "row": record.subject, "words": words},
            kind=kind,
            subject=record.subject,
            chain=record.chain,
            sequence=record.sequence,
        )


def _look_again(subject, pk):
    """Compare once more while nobody adds records: the row and its record may have been read in between a change."""
    with transaction.atomic():
        record = Record.objects.of(subject.kind, [subject.key(pk)]).last()
        row = next((batch[pk] for batch in read_in_batches(subject.instances().filter(pk=pk))), None)
        if row is None:
            return  # gone by now: check_vanished has its say
        RecordChain.objects.select_for_update().filter(key=_chain_of(subject, row, record)).first()
        record = Record.objects.of(subject.kind, [subject.key(pk)]).last()
        row = next((batch[pk] for batch in read_in_batches(subject.instances().filter(pk=pk))), None)
        found = row is not None and _compare(subject, pk, row, record)
    if found:
        yield found


def _compare(subject, pk, row, record):
    """A finding, or None when the row is as recorded."""
    name = subject.key(pk)
    try:
        if isinstance(row, Exception):
            raise row
        snapshot = subject.snapshot(row)
        text, chain = canonical_json(snapshot), subject.chain(row)
    except Exception as error:
        return _finding(subject, name, "unreadable", _("it cannot be read: %(error)s.") % {"error": error}, record)
    if record is None:
        return _finding(subject, name, "unrecorded", _("there is no record of it."), None, snapshot)
    if record.chain != chain:
        words = _("its newest record stands in the chain “%(there)s” instead of “%(here)s”.")
        return _finding(subject, name, "wrong-chain", words % {"there": record.chain, "here": chain}, record, snapshot)
    if record.payload_text == text:
        return None
    recorded = _payload(record)
    if recorded is None:
        words = _("it was taken away by record no. %(number)d, yet it is here.") % {"number": record.sequence}
        return _finding(subject, name, "returned", words, record, snapshot)
    words = _("it differs from record no. %(number)d of %(day)s: %(fields)s.") % {
        "number": record.sequence,
        "day": date_format(timezone.localtime(record.made_at), "d.m.Y H:i") if record.made_at else "—",
        "fields": "; ".join(differences(subject, recorded, snapshot)),
    }
    return _finding(subject, name, "changed-row", words, record, recorded)


def _payload(record):
    """What was recorded; an empty one where the record itself is spoiled beyond reading."""
    try:
        payload = record.payload
    except ValueError:
        return {}
    return payload if payload is None or isinstance(payload, dict) else {}


def _chain_of(subject, row, record):
    if record is not None:
        return record.chain
    try:
        return subject.chain(row)
    except Exception:
        return None  # a row that cannot be read


def _primary_key(subject, name):
    label, _colon, pk = name.partition(":")
    try:
        return subject.model._meta.pk.to_python(pk) if label == subject.model._meta.label_lower else None
    except ValidationError:
        return None


def _finding(subject, name, code, words, record, payload=None):
    payload = payload or (_payload(record) if record else None)
    try:
        described = subject.describe(payload) if payload else ""
    except (KeyError, TypeError, ValueError):
        described = ""
    title = str(subject.title or subject.model._meta.verbose_name)
    row = f"{title[:1].upper()}{title[1:]}" + (f" «{described}»" if described else "")
    return Finding(
        code,
        f"{row} ({name}): {words}",
        kind=subject.kind,
        subject=name,
        chain=record.chain if record else "",
        sequence=record.sequence if record else None,
    )
