"""How many acts stand behind every choice of a list: counted once for one state of the list, then remembered."""

from collections import Counter
from dataclasses import dataclass, field

from django.core.cache import cache
from django.db.models import Count, F

from resolutions.browsing.choice import DONE, IN_WORK, MARKS, NOTHING, OVERDUE, carried_out
from resolutions.models.listed import ListedAct, ListedFacet

# A change of the list forgets its numbers at once; a card that moves changes none of its rows, so it is waited for.
REMEMBERED = 300
MOST_ADDRESSEES = 100


@dataclass
class Counts:
    """How many acts every value of every facet leaves, all other choices kept."""

    total: int = 0
    of: dict[str, dict] = field(default_factory=dict)


def counts_of(section, choice, day, *, shows_execution) -> Counts:
    """The numbers beside the facets of a list."""
    edition = ListedAct.objects.filter(section=section).order_by("-changed_at").values_list("changed_at", flat=True)[:1]
    stamp = next(iter(edition), None)
    made = ",".join(f"{name}={value}" for name, value in choice.made.items())
    key = f"acts:{section}:{stamp and stamp.timestamp()}:{day:%Y%m%d}:{shows_execution:d}:{made}"
    counts = cache.get(key)
    if counts is None:
        counts = _count(ListedAct.objects.shown_in(section), choice, day, shows_execution)
        cache.set(key, counts, REMEMBERED)
    return counts


def _count(listed, choice, day, shows_execution):
    of = {"year": Counter(), "body": Counter(), "kind": Counter(), "state": Counter()}
    total = 0
    for row in _cube(choice.narrow(listed, day, without=of), day):
        other = {name for name in of if getattr(choice, name) not in (None, row[name])}
        total += 0 if other else row["acts"]
        for name, counted in of.items():
            # What is chosen of a facet does not narrow the facet itself: the reader may still choose otherwise.
            if not other - {name}:
                counted[row[name]] += row["acts"]
    for mark in MARKS:
        of[mark.value] = _marks(choice.narrow(listed, day, without=(mark,)), mark, choice)
    if shows_execution:
        of["execution"] = _execution(choice.narrow(listed, day, without=("execution",)), day)
    return Counts(total, {name: dict(counted) for name, counted in of.items()})


def _cube(listed, day):
    """The acts by year, body, kind and standing at once: one question instead of four."""
    return (
        listed.with_standing(day)
        .order_by()
        .values("year", "body", kind=F("document_type"), state=F("standing"))
        .annotate(acts=Count("pk"))
    )


def _marks(listed, mark, choice):
    marks = ListedFacet.objects.filter(kind=mark, listed__in=listed.order_by().values("pk")).order_by()
    counted = marks.values_list("key").annotate(acts=Count("pk")).order_by("-acts", "key")
    return dict(counted[:MOST_ADDRESSEES])


def _execution(listed, day):
    listed = listed.order_by()
    counted = {state: carried_out(listed, state, day).count() for state in (OVERDUE, IN_WORK, DONE)}
    return counted | {NOTHING: listed.count() - sum(counted.values())}
