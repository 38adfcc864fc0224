"""Which registered acts a text names, by number, date and body."""

import datetime
from functools import reduce
from operator import or_

from django.db.models import Q

from documents.interchange import CouncilDocument
from registry.names import name_key
from resolutions.models.registration import Registration
from resolutions.numbering import number_key
from resolutions.reading.citations import cite


class Citation:
    """Another act named in a text, and the registered act that is meant, if the register has it."""

    def __init__(self, read, point="", label=""):
        self.kind = read["relation"]
        self.body, self.number, self.date = read["body"], read["number"], read["date"]
        self.point, self.label = point, label
        self.act_id = None

    @property
    def words(self):
        """How the text names it: «Генеральный Совет ФНПР № 5-2 от 18.09.2020»."""
        day = datetime.date.fromisoformat(self.date).strftime("%d.%m.%Y") if self.date else ""
        return " ".join(filter(None, [self.body, self.number and f"№ {self.number}", day and f"от {day}"]))

    @property
    def key(self):
        return (number_key(self.number), self.date) if self.number and self.date else None


def citations_of(act) -> list[Citation]:
    """Every act the preamble and the points name, those the register knows found in one query."""
    found = _cited(act.preamble)
    for block in act.items:
        found += _cited(block.value["text"], block.id, (block.value["label"] or "").strip().rstrip("."))
    _find(act, found)
    return found


def _cited(text, point="", label=""):
    document = CouncilDocument(source={}, kind="resolution")
    cite(document, text or "")
    return [Citation(read, point, label) for read in document.citations]


def _find(act, citations):
    keys = {citation.key for citation in citations if citation.key}
    if not keys:
        return
    asked = reduce(or_, (Q(number_key=number, adopted_on=day) for number, day in keys))
    entries = Registration.objects.filter(asked).exclude(act=act.pk).select_related("body", "issuer")
    entries = list(entries.defer("content"))
    for citation in citations:
        fitting = [
            entry
            for entry in entries
            if (entry.number_key, entry.adopted_on.isoformat()) == citation.key and _is_meant(entry, citation, act)
        ]
        own = [entry for entry in fitting if entry.issuer_id == act.issuer_id]
        same_body = [entry for entry in own if not citation.body and entry.body_id == act.body_id]
        for chosen in (fitting, own, same_body):
            if len(chosen) == 1:
                citation.act_id = chosen[0].act_id


def _is_meant(entry, citation, act):
    """Whether the entry is what the words mean: of the body they name, and of ours unless they name another issuer."""
    words, body = name_key(citation.body or ""), name_key(entry.body.name)
    organ = words if body.startswith(words) else body
    if not words.startswith(organ):
        return False
    whose = words[len(organ) :].strip()
    if not whose:
        return entry.issuer_id == act.issuer_id
    return whose in f"{name_key(entry.issuer.name)} {name_key(entry.issuer.short_name)}"
