"""The values of a change as a person reads them: names of choices and of what is pointed at, never keys."""

import datetime
from collections import defaultdict

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.chronicle.changes import (
    CHANGED,
    CREATED,
    DELETED,
    PARTIES,
    FieldChange,
    changes_of_rows,
    history_of,
    is_recorded,
    label_of,
    told_fields,
)
from registry.history import name_of
from registry.models import Convocation, Membership, Party, Post

# Rows told by one word beside whom they join; others, by their first two.
SEATS = (Convocation, Membership, Post)


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
        for change in changes_of_rows(model, history_of(model)._base_manager.filter(id__in=keys)):
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
    if own and not issubclass(change.model, SEATS):
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
