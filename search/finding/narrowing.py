"""What a search is narrowed by, and how many finds each choice would leave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone

from search.models.entry import ENDED, IN_FORCE, NOT_YET

RELEVANCE, NEWEST, OLDEST = "", "new", "old"
ORDERS = (RELEVANCE, NEWEST, OLDEST)
FORCES = (IN_FORCE, NOT_YET, ENDED)
LARGEST_KEY = 2**62
FACETS = ("kind", "body", "year", "topic", "force")


@dataclass(frozen=True)
class Narrowing:
    """One value of each facet, or none; a value nobody could have chosen is no value."""

    kind: str = ""
    body: int | None = None
    year: int | None = None
    topic: str = ""
    force: str = ""
    organisation: int | None = None
    order: str = RELEVANCE
    unknown: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def of(cls, query: QueryDict) -> Narrowing:
        """As the address says; names of what it says in vain are kept in ``unknown``."""
        numbers = {name: _whole(query.get(name, "")) for name in ("body", "year", "organisation")}
        values = numbers | {
            "kind": _short(query.get("kind", "")),
            "topic": _short(query.get("topic", "")),
            "force": query.get("force", "") if query.get("force", "") in FORCES else "",
            "order": query.get("order", "") if query.get("order", "") in ORDERS else RELEVANCE,
        }
        unknown = [name for name in values if query.get(name) and not values[name]]
        return cls(**values, unknown=tuple(unknown))

    @property
    def values(self) -> dict:
        """What is chosen, as an address says it."""
        named = ("kind", "body", "year", "topic", "force", "organisation", "order")
        return {name: getattr(self, name) for name in named if getattr(self, name)}

    @property
    def is_narrow(self) -> bool:
        return any(name != "order" for name in self.values)

    def with_(self, **values) -> Narrowing:
        return replace(self, **values)

    def applied_to(self, entries):
        """The entries that are left."""
        columns = {name: getattr(self, name) for name in ("kind", "body", "year") if getattr(self, name)}
        entries = entries.filter(**columns)
        if self.topic:
            entries = entries.filter(topic__contains=f"|{self.topic}|")
        if self.force:
            entries = entries.with_force(timezone.localdate()).filter(force=self.force)
        if self.organisation:
            entries = entries.filter(tokens__holds=(frozenset({f"o_{self.organisation}"}),))
        return entries


class Counts:
    """How many finds there are, by every facet: counted in one query, whatever is chosen."""

    def __init__(self, entries, narrowing: Narrowing):
        self.narrowing = narrowing
        if narrowing.organisation:
            entries = narrowing.with_(kind="", body=None, year=None, topic="", force="").applied_to(entries)
        rows = (
            entries.with_force(timezone.localdate())
            .order_by()
            .values_list("kind", "body", "year", "topic", "force")
            .annotate(number=Count("pk"))
        )
        self.rows = [(_Row(*row[:5]), row[5]) for row in rows]
        self.total = sum(number for row, number in self.rows if row.fits(narrowing))

    def of(self, facet: str) -> Counter:
        """For each value of the facet the finds it would leave, all other choices standing."""
        others = self.narrowing.with_(**{facet: "" if facet in ("kind", "topic", "force") else None})
        counted = Counter()
        for row, number in self.rows:
            if row.fits(others):
                for value in row.values_of(facet):
                    counted[value] += number
        return counted

    @property
    def without_kind(self) -> int:
        others = self.narrowing.with_(kind="")
        return sum(number for row, number in self.rows if row.fits(others))


@dataclass(frozen=True)
class _Row:
    kind: str
    body: int | None
    year: int | None
    topic: str
    force: str

    def fits(self, narrowing):
        return (
            narrowing.kind in ("", self.kind)
            and narrowing.body in (None, self.body)
            and narrowing.year in (None, self.year)
            and (not narrowing.topic or f"|{narrowing.topic}|" in self.topic)
            and narrowing.force in ("", self.force)
        )

    def values_of(self, facet):
        if facet == "topic":
            return filter(None, self.topic.split("|"))
        value = getattr(self, facet)
        return [value] if value else []


def _whole(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _short(text):
    return text.strip()[:120].replace("\x00", "").replace("|", " ")
