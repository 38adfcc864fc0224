"""The words of an act where they are kept more than once, and an act as a person would name it."""

import json

from django.utils.dateparse import parse_date

from resolutions.fingerprint import TEXT_FIELDS, text_of
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import PRINTED_TYPES

STREAMS = ("items", "signatories", "annexes")


def page_words(act) -> dict:
    """What stands in the page's own row, as plain data."""
    return {
        **text_of(act),
        "number": act.number,
        "adopted_on": act.adopted_on.isoformat() if act.adopted_on else None,
        "place": act.place,
        "header": act.printed_header,
    }


def revision_words(content: dict) -> dict:
    """The same words from a stored revision, read without making a page of it."""
    return {
        **{name: content.get(name) or "" for name in (*TEXT_FIELDS, "number", "place")},
        **{name: json.loads(content.get(name) or "[]") for name in STREAMS},
        **{name: content.get(name) for name in ("in_force_from", "in_force_until", "adopted_on", "is_restricted")},
    }


def act_in_words(words: dict) -> str:
    """«Постановление № 7-3 от 17.02.2026» from the words of an act or of its entry."""
    day = words["adopted_on"]
    day = parse_date(day) if isinstance(day, str) else day
    printed = f"{PRINTED_TYPES.get(words['document_type'], words['document_type'])} № {words['number']}"
    return f"{printed} от {day:%d.%m.%Y}" if day else printed


def entry_in_words(entry, act=None) -> str:
    """The act by its entry in the register; one that has none yet, by its title."""
    if entry:
        names = ("document_type", "number", "adopted_on")
        return act_in_words({name: getattr(entry, name) for name in names})
    title = ResolutionPage.objects.filter(pk=act).values_list("title", flat=True).first()
    return f"проект «{title}»" if title else f"акт {act}"
