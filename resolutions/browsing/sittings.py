"""The rows of a list of acts, sitting by sitting."""

from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

from control.execution import executions_of
from control.models import Assignment
from resolutions.items import anchor_of


@dataclass
class Point:
    """A point of an act that is addressed to the party a reader asks about."""

    label: str
    anchor: str


@dataclass
class Row:
    """An act with what its row says besides."""

    listed: object
    standing: str
    execution: object = None
    points: list[Point] = field(default_factory=list)

    @property
    def act(self):
        return self.listed.act


@dataclass
class Sitting:
    """What one body decided on one day."""

    day: object
    body: object
    meeting: object
    place: str
    rows: list[Row]


def sittings_of(listed, day, *, shows_execution, to=None) -> list[Sitting]:
    """The acts of one page of a list, grouped as they were adopted."""
    listed = list(listed)
    keys = [row.pk for row in listed]
    executions = executions_of(keys, day) if shows_execution and keys else {}
    points = _points(keys, to) if to and keys else {}
    rows = [Row(row, row.standing_now, executions.get(row.pk), points.get(row.pk, [])) for row in listed]
    sittings = []
    for _key, members in groupby(rows, key=attrgetter("listed.sitting")):
        members = list(members)
        first = members[0]
        sittings.append(Sitting(first.act.adopted_on, first.act.body, first.listed.meeting, first.act.place, members))
    return sittings


def _points(keys, party):
    """The points of these acts that are addressed to the party, in the order of the text."""
    cards = Assignment.objects.filter(item__source__in=keys, assignee=party).exclude(state="cancelled")
    found = {}
    for source, label in cards.order_by("item__position").values_list("item__source", "item__label"):
        found.setdefault(source, []).append(Point(label, anchor_of(label)))
    return found
