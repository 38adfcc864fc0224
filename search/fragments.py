"""The piece of a page that answers the question, with the words found marked."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.blocks.field_block import ChooserBlock
from wagtail.search.index import SearchField

from search.lemmas import word_forms, words

LENGTH = 260
LEAD_IN = 80

_PRINTED_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")
_NAMES = {"title", "heading", "number"}  # shown beside the fragment already


@dataclass(frozen=True)
class Passage:
    """A paragraph of a page or a point of an act, with the anchor that leads to it."""

    text: str
    anchor: str = ""

    @property
    def printed(self):
        return " ".join(self.text.split())


def best_passage(page, asked: list[frozenset[str]]) -> Passage:
    """The passage with most of the words asked for; of equals the first, so a preamble goes before a point."""
    best = max(_passages(page), key=lambda passage: _words_answered(passage.text, asked), default=Passage(""))
    return best if _words_answered(best.text, asked) else Passage(best.text)


def marked(passage: Passage, asked: list[frozenset[str]]) -> SafeString:
    """The passage cut around its first found word, escaped, every form of a word asked for inside <mark>."""
    text = passage.printed
    start, end = _window(text, [found.start() for found in _found(text, asked)])
    text = text[start:end].strip()
    pieces, done = [], 0
    for found in _found(text, asked):
        pieces += [escape(text[done : found.start()]), f"<mark>{escape(found[0])}</mark>"]
        done = found.end()
    pieces.append(escape(text[done:]))
    before, after = "… " if start else "", "…" if end < len(passage.printed) else ""
    return mark_safe(f"{before}{''.join(pieces)}{after}")  # noqa: S308 every piece is escaped just above


def _passages(page):
    for field in page.get_search_fields():
        if not isinstance(field, SearchField) or field.field_name in _NAMES:
            continue
        if field.field_name == "items_text":
            for item in page.operative_items:
                yield Passage(f"{item.label}. {item.text}" if item.label else item.text, item.anchor)
        else:
            for text in _texts(getattr(page, field.field_name)):
                yield from (Passage(line) for line in text.splitlines() if line.strip())


def _texts(value):
    if not isinstance(value, StreamValue):
        return [str(value or "")]
    # A chooser inside a block would ask the database for its picture or file, page by page.
    textual = {name for name, block in value.stream_block.child_blocks.items() if not _chooses(block)}
    return [
        text
        for place, raw in enumerate(value.raw_data)
        if raw["type"] in textual
        for text in value[place].block.get_searchable_content(value[place].value)
    ]


def _chooses(block):
    inner = [*getattr(block, "child_blocks", {}).values(), *filter(None, [getattr(block, "child_block", None)])]
    return isinstance(block, ChooserBlock) or any(map(_chooses, inner))


def _words_answered(text, asked):
    forms = set().union(*map(_forms, _PRINTED_WORD.findall(text)))
    return sum(not forms.isdisjoint(one) for one in asked)


def _found(text, asked):
    wanted = frozenset().union(*asked)
    return [found for found in _PRINTED_WORD.finditer(text) if not wanted.isdisjoint(_forms(found[0]))]


def _forms(printed):
    return frozenset().union(*map(word_forms, words(printed)))


def _window(text, starts):
    """Where to cut: shortly before the first found word, between words."""
    start = max(starts[0] - LEAD_IN, 0) if starts and starts[0] > LENGTH - LEAD_IN else 0
    if start:
        start = text.find(" ", start, starts[0]) + 1 or starts[0]
    end = len(text)
    if end - start > LENGTH:
        end = text.rfind(" ", start + 1, start + LENGTH)
        end = end if end > start else start + LENGTH
    return start, end
