"""Rows of history read one against the other: which field of which row was changed, still without names."""

import datetime
import heapq
from dataclasses import dataclass, field
from functools import cache

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey

from registry.models import Body, CouncilRole, Organisation, Party, PartyGroup, Person

PARTIES = (Organisation, Body, Person, PartyGroup)

# What follows from other fields says nothing of its own.
DERIVED = {Person: {"name"}}
CREATED, CHANGED, DELETED = "+", "~", "-"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row: what it is called, what it was and what it became."""

    label: str
    was: str
    became: str

    def __str__(self):
        was = _("was “%(value)s”") % {"value": self.was} if self.was else _("was empty")
        became = _("became “%(value)s”") % {"value": self.became} if self.became else _("became empty")
        return f"{self.label}: {was}, {became}"


@dataclass(slots=True)
class Change:
    """One row of history read against the one before it; values are raw until their names are looked up."""

    model: type[models.Model]
    pk: int
    when: datetime.datetime
    kind: str
    reason: str
    user_id: int | None
    user_name: str
    values: dict
    before: dict | None
    fields: list[FieldChange] = field(default_factory=list)
    who: str = ""
    owner: str = ""
    title: str = ""

    @property
    def action(self):
        return {CREATED: _("Added"), CHANGED: _("Changed"), DELETED: _("Removed")}[self.kind]

    @property
    def noun(self):
        return str(self.model._meta.verbose_name)

    def sentences(self, own_model):
        """What happened, for somebody who looks at the object the row belongs to."""
        if self.reason:
            yield self.reason
        if self.kind == CHANGED:
            prefix = "" if self.model is own_model else f"{capfirst(self.noun)} «{self.title}». "
            yield from (f"{prefix}{change}" for change in self.fields)
            if self.before is None:
                yield prefix + _("Changed; what it was before is not recorded.")
            return
        values = "; ".join(f"{_inside(change.label)}: {change.became or change.was}" for change in self.fields)
        yield f"{self.action}: {self.noun}" + (f" — {values}" if values else "")


def _inside(label):
    """A label inside a sentence: in small letters, unless it is an abbreviation."""
    return label if label.isupper() else label.lower()


# Which rows belong to a party: their histories are found by the column that leads to it.


@cache
def parts_of(model, shared=True):
    """The models whose rows are part of a party of this kind: pairs of model and the fields that lead up to it.

    A part is what cannot be without the party. ``shared`` are parts of another party that speak of this one:
    a person's seat on a body, a place in a list. A new table is found by itself.
    """
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        part = relation.related_model
        if not is_recorded(part) or issubclass(part, Party) or part is CouncilRole:
            continue
        cascades = relation.on_delete is models.CASCADE
        owned = isinstance(relation.field, ParentalKey) or (cascades and not _has_owner(part))
        if owned or (shared and (cascades or _has_owner(part))):
            found.append((part, (relation.field,)))
            found += [(inner, (*way, relation.field)) for inner, way in parts_of(part, shared)]
    return found


def _has_owner(model):
    return any(isinstance(each, ParentalKey) for each in model._meta.fields)


def is_recorded(model):
    return hasattr(model._meta, "simple_history_manager_attribute")


def history_of(model):
    return getattr(model, model._meta.simple_history_manager_attribute).model


@cache
def told_fields(model):
    """The fields a person can change and understand: the name first, the days last."""
    skipped = DERIVED.get(model, set())
    fields = [
        each
        for each in history_of(model).tracked_fields
        if each.editable and not each.primary_key and each.name not in skipped and not _is_parent_link(each)
    ]
    return sorted(
        fields, key=lambda each: (isinstance(each, models.DateField), each.name != "name", each.model is not model)
    )


def label_of(each):
    """What a field is called; a row's way to its party is called after the party."""
    if each.is_relation and each._verbose_name is None:
        return str(each.remote_field.model._meta.verbose_name)
    return str(each.verbose_name)


def _is_parent_link(each):
    return getattr(each.remote_field, "parent_link", False)


def _rows(model, way, owners):
    """The history of the rows that belong, or once belonged, to the owners; oldest first."""
    history = history_of(model)._base_manager.all()
    if not way:
        return history.filter(id__in=owners)
    keys = owners
    for step in reversed(way):
        keys = history_of(step.model)._base_manager.filter(**{f"{step.attname}__in": keys}).values("id")
    return history.filter(id__in=keys)


def changes_of_rows(model, rows):
    """Each row of history against the one before it, oldest first."""
    known = {}
    names = [each.attname for each in told_fields(model)]
    columns = ["id", "history_date", "history_type", "history_change_reason", "history_user_id", "history_user_name"]
    rows = rows.order_by("history_date", "history_id").values_list(*columns, *names)
    for pk, when, kind, reason, user_id, user_name, *values in rows.iterator(chunk_size=2000):
        after = tuple(values)
        before, known[pk] = known.get(pk), after
        if kind != CHANGED or before != after or reason:
            before = dict(zip(names, before, strict=True)) if before else None
            after = dict(zip(names, after, strict=True))
            yield Change(model, pk, when, kind, reason or "", user_id, user_name, after, before)


def changes_of(parties, model, shared=True):
    """All changes of parties of one kind and of what is part of them, oldest first, not yet in words."""
    streams = [changes_of_rows(model, _rows(model, (), parties))]
    streams += [changes_of_rows(part, _rows(part, way, parties)) for part, way in parts_of(model, shared)]
    return heapq.merge(*streams, key=lambda change: change.when)
