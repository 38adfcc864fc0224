"""How far each point of an act or a plan has come, as any reader may know it: numbers and days, nobody's name."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from control.deadline_value import DeadlineKind
from control.models import ON_CONTROL, OPEN, Assignment, ItemState, Occurrence, Tally
from registry.models import DataConsent, PartyType, Person

# What a reader is told of a point, in the order of the line over the text.
DONE, WORK, REVIEW, STEADY, WAIT, OVERDUE, OFF = "done", "work", "review", "steady", "wait", "overdue", "off"
KINDS = (DONE, WORK, REVIEW, STEADY, WAIT, OVERDUE, OFF)

# A tick for every card, as far as they can be told apart.
MOST_TICKS = 40
_TICK = {
    DONE: {"y": "3", "height": "9"},
    REVIEW: {"y": "3", "height": "9"},
    OVERDUE: {"y": "0", "height": "15"},
    OFF: {"y": "5", "height": "3"},
    "rest": {"y": "10", "height": "2"},
}


@dataclass
class Round:
    """One day of a duty that comes again: how many were asked for it, and how many did it."""

    due: datetime.date
    total: int
    done: int


@dataclass
class PointExecution:
    """The cards of one point in numbers."""

    item_id: str
    day: datetime.date
    deadline_kind: str = ""
    author_days: tuple[str, ...] = ()
    cards: Counter = field(default_factory=Counter)
    not_done: int = 0  # closed all the same
    unneeded: int = 0  # closed, because nobody needs it any more
    overdue: int = 0
    late_since: datetime.date | None = None
    due: datetime.date | None = None  # the nearest day somebody still has to answer by
    done_on: datetime.date | None = None
    is_done_late: bool = False
    round: Round | None = None

    @property
    def on_control(self) -> int:
        return sum(self.cards[state] for state in ON_CONTROL)

    @property
    def total(self) -> int:
        """Cards that were not cancelled: whatever became of them is said."""
        return self.on_control + self.cards[ItemState.CLOSED]

    @property
    def done(self) -> int:
        return self.cards[ItemState.CLOSED] - self.undone

    @property
    def undone(self) -> int:
        """Closed without the work being done: neither done nor open."""
        return self.not_done + self.unneeded

    @property
    def reported(self) -> int:
        return self.cards[ItemState.REPORTED]

    @property
    def is_done(self) -> bool:
        """What nobody needs any more does not keep the point from being done; what was asked and not done does."""
        return bool(self.done) and not (self.on_control or self.not_done)

    @property
    def comes_again(self) -> bool:
        """Whether the same is due on several days."""
        return len(self.author_days) > 1

    @property
    def kind(self) -> str:
        """The one word for the point."""
        if self.is_done:
            return DONE
        if not self.on_control:
            return OFF
        if self.overdue:
            return OVERDUE
        if self.reported == self.on_control:
            return REVIEW
        if self.due is None:
            return STEADY if self.deadline_kind == DeadlineKind.OPEN_ENDED else WORK
        begun = self.total != self.cards[ItemState.ASSIGNED] or (self.round and self.round.done)
        return WORK if begun else WAIT

    @property
    def days_late(self) -> int:
        return (self.day - self.late_since).days if self.late_since else 0

    @property
    def is_moved(self) -> bool:
        """Whether the coming day is not the one a reader sees in the text."""
        return self.due is not None and (self.comes_again or self.due.isoformat() not in self.author_days)

    @property
    def ticks(self) -> list[dict]:
        """A mark for each card from the left: done, closed undone, reported, late, the rest; each kind has its form."""
        if not 1 < self.total <= MOST_TICKS:
            return []
        rest = self.on_control - self.reported - self.overdue
        counted = (
            (DONE, self.done),
            (OFF, self.undone),
            (REVIEW, self.reported),
            (OVERDUE, self.overdue),
            ("rest", rest),
        )
        kinds = [kind for kind, cards in counted for _card in range(cards)]
        # Numbers of a drawing: as words, so that no language puts commas into them.
        return [{"kind": kind, "x": str(place * 10), **_TICK[kind]} for place, kind in enumerate(kinds)]

    @property
    def ticks_width(self) -> str:
        return str(self.total * 10 - 3)


@dataclass
class Execution:
    """All points of one page that are on control."""

    day: datetime.date
    points: dict[str, PointExecution]

    def of(self, item_id) -> PointExecution | None:
        return self.points.get(str(item_id))

    @property
    def total(self) -> int:
        return len(self.points)

    @property
    def counted(self) -> Counter:
        return Counter(point.kind for point in self.points.values())

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """How many points are alike, in the order of the line over the text."""
        counted = self.counted
        return [(kind, counted[kind]) for kind in KINDS if counted[kind]]

    @property
    def kind(self) -> str:
        """The one word for the whole page, in a list: what is late before what is under way before what is done."""
        counted = self.counted
        under_way = any(counted[kind] for kind in (WORK, REVIEW, STEADY, WAIT))
        return OVERDUE if counted[OVERDUE] else WORK if under_way else DONE if counted[DONE] else OFF


def execution_of(source_pk: int, day: datetime.date | None = None) -> Execution | None:
    """What may be told of the points of this page; None where nothing of it is on control."""
    return executions_of([source_pk], day).get(source_pk)


def executions_of(
    sources: Iterable[int], day: datetime.date | None = None, *, items: Iterable[int] | None = None
) -> dict[int, Execution]:
    """What may be told of the points of these pages (of these items on them), page by page, in so many questions.

    A page nothing of which is on control is left out.
    """
    day, sources = day or timezone.localdate(), list(sources)
    points = points_of(sources, day, items=items)
    if not points:
        return {}
    for place in points_of_people(sources, day):
        points.pop(place, None)
    _read_days(points, day)
    found: dict[int, dict[str, PointExecution]] = {}
    for (source, name), point in points.items():
        found.setdefault(source, {})[name] = point
    return {source: Execution(day, its) for source, its in found.items()}


def points_of(
    sources: Iterable[int], day: datetime.date, *, items: Iterable[int] | None = None
) -> dict[tuple[int, str], PointExecution]:
    """The cards of every point of these pages in numbers, by the page and the point, in the order of the texts."""
    points: dict[tuple[int, str], PointExecution] = {}
    tallies = Tally.objects.filter(item__source__in=list(sources))
    if items is not None:
        tallies = tallies.filter(item__in=list(items))
    rows = (
        tallies.order_by("item__source", "item__position", "item__pk")
        .values("item__source", "item__item_id", "item__due", "item__deadline_kind", "state", "next_due")
        .annotate(total=Sum("cards"))
    )
    for row in rows:
        key = row["item__source"], row["item__item_id"]
        if key not in points:
            points[key] = PointExecution(key[1], day, row["item__deadline_kind"], tuple(row["item__due"] or ()))
        _add(points[key], row)
    if points:
        _tell_apart_closed(points)
    return points


def _add(point, row):
    state, due, cards = row["state"], row["next_due"], row["total"]
    point.cards[state] += cards
    if state not in OPEN or due is None:
        return
    if due < point.day:
        point.overdue += cards
        point.late_since = min(due, point.late_since or due)
    else:
        point.due = min(due, point.due or due)


def _tell_apart_closed(points):
    """Of the closed cards, those closed though nothing was done; what the council took off control is not done, too."""
    sources, names = ({place[side] for place in points} for side in (0, 1))
    closed = Assignment.objects.closed_undone().filter(item__source__in=sources, item__item_id__in=names).order_by()
    counted = closed.values("item__source", "item__item_id", "result", by_act=Q(basis_act__isnull=False))
    for row in counted.annotate(total=Count("pk")):
        point = points.get((row["item__source"], row["item__item_id"]))
        if point is None:
            continue
        if row["result"] == Assignment.Result.NOT_DONE or row["by_act"]:
            point.not_done += row["total"]
        else:
            point.unneeded += row["total"]


def points_of_people(sources: Iterable[int], day: datetime.date) -> set[tuple[int, str]]:
    """The points whose cards tell of a person by name who has not agreed to be named on the site."""
    cards = Assignment.objects.filter(
        item__source__in=list(sources), through=None, assignee__party_type=PartyType.PERSON
    ).order_by()
    named = list(cards.values_list("item__source", "item__item_id", "assignee"))
    people = Person.objects.filter(pk__in={person for *_point, person in named}).prefetch_related("consents")
    agreed = {person.pk for person in people if person.agreed_to(DataConsent.Scope.NAME, day)} if named else set()
    return {(source, item) for source, item, person in named if person not in agreed}


def _read_days(points, day):
    """When what is done was done, and how the last round of what comes again went."""
    asked = {place: point for place, point in points.items() if point.is_done or point.comes_again}
    if not asked:
        return
    sources, names = ({place[side] for place in asked} for side in (0, 1))
    rows = (
        Occurrence.objects.filter(
            assignment__item__source__in=sources, assignment__item__item_id__in=names, cancelled_at=None
        )
        .order_by()
        .values("assignment__item__source", "assignment__item__item_id", day_asked=Coalesce("first_due", "due"))
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(done_on__isnull=False)),
            last=Max("done_on"),
            late=Count("pk", filter=Q(outcome=Occurrence.Outcome.LATE)),
        )
    )
    for row in rows:
        point = asked.get((row["assignment__item__source"], row["assignment__item__item_id"]))
        if point is None:
            continue
        if point.is_done and row["last"]:
            point.done_on = max(row["last"], point.done_on or row["last"])
            point.is_done_late |= bool(row["late"])
        due = row["day_asked"]
        if due and point.comes_again and due <= day and (point.round is None or due > point.round.due):
            point.round = Round(due, row["total"], row["done"])
