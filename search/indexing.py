"""Writing the index: what stands on public pages becomes entries, and nothing else stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Page

from cms.caching.facts import FOUND, changed
from search.findable.files import Attached, attached_to, with_text
from search.findable.findable import Findable, words_of
from search.findable.pages import kinds, public_pages, read_pages
from search.findable.parties import ORGANISATION, PERSON, listings, read_listing
from search.models import Entry, Word

BATCH = 200
REGISTRY = (ORGANISATION, PERSON)
_WRITTEN = [f.name for f in Entry._meta.concrete_fields if f.name not in ("id", "key", "found_since")]


@dataclass
class Rebuilt:
    """What a rebuilding has done."""

    entries: int = 0
    removed: int = 0
    unread: list[Attached] = field(default_factory=list)
    vocabulary: Counter = field(default_factory=Counter)


def index_pages(keys: Iterable[int]) -> list[Attached]:
    """Bring what is found on these pages into step with them; returns the files whose text is still to be read."""
    keys = list(keys)
    pages = list(public_pages().filter(pk__in=keys))
    findables, unread = _all_of(pages)
    with transaction.atomic():
        kept = write(findables)
        stale = Entry.objects.filter(page__in=keys).exclude(key__in=kept)
        public = [page.pk for page in pages]
        # A list of organisations has entries of the registry; they go with it, not with its own text.
        stale.exclude(kind__in=REGISTRY, page__in=public).delete()
        changed(FOUND)
    return unread


@transaction.atomic
def index_listing(listing, keys=None):
    """Bring the organisations and people of one list into step with the registry."""
    changed(FOUND)
    kept = set()
    for findables in read_listing(listing, keys):
        kept |= write(findables)
    stale = Entry.objects.filter(page=listing.pk, kind__in=REGISTRY)
    if keys is not None:
        # Entries that name one of the organisations: cards of those that closed, people who left.
        asked = {str(key) for key in keys}
        gone = [
            pk
            for pk, key, parties in stale.values_list("pk", "key", "parties")
            if key not in kept and asked.intersection(parties.split())
        ]
        stale.filter(pk__in=gone).delete()
        return
    gone = [pk for pk, key in stale.values_list("pk", "key") if key not in kept]
    for start in range(0, len(gone), 500):
        Entry.objects.filter(pk__in=gone[start : start + 500]).delete()


def write(findables: list[Findable], vocabulary: Counter | None = None) -> set[str]:
    """Write these into the index, each once; words not met before go into the vocabulary."""
    # Of one thing met twice the last reading stands: a database refuses to write a row twice in a statement.
    entries = list({findable.key: findable.entry() for findable in findables}.values())
    Entry.objects.bulk_create(
        entries, batch_size=BATCH, update_conflicts=True, unique_fields=["key"], update_fields=_WRITTEN
    )
    if vocabulary is None:
        Word.objects.add(set().union(*map(words_of, entries)))
    else:
        for entry in entries:
            vocabulary.update(words_of(entry))
    return {entry.key for entry in entries}


def rebuild(report=lambda entries: None) -> Rebuilt:
    """Make the whole index anew, batch by batch, while the old one answers; found before stays found since then."""
    done, kept = Rebuilt(), set()
    types = list(kinds().values())
    keys = public_pages().type(*types).order_by("pk").values_list("pk", flat=True)
    for batch in _batches(keys.iterator(chunk_size=5_000)):
        findables, unread = _all_of(list(Page.objects.filter(pk__in=batch)))
        kept |= write(findables, done.vocabulary)
        done.unread += unread
        report(len(kept))
    for listing in listings():
        for findables in read_listing(listing):
            kept |= write(findables, done.vocabulary)
            report(len(kept))
    done.entries = len(kept)
    gone = [pk for pk, key in Entry.objects.values_list("pk", "key").iterator() if key not in kept]
    for batch in _batches(gone):
        Entry.objects.filter(pk__in=batch).delete()
    done.removed = len(gone)
    _write_vocabulary(done.vocabulary)
    changed(FOUND)
    return done


def _all_of(pages):
    files, unread = with_text(attached_to(pages))
    return [*read_pages(pages), *files], unread


def _write_vocabulary(counted):
    rows = (Word.of(term, word, entries) for (term, word), entries in sorted(counted.items()))
    with transaction.atomic():
        Word.objects.all().delete()
        for batch in _batches(rows, 1_000):
            Word.objects.bulk_create(batch, ignore_conflicts=True)


def _batches(rows, size=BATCH):
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
