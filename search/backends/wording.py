"""What goes into the index, whatever the engine: every searchable text with the dictionary forms of its words."""

from copy import copy

from django.db.models import Manager
from wagtail.search.index import AutocompleteField, RelatedFields, SearchField

from search.lemmas import index_text


class WordedObject:
    """Stands in for an object while the engine stores it: the same search fields, their text ready for the index."""

    def __init__(self, obj):
        self.pk = obj.pk
        self.fields = list(_worded_fields(obj, obj.get_search_fields()))

    def get_search_fields(self):
        return self.fields


def _worded_fields(obj, fields):
    for field in fields:
        if isinstance(field, RelatedFields):
            for related in _related_objects(field.get_value(obj)):
                yield from _worded_fields(related, field.fields)
        elif isinstance(field, SearchField | AutocompleteField):
            yield _worded(field, index_text(_plain_text(field.get_value(obj))))


def _worded(field, text):
    worded = copy(field)
    worded.get_value = lambda obj: text
    return worded


def _related_objects(value):
    if isinstance(value, Manager):
        return value.all()
    value = value() if callable(value) else value
    return [] if value is None else [value]


def _plain_text(value):
    if value is None:
        return ""
    if isinstance(value, dict):
        value = list(value.values())
    return " ".join(map(_plain_text, value)) if isinstance(value, list) else str(value)
