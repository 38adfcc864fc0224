"""What is written down in the chain of records: each room says of its own rows which, and what of them."""

import datetime
import json
import uuid
from decimal import Decimal

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

_subjects: dict[str, "Subject"] = {}


class Subject:
    """How rows of one model are recorded under one kind; inherit it and register it with ``@subject``.

    ``snapshot`` and ``chain`` get a row of ``instances()`` and may read only what that queryset brings along, so that
    ten thousand rows are verified with a few queries.
    """

    kind: str
    model: type[models.Model]
    # Words for a person who reads what is wrong: of one row, and of keys of the snapshot that are no fields.
    title = ""
    field_titles: dict[str, str] = {}

    def instances(self) -> models.QuerySet:
        """Every row that must have a record, with all that ``snapshot`` and ``chain`` read."""
        return self.model._default_manager.all()

    def snapshot(self, instance) -> dict:
        """What of the row must never change unrecorded: text, whole numbers, dates, lists and dictionaries of them."""
        raise NotImplementedError

    def chain(self, instance) -> str:
        """The key of the chain the row belongs to; it never changes."""
        raise NotImplementedError

    def describe(self, payload: dict) -> str:
        """The row as a person would name it, from its snapshot: the row itself may be gone."""
        return ""

    def owner_of(self, official_file) -> str:
        """What of this room the file belongs to, as a person would name it; nothing where it is not of these rows."""
        return ""

    def key(self, pk) -> str:
        """How a record names a row: «resolutions.registration:15»."""
        return f"{self.model._meta.label_lower}:{pk}"

    def field_title(self, key: str) -> str:
        """The words for a key of the snapshot."""
        if key in self.field_titles:
            return str(self.field_titles[key])
        names = {field.name: field.verbose_name for field in self.model._meta.concrete_fields}
        return str(names.get(key, key))


def subject(kind: str, label: str):
    """Register the class below as the way to record rows of the model under this kind."""

    def register(cls):
        # The model is asked for when first needed: rooms register while models are still being loaded.
        _subjects[kind] = type(cls.__name__, (cls,), {"kind": kind, "model": _LazyModel(label)})()
        return cls

    return register


def subject_of(kind: str) -> Subject:
    """What was registered under the kind; KeyError when nothing was."""
    return _subjects[kind]


def all_subjects() -> list[Subject]:
    """Everything that is recorded, in the order of kinds."""
    return [_subjects[kind] for kind in sorted(_subjects)]


def canonical_json(value) -> str:
    """The one way to write the value down; what could be written in two ways is refused with TypeError."""
    _refuse_ambiguous(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_as_text)


class _LazyModel:
    def __init__(self, label):
        self.label = label

    def __get__(self, instance, owner):
        return apps.get_model(self.label)


def _as_text(value):
    if isinstance(value, datetime.datetime):
        if value.tzinfo is None:
            raise TypeError(f"a moment without its time zone: {value!r}")
        return value.astimezone(datetime.UTC).isoformat(timespec="microseconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    raise TypeError(f"cannot be recorded: {value!r}")


def _refuse_ambiguous(value):
    """A fraction is written differently by different programs, a translation depends on the reader's language."""
    if isinstance(value, float | Promise):
        raise TypeError(f"cannot be recorded: {value!r}; write it as text")
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError(f"keys of what is recorded must be text: {list(value)!r}")
        for inner in value.values():
            _refuse_ambiguous(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_ambiguous(inner)
