"""The chain of records: each says what was written down and carries the fingerprint of the one before it."""

import hashlib
import json
from datetime import UTC

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.models.kept import Kept, KeptQuerySet
from documents.subjects import canonical_json, subject_of

# What the first record of a chain continues.
NOTHING = "0" * 64


class RecordChain(Kept):
    """A council's chain: how many records it has and the fingerprint of the last one.

    Its row is the lock under which records are added one by one.
    """

    key = models.CharField(_("chain"), max_length=64, unique=True)
    length = models.PositiveBigIntegerField(_("records"), default=0)
    head_hash = models.CharField(_("fingerprint of the last record"), max_length=64, default=NOTHING)

    class Meta:
        verbose_name = _("chain of records")
        verbose_name_plural = _("chains of records")

    def __str__(self):
        return self.key

    @staticmethod
    def key_of_council(organisation_pk) -> str:
        """The chain of the council of this organisation."""
        return f"council:{organisation_pk}"

    @classmethod
    def locked(cls, key: str) -> "RecordChain":
        """The chain, made when new; nobody else adds to it until the transaction ends."""
        chain = cls.objects.select_for_update().filter(key=key).first()
        if chain is None:
            cls.objects.get_or_create(key=key)
            chain = cls.objects.select_for_update().get(key=key)
        return chain

    def extend(self, records: list["Record"]):
        """Number the records, tie each to the one before it and write them."""
        for record in records:
            record.chain, record.sequence, record.previous_hash = self.key, self.length + 1, self.head_hash
            record.hash = record.fingerprint()
            self.length, self.head_hash = record.sequence, record.hash
        Record.objects.bulk_create(records)
        # Past KeptQuerySet: of all that is kept only the head of a chain moves, and only here.
        models.QuerySet(type(self)).filter(pk=self.pk).update(length=self.length, head_hash=self.head_hash)


class RecordQuerySet(KeptQuerySet):
    """Records, and the question which of them is the last word on a row."""

    def of(self, kind: str, subjects: list[str]):
        """All that was recorded about the rows, the last word on each at the end."""
        return self.filter(kind=kind, subject__in=list(subjects)).order_by("sequence", "pk")


class Record(Kept):
    """What a row held when it was written down, by whom and when.

    The newest record of a row is what the row must hold now.
    """

    chain = models.CharField(_("chain"), max_length=64)
    sequence = models.PositiveBigIntegerField(_("number in the chain"))
    kind = models.CharField(_("kind"), max_length=40)
    subject = models.CharField(_("row"), max_length=120)
    # Text, not JSON: a database may rewrite JSON its own way, and the fingerprint is of these very signs.
    payload_text = models.TextField(_("contents"))
    made_at = models.DateTimeField(_("made at"))
    made_by_name = models.CharField(_("made by"), max_length=255, blank=True)
    previous_hash = models.CharField(_("fingerprint of the record before"), max_length=64)
    hash = models.CharField(_("fingerprint"), max_length=64, unique=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="one_record_a_number")]
        indexes = [models.Index(fields=["kind", "subject"], name="record_of_a_row")]

    def __str__(self):
        return f"{self.chain}:{self.sequence}"

    @property
    def payload(self) -> dict | None:
        """What the row held; None once the row was lawfully taken away."""
        return json.loads(self.payload_text)

    def fingerprint(self) -> str:
        """SHA-256 of the fingerprint before and of every field as canonical JSON."""
        fields = {
            "chain": self.chain,
            "kind": self.kind,
            "made_at": self.made_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "made_by_name": self.made_by_name,
            "payload": self.payload_text,
            "sequence": self.sequence,
            "subject": self.subject,
        }
        return hashlib.sha256((self.previous_hash + canonical_json(fields)).encode()).hexdigest()

    @classmethod
    def append(cls, kind: str, instance: models.Model, *, user=None, by: str = "") -> "Record":
        """Write down what the row holds now; in the transaction that wrote the row."""
        return cls.append_many(kind, [instance], user=user, by=by)[0]

    @classmethod
    @transaction.atomic
    def append_many(cls, kind: str, instances: list[models.Model], *, user=None, by: str = "") -> list["Record"]:
        """Write down what the rows hold now, in this order; rows of one chain only.

        Each row is read from the database anew, just as verification will read it.
        """
        if not instances:
            return []
        subject = subject_of(kind)
        rows = subject.instances().in_bulk([instance.pk for instance in instances])
        missing = [subject.key(instance.pk) for instance in instances if instance.pk not in rows]
        if missing:
            raise LookupError(f"not among what «{kind}» records: {', '.join(missing)}")
        rows = [rows[instance.pk] for instance in instances]
        (key,) = {subject.chain(row) for row in rows}
        return cls._append(key, kind, [(subject.key(row.pk), subject.snapshot(row)) for row in rows], user, by)

    @classmethod
    @transaction.atomic
    def append_removal(cls, kind: str, instance: models.Model, *, user=None, by: str = "") -> "Record":
        """Write down that the row is lawfully taken away; in the transaction that deletes it, before the deletion."""
        subject = subject_of(kind)
        row = subject.instances().get(pk=instance.pk)
        return cls._append(subject.chain(row), kind, [(subject.key(row.pk), None)], user, by)[0]

    @classmethod
    def _append(cls, key, kind, contents, user, by):
        chain = RecordChain.locked(key)
        # The clock is read under the lock, so that times go up with the numbers.
        now, name = timezone.now(), by or _name_of(user)
        records = [
            cls(kind=kind, subject=text, payload_text=canonical_json(payload), made_at=now, made_by_name=name)
            for text, payload in contents
        ]
        chain.extend(records)
        return records


def _name_of(user):
    """The name and the log-in: two people may have the same name."""
    if user is None or not user.is_authenticated:
        return ""
    full_name = user.get_full_name()
    return f"{full_name} ({user.get_username()})" if full_name else user.get_username()
