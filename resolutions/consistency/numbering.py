"""The numbers of the points: none missing, none twice, none deeper than four levels."""

import re

from django.utils.translation import gettext as _

from resolutions.blocks import MAX_LEVEL

_DECIMAL = re.compile(r"\d+(?:\.\d+)*")
_BRACKET = re.compile(r"\(?(\d+)\)")
_LETTER = re.compile(r"\(?([а-яё])\)?", re.IGNORECASE)
# ё, й, ъ, ы, ь number nothing.
_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"


def _rank(label):
    """How the label counts: its style with what stands before the last number, and that number."""
    label = (label or "").strip().rstrip(".")
    if _DECIMAL.fullmatch(label):
        *before, last = label.split(".")
        return ("decimal", ".".join(before)), int(last)
    if found := _BRACKET.fullmatch(label):
        return ("bracket", ""), int(found[1])
    if (found := _LETTER.fullmatch(label)) and found[1].lower() in _LETTERS:
        return ("letter", ""), _LETTERS.index(found[1].lower()) + 1
    return None, 0


def _siblings(subject):
    """The numbered points in runs: those under one point, numbered in one style."""
    runs = {}
    for point in subject.points:
        style, number = _rank(point.label)
        if style:
            parent = subject.parents[point.id]
            runs.setdefault((parent.id if parent else "", style), []).append((point, number))
    return runs.values()


def gaps(subject):
    """«1, 2, 4»: the number before the last one is missing."""
    for run in _siblings(subject):
        previous = 0
        for point, number in run:
            if number > previous + 1:
                missing = _label_like(point.label, previous + 1)
                yield f"item:{point.id}", _("The number %(missing)s is missing before it.") % {"missing": missing}
            elif number < previous:
                yield f"item:{point.id}", _("The number is out of order.")
            previous = max(previous, number)


def _label_like(label, number):
    """The label with another last number: 4 like «3.6» is «3.4»."""
    style, _number = _rank(label)
    last = _LETTERS[number - 1] if style[0] == "letter" else str(number)
    return re.sub(r"(\d+|[а-яё])(?=\)?\.?$)", last, label.strip(), flags=re.IGNORECASE)


def duplicates(subject):
    """Two points of one level under one number."""
    for run in _siblings(subject):
        seen = set()
        for point, number in run:
            if number in seen:
                yield f"item:{point.id}", _("There is already a point with this number.")
            seen.add(number)


def strays(subject):
    """«3.1» under point 2: the number does not follow from the point above it."""
    for point in subject.points:
        style, _number = _rank(point.label)
        parent = subject.parents[point.id]
        if not style or style[0] != "decimal" or not style[1] or style[1].count(".") >= MAX_LEVEL - 1:
            # What lies too deep is told by its own rule: the editor has no level to put it on.
            continue
        above, _number = _rank(parent.label) if parent else (None, 0)
        if parent and above and above[0] == "decimal" and parent.label.strip().rstrip(".") != style[1]:
            yield (
                f"item:{point.id}",
                _("The number does not follow from point %(label)s above it.") % {"label": parent.label},
            )


def too_deep(subject):
    """More than four levels of numbering."""
    for point in subject.points:
        style, _number = _rank(point.label)
        depth = max(point.level, len(point.label.split(".")) if style and style[0] == "decimal" else 1)
        if depth > MAX_LEVEL:
            yield f"item:{point.id}", _("It lies deeper than four levels.")
