"""What differs between a record and a row, in words."""

import json

from django.utils.translation import gettext as _

from documents.subjects import canonical_json

SHOWN = 5
LONGEST = 60
ABSENT = object()


def differences(subject, was: dict, now: dict) -> list[str]:
    """The first few fields that differ, each with what was recorded and what stands there now."""
    # As JSON would give it back: a date became text, a tuple a list.
    found = list(_walk("", was, json.loads(canonical_json(now)), subject.field_title))
    shown = [
        _("%(field)s: recorded %(was)s, now %(now)s") % {"field": field, "was": _text(before), "now": _text(after)}
        for field, before, after in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        shown.append(_("and %(count)d more") % {"count": len(found) - SHOWN})
    # Equal in sense and still not the same text: the record was written over.
    return shown or [_("the record is written otherwise than it was")]


def _walk(path, was, now, title):
    """(field, recorded, present) of every leaf that differs; titles are for the outermost keys only."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in sorted({*was, *now}):
            inner = title(key) if title else key
            yield from _walk(_join(path, inner), was.get(key, ABSENT), now.get(key, ABSENT), None)
    elif isinstance(was, list) and isinstance(now, list):
        for number in range(max(len(was), len(now))):
            pair = [values[number] if number < len(values) else ABSENT for values in (was, now)]
            yield from _walk(_join(path, str(number + 1)), *pair, None)
    elif was != now or type(was) is not type(now):
        yield path, was, now


def _join(path, key):
    return f"{path} → {key}" if path else key


def _text(value):
    if value is ABSENT or value is None or value == "":
        return _("nothing")
    text = value if isinstance(value, str) else canonical_json(value)
    return f"«{text}»" if len(text) <= LONGEST else f"«{text[:LONGEST]}…»"
