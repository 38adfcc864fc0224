"""The text of an act as later acts have changed it: computed from the record, which itself never changes.

Changes apply in the order in which they come into force. To repeal an amending act does not bring the old words back.
"""

import copy
import datetime
from dataclasses import dataclass, field
from functools import cached_property

from resolutions.items import operative_items
from resolutions.models.relation import Relation
from resolutions.relations.points import Points, UnknownPoint


@dataclass
class EditionDay:
    """A day from which the act reads anew, and the acts that made it so; the first is the act as adopted."""

    day: datetime.date
    by: list = field(default_factory=list)


@dataclass
class Edition:
    """The act as it reads on a day."""

    act: object
    day: datetime.date
    since: datetime.date
    points: Points
    # What made a point read as it does: its stream id, and the last relation that touched it.
    made_by: dict[str, Relation] = field(default_factory=dict)

    @cached_property
    def text(self):
        """The act with the points of this edition; a copy in memory, never to be saved."""
        page = copy.copy(self.act)
        page.__dict__.pop("operative_items", None)
        page.items = self.act._meta.get_field("items").stream_block.to_python(self.points.blocks)
        return page

    @cached_property
    def operative_items(self):
        """The points as their reader sees them, each with ``changed_by`` where a later act touched it."""
        items = operative_items(self.text.items, self.act.adopted_on)
        for item in items:
            item.changed_by = self.made_by.get(item.id)
        return items


@dataclass
class Wording:
    """A point's words from a day on: as adopted, or by another act; no words once the point is gone."""

    day: datetime.date
    label: str
    text: str
    by: object = None
    relation: Relation | None = None


def relations_onto(act) -> list[Relation]:
    """What registered acts do to this one, in the order of coming into force."""
    return list(Relation.objects.of(act).filter(target=act))


def editions(act, incoming=None) -> list[EditionDay]:
    """The days from which the act reads anew, the day of its adoption first."""
    days = [EditionDay(act.adopted_on)]
    for relation in _changes(act, incoming):
        if relation.effective_from > days[-1].day:
            days.append(EditionDay(relation.effective_from))
        if relation.act not in days[-1].by:
            days[-1].by.append(relation.act)
    return days


def edition(act, day, incoming=None) -> Edition:
    """The act as it reads on the day, with all changes in force by then."""
    result = Edition(act, day, act.adopted_on, Points.of(act))
    for relation in _changes(act, incoming):
        if relation.effective_from > day:
            break
        apply(relation, result.points, result.made_by)
        result.since = max(result.since, relation.effective_from)
    return result


def wording_history(act, item_id, incoming=None) -> list[Wording]:
    """Every wording a point has had, the first one first: as adopted, or as added by a later act."""
    points = Points.of(act)
    history = []
    if points.find(item_id):
        history.append(Wording(act.adopted_on, points.label(item_id), points.text(item_id)))
    for relation in _changes(act, incoming):
        before = points.text(item_id)
        apply(relation, points, {})
        after = points.text(item_id)
        if before != after:
            label = points.label(item_id) or (history[-1].label if history else "")
            history.append(Wording(relation.effective_from, label, after, relation.act, relation))
    return history


def apply(relation, points, made_by) -> None:
    """Do to the points what the relation says; a point that is gone meanwhile cannot be changed any more."""
    try:
        if relation.kind == Relation.Kind.REPEALS:
            points.repeal(relation.target_point)
            left = relation.target_point
        elif relation.operation:
            left = points.apply(
                relation.operation,
                relation.target_point,
                relation.new_text,
                new_id=relation.new_point,
                label=relation.new_label,
            )
        else:
            return
    except UnknownPoint:
        return
    if left:
        made_by[left] = relation


def _changes(act, incoming):
    relations = relations_onto(act) if incoming is None else incoming
    changes = [relation for relation in relations if relation.changes_text and relation.effective_from]
    return sorted(changes, key=lambda relation: (relation.effective_from, relation.pk))
