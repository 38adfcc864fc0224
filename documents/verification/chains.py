"""Whether a chain of records is whole: no number missing, no link broken, no end cut off."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from documents.models import Record, RecordChain
from documents.models.record import NOTHING
from documents.verification.batches import read_in_batches
from documents.verification.finding import Finding

# So many signs of a fingerprint nobody can match on purpose, and a person can still copy them by hand.
SHORTEST_FINGERPRINT = 16


@dataclass(frozen=True)
class Head:
    """The last record of a chain."""

    chain: str
    sequence: int
    hash: str


@dataclass(frozen=True)
class Anchor:
    """A head printed earlier: this record must still be there; the fingerprint may be its beginning."""

    chain: str
    sequence: int
    hash: str

    @classmethod
    def parse(cls, text: str, chain: str | None) -> "Anchor":
        """From «KEY:SEQ:HASH», or «SEQ:HASH» where the chain is known; ValueError otherwise."""
        *key, sequence, fingerprint = text.strip().rsplit(":", 2)
        key = key[0] if key else chain
        fingerprint = fingerprint.lower()
        if not key or len(fingerprint) < SHORTEST_FINGERPRINT or set(fingerprint) - set("0123456789abcdef"):
            raise ValueError(text)
        return cls(key, int(sequence), fingerprint)


def check_chain(key: str, heads: list[Head], counts):
    """Walk the chain from its first record; the last one walked is added to ``heads``."""
    walked, expected, previous = 0, 1, NOTHING
    for batch in read_in_batches(Record.objects.filter(chain=key), by="sequence"):
        for pk, record in batch.items():
            walked += 1
            if isinstance(record, Exception):
                yield _unreadable(key, pk)
                # Its fingerprint is not known, so the link to it cannot be checked.
                expected, previous = expected + 1, None
                continue
            yield from _check_link(record, expected, previous)
            expected, previous = record.sequence + 1, record.hash
    counts["records"] += walked
    last = Head(key, expected - 1, previous or "")
    yield from _check_doubles(last, walked)
    yield from _check_head(key)
    if walked:
        heads.append(last)


def check_anchor(anchor: Anchor):
    """Whether the record written down earlier is still the same."""
    stored = Record.objects.filter(chain=anchor.chain, sequence=anchor.sequence).values_list("hash", flat=True)
    if not any(fingerprint.startswith(anchor.hash) for fingerprint in stored):
        yield Finding(
            "anchor",
            _(
                "Chain “%(chain)s”: record no. %(number)d is not the one whose fingerprint %(fingerprint)s was written "
                "down. The chain was cut off or written anew."
            )
            % {"chain": anchor.chain, "number": anchor.sequence, "fingerprint": anchor.hash},
            chain=anchor.chain,
            sequence=anchor.sequence,
        )


def _check_link(record, expected, previous):
    if record.sequence > expected:
        yield _of(record, "gap", _missing(expected, record.sequence - 1))
    elif record.sequence < expected:
        yield _of(record, "order", _("there are two records of this number."))
    elif previous is not None and record.previous_hash != previous:
        yield _of(record, "link", _("it does not continue the record before it: one of the two was replaced or moved."))
    if not _has_its_fingerprint(record):
        yield _of(record, "changed-record", _("it was changed after it was made."))


def _missing(first, last):
    if first == last:
        return _("the record before it, no. %(number)d, is missing.") % {"number": first}
    return _("the records before it, no. %(first)d to %(last)d, are missing.") % {"first": first, "last": last}


def _has_its_fingerprint(record):
    try:
        return record.hash == record.fingerprint()
    except (AttributeError, TypeError, ValueError):
        return False  # something in it is not even of the right sort


def _check_doubles(last, walked):
    stored = Record.objects.filter(chain=last.chain, sequence__lte=last.sequence).count()
    if stored != walked:
        yield Finding(
            "order",
            _("Chain “%(chain)s”: some numbers are taken by more than one record.") % {"chain": last.chain},
            chain=last.chain,
        )


@transaction.atomic
def _head_and_last(key):
    """Under the lock of the chain, so that a record being added is not taken for a forged one."""
    head = RecordChain.objects.select_for_update().filter(key=key).first()
    last = Record.objects.filter(chain=key).order_by("-sequence").values_list("sequence", "hash").first()
    return head, last or (0, NOTHING)


def _check_head(key):
    head, (sequence, fingerprint) = _head_and_last(key)
    if head is None:
        words = _("Chain “%(chain)s” has no row of its own: it was taken away, or there never was such a chain.")
        code = "no-chain"
    elif sequence < head.length:
        words = _("Chain “%(chain)s” had %(length)d records, the last one now is no. %(number)d: its end was cut off.")
        code = "cut-off"
    elif sequence > head.length:
        words = _("Chain “%(chain)s” has %(length)d records, yet there is no. %(number)d: it was added from outside.")
        code = "added"
    elif fingerprint != head.head_hash:
        words = _("Chain “%(chain)s”: the last record, no. %(number)d, was replaced, or the chain's own row changed.")
        code = "head"
    else:
        return
    values = {"chain": key, "number": sequence, "length": head.length if head else 0}
    yield Finding(code, words % values, chain=key, sequence=sequence or None)


def _of(record, code, words):
    return Finding(
        code,
        _("Chain “%(chain)s”, record no. %(number)d about %(row)s: %(words)s")
        % {"chain": record.chain, "number": record.sequence, "row": record.subject, "words": words},
        kind=record.kind,
        subject=record.subject,
        chain=record.chain,
        sequence=record.sequence,
    )


def _unreadable(key, pk):
    return Finding(
        "changed-record",
        _("Chain “%(chain)s”: the record in row %(row)s cannot be read: it was changed after it was made.")
        % {"chain": key, "row": f"documents.record:{pk}"},
        chain=key,
    )
