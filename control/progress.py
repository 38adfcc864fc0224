"""How far a plan or a programme has been carried out, in measures: the same that its table says of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from django.utils import timezone

from control.execution import DONE, OFF, OVERDUE, REVIEW, points_of, points_of_people


@dataclass(frozen=True)
class Progress:
    """Measures by what became of them; those whose cards are all cancelled are not asked for any more.

    What was given to a person who has not agreed to be named is left out, as it is in the table: whoever takes the one
    from the other must not find out about him.
    """

    total: int
    done: int
    off: int  # closed without being done: neither done nor open
    reported: int
    overdue: int
    # A measure given to many is late with the first card; so many are.
    overdue_cards: int = 0
    # How many plans these measures are of.
    sources: int = 1
    left_out: int = 0

    @property
    def in_work(self) -> int:
        """Still to be done, and not late."""
        return self.total - self.done - self.off - self.reported - self.overdue


def progress_of(sources: Iterable[int], day=None) -> Progress | None:
    """The progress of these pages together; None where nothing of them is on control."""
    return _of(*_told(sources, day))


def progress_by_page(sources: Iterable[int], day=None) -> dict[int, Progress]:
    """The same of each page by itself, in as few questions; a page nothing of which is on control is left out."""
    return progress_by_group({source: [source] for source in sources}, day)


def progress_by_group(groups: dict[Hashable, Iterable[int]], day=None) -> dict[Hashable, Progress]:
    """The same of several pages taken together, for each of the groups; no page stands in two."""
    group_of = {source: group for group, sources in groups.items() for source in sources}
    asked, hidden = _told(group_of, day)
    own, own_hidden = defaultdict(dict), defaultdict(set)
    for place, point in asked.items():
        own[group_of[place[0]]][place] = point
    for place in hidden:
        own_hidden[group_of[place[0]]].add(place)
    return {group: _of(points, own_hidden[group]) for group, points in own.items()}


def _told(sources, day):
    """The points that may be told of, and the places of those that may not."""
    sources, day = list(sources), day or timezone.localdate()
    counted = {place: point for place, point in points_of(sources, day).items() if point.total}
    hidden = points_of_people(sources, day) & counted.keys() if counted else set()
    return {place: point for place, point in counted.items() if place not in hidden}, hidden


def _of(asked, hidden):
    if not asked:
        return None
    kinds = Counter(point.kind for point in asked.values())
    return Progress(
        total=len(asked),
        done=kinds[DONE],
        off=kinds[OFF],
        reported=kinds[REVIEW],
        overdue=kinds[OVERDUE],
        overdue_cards=sum(point.overdue for point in asked.values()),
        sources=len({source for source, _name in asked}),
        left_out=len(hidden),
    )
