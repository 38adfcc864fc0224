"""What history says, in words: who changed which field of a party, its rows or a role, from what to what."""

import datetime
import heapq
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey

from registry.history import name_of
from registry.models import Body, CouncilRole, Organisation, Party, PartyGroup, Person, RoleChange
from registry.models.term import Term

PARTIES = (Organisation, Body, Person, PartyGroup)

# What follows from other fields says nothing of its own.
DERIVED = {Person: {"name"}}
# Rows saved together are written within moments of each other.
ONE_SAVE = datetime.timedelta(seconds=2)
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
        values = "; ".join(f"{change.label.lower()}: {change.became or change.was}" for change in self.fields)
        yield f"{self.action}: {self.noun}" + (f" — {values}" if values else "")


@dataclass(slots=True)
class Entry:
    """What one account changed at one time."""

    when: datetime.datetime
    who: str
    sentences: list[str]


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
        if owned or (shared and (cascades or issubclass(part, Term))):
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


def _changes(model, rows):
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
    streams = [_changes(model, _rows(model, (), parties))]
    streams += [_changes(part, _rows(part, way, parties)) for part, way in parts_of(model, shared)]
    return heapq.merge(*streams, key=lambda change: change.when)


# Raw values become words many at a time, so that a long history costs as many queries as a short one.


class Names:
    """Names of what rows point at, looked up many at a time; of deleted ones the last name history knows."""

    def __init__(self):
        self.known = defaultdict(dict)

    def __call__(self, model, pk):
        return self.known[model].get(pk) or _("deleted")

    def look_up(self, wanted):
        for model, keys in wanted.items():
            missing = {key for key in keys if key is not None} - self.known[model].keys()
            if missing:
                self.known[model].update(dict.fromkeys(missing))
                self.known[model].update(_names(model, missing))


def _names(model, keys):
    if issubclass(model, Party):
        return _party_names(keys)
    if issubclass(model, get_user_model()):
        return {user.pk: name_of(user) for user in model._base_manager.filter(pk__in=keys)}
    names = {}
    if is_recorded(model):
        # The words of a row that is part of a party: a site, for its readings.
        for change in _changes(model, history_of(model)._base_manager.filter(id__in=keys)):
            names[change.pk] = _title(change, Names())
    return names or {row.pk: str(row) for row in model._base_manager.filter(pk__in=keys)}


def _party_names(keys):
    names = {}
    for pk, name, place in Party.objects.filter(pk__in=keys).values_list(
        "pk", "name", "as_body__organisation__short_name"
    ):
        names[pk] = f"{name} ({place})" if place else name
    for model in PARTIES:
        gone = keys - names.keys()
        if not gone:
            break
        rows = history_of(model)._base_manager.filter(id__in=gone).order_by("history_date", "history_id")
        names.update(rows.values_list("id", "name"))
    return names


def in_words(changes, names, owner=None):
    """Puts a batch of changes into words; ``owner`` is the party on whose screen they are read."""
    changes = list(changes)
    wanted = defaultdict(set)
    for change in changes:
        wanted[get_user_model()].add(change.user_id)
        if issubclass(change.model, Party):
            wanted[Party].add(change.pk)
        for each in told_fields(change.model):
            if each.is_relation:
                values = [change.values[each.attname], (change.before or {}).get(each.attname)]
                wanted[_target(each)].update(values)
    names.look_up(wanted)
    for change in changes:
        _put_into_words(change, names, owner)
    return changes


def _target(each):
    model = each.remote_field.model
    return Party if issubclass(model, Party) else model


def _put_into_words(change, names, owner):
    change.who = names.known[get_user_model()].get(change.user_id) or change.user_name or _("the program")
    change.title = names(Party, change.pk) if issubclass(change.model, Party) else _title(change, names, owner)
    change.owner = change.title if issubclass(change.model, Party) else _owner(change, names)
    if change.kind == CHANGED and change.before is None:
        return  # brought in without history: what it was is not known
    before = {CREATED: {}, CHANGED: change.before, DELETED: change.values}[change.kind]
    after = {} if change.kind == DELETED else change.values
    for each in told_fields(change.model):
        was, became = before.get(each.attname), after.get(each.attname)
        if was == became or (owner and change.kind != CHANGED and _goes_without_saying(change, each, owner)):
            continue
        words = _words(each, was, names), _words(each, became, names)
        if any(words):
            change.fields.append(FieldChange(capfirst(label_of(each)), *words))


def _goes_without_saying(change, each, owner):
    """On the screen of a party: whose row it is, and what a new party says unless told otherwise."""
    value = change.values[each.attname]
    if issubclass(change.model, Party):
        return not each.is_relation and value == each.get_default()
    return each.is_relation and _target(each) is Party and value == owner


def _owner(change, names):
    """The parties a row belongs to: a seat belongs to a body and to a person."""
    return ", ".join(
        names(_target(each), change.values[each.attname])
        for each in told_fields(change.model)
        if each.is_relation and change.values[each.attname] is not None
    )


