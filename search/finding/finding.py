"""Finding: from a question to entries in their order, at a price that does not grow with the number of entries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from search.finding.narrowing import NEWEST, OLDEST, RELEVANCE, Counts, Narrowing
from search.finding.ranking import EXACT_NUMBER, Standing, Wanted, rank
from search.finding.reach import Reach
from search.models import Entry, Word
from search.question import Question

# So many of the entries whose title answers, and after them of the newest, are read and put in order by how well they
# answer; those behind them stand as they are, titles first, then the newest.
RANKED = 200

# Among so many finds the organisations they concern are counted.
COUNTED = 5_000

LISTED = (
    "id",
    "key",
    "kind",
    "page",
    "path",
    "language",
    "suffix",
    "address",
    "title",
    "number",
    "about",
    "date",
    "year",
)
SHOWN = (*LISTED, "starts_on", "ends_on", "body", "person", "pieces", "folded", "parties", "found_since")


@dataclass
class Found:
    """An entry with where it stands."""

    entry: Entry
    standing: Standing

    @property
    def is_exact(self) -> bool:
        """Whether it is the act asked for by its number."""
        return self.standing.score >= EXACT_NUMBER // 2


@dataclass
class Finding:
    """What answers a question below a site's root; nothing is asked of the database before it is needed."""

    root: object
    question: Question
    narrowing: Narrowing = field(default_factory=Narrowing)

    @cached_property
    def reach(self) -> Reach:
        """The council, for readers of the language spoken at the moment."""
        return Reach(self.root)

    @cached_property
    def wanted(self) -> Wanted:
        """The question's words in all forms that occur on the site, in one query."""
        terms = {token for tokens in self.question.conjunction for token in tokens if "_" not in token}
        return Wanted.of(self.question, Word.objects.forms_of(terms) if terms else {})

    @cached_property
    def answering(self):
        return Entry.objects.below(self.reach).answering(self.question) if self.question else Entry.objects.none()

    @cached_property
    def narrowed(self):
        return self.narrowing.applied_to(self.answering)

    @cached_property
    def counts(self) -> Counts:
        return Counts(self.answering, self.narrowing)

    @cached_property
    def organisations(self) -> Counter:
        """For each organisation the finds that concern it, all other choices standing.

        Finds may concern a hundred organisations each, so they are counted only where they are few enough to be read.
        """
        if not self.narrowing.organisation and not 0 < self.total <= COUNTED:
            return Counter()
        rows = self.narrowing.with_(organisation=None).applied_to(self.answering).exclude(parties="").order_by()
        named = list(rows.values_list("parties", flat=True)[: COUNTED + 1])
        if len(named) > COUNTED:
            return Counter()
        return Counter(int(key) for keys in named for key in keys.split())

    @property
    def total(self) -> int:
        return self.counts.total

    def __len__(self):
        return self.total

    def __getitem__(self, wanted):
        """A slice in the order asked for."""
        start, stop = wanted.start or 0, wanted.stop
        if self.narrowing.order == RELEVANCE and start < RANKED:
            found = self._ranked[start:stop]
            missing = stop - max(start, RANKED)
            if missing > 0 and len(self._ranked) == RANKED:
                found += self._plain(self._nearest_first, RANKED, stop)
            return found
        rows = {NEWEST: self.narrowed.newest_first(), OLDEST: self.narrowed.oldest_first()}
        return self._plain(rows.get(self.narrowing.order, self._nearest_first), start, stop)

    @property
    def _nearest_first(self):
        return self.narrowed.nearest_first(self.question)

    @cached_property
    def _ranked(self):
        keys = self.narrowed.nearest(self.question, RANKED)
        rows = _in_this_order(Entry.objects.only("id", "folded", "year"), keys)
        rated = [(rank(row.folded, row.year, self.wanted), row) for row in rows]
        # Sorting is stable: of equals the one the database named first stays first.
        rated.sort(key=lambda pair: -pair[0].score)
        self._standings = {row.pk: standing for standing, row in rated}
        return _Lazy([row.pk for _standing, row in rated], self)

    def _plain(self, rows, start, stop):
        # Only keys are put in order: the texts of those before the page are not carried along.
        keys = list(rows.values_list("pk", flat=True)[start:stop])
        return [Found(row, rank(row.folded, row.year, self.wanted)) for row in _shown(keys)]


class _Lazy:
    """The ranked entries: their keys are known, and those of one page are read when they are shown."""

    def __init__(self, keys, finding):
        self.keys, self.finding = keys, finding

    def __len__(self):
        return len(self.keys)

    def __getitem__(self, part):
        return [Found(row, self.finding._standings[row.pk]) for row in _shown(self.keys[part])]


def _shown(keys):
    return _in_this_order(Entry.objects.only(*SHOWN), keys)


def _in_this_order(entries, keys):
    """The entries with these keys, as far as they still are."""
    rows = entries.in_bulk(keys) if keys else {}
    return [rows[key] for key in keys if key in rows]
