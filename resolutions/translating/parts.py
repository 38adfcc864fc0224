"""What of an act is put into another language, part by part; a point is known by its stable id."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass
class Part:
    """Some words of the act as they read today, and what has been made of them."""

    key: str
    name: str
    words: str
    of: str = ""
    to: str = ""

    @property
    def is_translated(self):
        return bool(self.to) and self.of == self.words

    @property
    def is_behind(self):
        """Whether the Russian words have changed since they were translated."""
        return bool(self.to) and self.of != self.words

    @property
    def rows(self):
        """How tall the field must be to show the words without a bar at the side."""
        return min(14, 1 + sum(1 + len(line) // 60 for line in self.words.splitlines()))


def point_key(item):
    return f"point:{item.id}"


def parts_of(act, translation=None) -> list[Part]:
    """The parts of the act as it reads today, each with its words in the language of the translation."""
    kept = translation.words if translation else {}
    parts = []
    for key, name, words in _words_of(act):
        if words := (words or "").strip():
            had = kept.get(key) or {}
            parts.append(Part(key, name, words, had.get("of", ""), had.get("to", "")))
    return parts


def _words_of(act):
    yield "superior", _("Superior organisation"), act.header.get("superior")
    yield "issuer", _("Issuer"), act.header.get("issuer")
    yield "body", _("Body"), act.header.get("body")
    yield "place", _("Place"), act.place
    yield "heading", _("Title"), act.heading
    yield "preamble", _("Preamble"), act.preamble
    yield "enacting_clause", _("Enacting clause"), act.enacting_clause
    for item in act.standing.items:
        name = _("Point %(label)s") % {"label": item.label} if item.label else _("Point without a number")
        yield point_key(item), name, item.text
    for block in act.signatories:
        yield f"position:{block.id}", _("Position of a signatory"), block.value["position"]
        yield f"signatory:{block.id}", _("Signatory"), block.value["name"]
    for block in act.annexes:
        yield f"annex:{block.id}", _("Title of an annex"), block.value["title"]