def _title(change, names, owner=None):
    """A row in a few words: its first fields, and whom it joins if it is a seat or a post."""
    told = told_fields(change.model)
    own = [
        words for each in told if not each.is_relation and (words := _words(each, change.values[each.attname], names))
    ]
    if own and not issubclass(change.model, Term):
        return ", ".join(own[:2])
    joined = [(_target(each), change.values[each.attname]) for each in told if each.is_relation]
    return ", ".join([*(names(model, pk) for model, pk in joined if pk != owner), *own[:1]])


def _words(each, value, names):
    if value is None or value == "":
        return ""
    if each.is_relation:
        return names(_target(each), value)
    if each.flatchoices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value), "d.m.Y H:i")
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    return str(value)


# On a screen


def entries_of(party):
    """The history of a party as its screen shows it, the newest first, with what was saved together in one entry."""
    model = type(party)
    changes = in_words(changes_of([party.pk], model), Names(), owner=party.pk)
    return _together((change.when, change.who, list(change.sentences(model))) for change in reversed(changes))


def entries_of_role(council_role):
    """The history of a role: whom it was given to and taken from, and how the role itself was changed."""
    lines = [
        (change.changed_at, change.changed_by_name or _("the program"), [role_sentence(change)])
        for change in council_role.changes.all()
    ]
    changes = in_words(_changes(CouncilRole, history_of(CouncilRole)._base_manager.filter(id=council_role.pk)), Names())
    lines += [(change.when, change.who, list(change.sentences(CouncilRole))) for change in changes]
    return _together(sorted(lines, key=lambda line: line[0], reverse=True))


def role_sentence(change):
    words = _("Given to: %(name)s") if change.action == RoleChange.Action.GIVEN else _("Taken from: %(name)s")
    return words % {"name": change.user_name}


def _together(lines):
    entries = []
    for when, who, sentences in lines:
        if not sentences:
            continue
        if entries and entries[-1].who == who and entries[-1].when - when <= ONE_SAVE:
            # The lines come newest first; within one save they are read in the order they were written.
            entries[-1].sentences[:0] = sentences
        else:
            entries.append(Entry(when, who, sentences))
    return entries


# For an auditor


@dataclass(frozen=True, slots=True)
class Line:
    """One field changed once, as an auditor's table shows it."""

    when: datetime.datetime
    who: str
    kind: str
    object: str
    row: str
    action: str
    field: str
    was: str
    became: str
    reason: str = ""


def lines_below(path, since=None, until=None, others=()):
    """Everything changed in the part of the tree below the path, oldest first, read from the database as it goes.

    ``others`` are the paths of councils further down that keep their own history to themselves.
    """
    # A seat is told once, with its body.
    streams = [changes_of(_ever_below(model, path, others), model, shared=False) for model in PARTIES]
    roles = history_of(CouncilRole)._base_manager.filter(
        organisation__in=Organisation.objects.filter(_part("path", path, others))
    )
    streams.append(_changes(CouncilRole, roles))
    changes = heapq.merge(*streams, key=lambda change: change.when)
    changes = (c for c in changes if (not since or c.when >= since) and (not until or c.when < until))
    return heapq.merge(_party_lines(changes), _role_lines(path, since, until, others), key=lambda line: line.when)


def _part(field, path, others):
    part = models.Q(**{f"{field}__startswith": path})
    for other in others:
        part &= ~models.Q(**{f"{field}__startswith": other})
    return part


def _ever_below(model, path, others):
    """Keys of the parties that stand below the path, and of those deleted while they stood there."""
    if not path:
        return history_of(model)._base_manager.values("id")
    part = _part("path", path, others)
    standing = Party.objects.filter(part).order_by().values("pk")
    gone = history_of(model)._base_manager.filter(part, history_type=DELETED).order_by().values("id")
    return standing.union(gone)


def _party_lines(changes):
    names, changes = Names(), iter(changes)
    while batch := list(islice(changes, 2000)):
        for change in in_words(batch, names):
            row = "" if issubclass(change.model, Party) else change.title
            fixed = (change.when, change.who, capfirst(change.noun), change.owner, row, change.action)
            for one in change.fields or [FieldChange("", "", "")]:
                yield Line(*fixed, one.label, one.was, one.became, change.reason)


def _role_lines(path, since, until, others):
    changes = RoleChange.objects.filter(_part("council_role__organisation__path", path, others))
    changes = changes.filter(**({"changed_at__gte": since} if since else {}))
    changes = changes.filter(**({"changed_at__lt": until} if until else {}))
    changes = changes.select_related("council_role__organisation").order_by("changed_at", "pk")
    for change in changes.iterator(chunk_size=2000):
        given = change.action == RoleChange.Action.GIVEN
        yield Line(
            when=change.changed_at,
            who=change.changed_by_name or _("the program"),
            kind=capfirst(str(CouncilRole._meta.verbose_name)),
            object=f"{change.council_role.organisation}: {change.council_role.get_role_display()}",
            row="",
            action=change.get_action_display(),
            field=capfirst(_("account")),
            was="" if given else change.user_name,
            became=change.user_name if given else "",
        )
