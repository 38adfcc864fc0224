"""The pieces of a text that answer a question, cut to a length that can be read at a glance, with the words marked."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.lemmas import words

LENGTH = 260
LEAD_IN = 80

_PRINTED_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


def marked(text: str, marks: frozenset[str], length: int = LENGTH) -> SafeString:
    """The text cut around its first found word, escaped, every word to be marked inside <mark>."""
    found = _found(text, marks)
    start, end = _window(text, [one.start() for one in found], length)
    pieces, done = [], start
    for one in found:
        if start <= one.start() and one.end() <= end:
            pieces += [escape(text[done : one.start()]), f"<mark>{escape(one[0])}</mark>"]
            done = one.end()
    pieces.append(escape(text[done:end]))
    before, after = "… " if start else "", "…" if end < len(text) else ""
    return mark_safe(f"{before}{''.join(pieces).strip()}{after}")  # noqa: S308 every piece is escaped just above


def cut(text: str, length: int = LENGTH) -> str:
    """The beginning of a text, to a whole word."""
    _start, end = _window(text, [], length)
    return text if end == len(text) else f"{text[:end]}…"


def _found(text, marks):
    return [one for one in _PRINTED_WORD.finditer(text) if marks and not marks.isdisjoint(words(one[0]))]


def _window(text, starts, length):
    """Where to cut: shortly before the first found word, between words."""
    start = max(starts[0] - LEAD_IN, 0) if starts and starts[0] > length - LEAD_IN else 0
    if start:
        start = text.find(" ", start, starts[0]) + 1 or starts[0]
    end = len(text)
    if end - start > length:
        end = text.rfind(" ", start + 1, start + length)
        end = end if end > start else start + length
    return start, end
