"""The printed numbers of items: «3.2.», «1)», «а)», «–», typed by hand or set by Word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resolutions.reading.dates import DATE
from resolutions.reading.paper import PaperLine

_DECIMAL = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,3}){0,7})(?P<dot>\.?)(?P<gap>\s+|$|(?=[^\W\d]|[«\"(]))(?P<text>.*)$")
_SPLIT = re.compile(r"(?P<label>\d{1,3}\.\s\d{1,3}(?:\.\s?\d{1,3})*)\.\s+(?P<text>\S.*)$")
_BRACKET = re.compile(r"(?P<label>\(?(?:\d{1,3}|[а-яёa-z])\))\s*(?P<text>.*)$", re.IGNORECASE)
_LETTER = re.compile(r"(?P<label>[а-яё])\.\s+(?P<text>.*)$")
_BULLET = re.compile(r"(?P<label>[-‐-―−•·▪◦*])\s+(?P<text>.*)$")
_NOT_A_LABEL = re.compile(r"\d+\s?(?:%|г\.|гг\.|год|руб|тыс|млн|чел|экз|шт)")


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number: its words without the closing dot, its style and, for decimal numbers, its parts."""

    printed: str
    style: str  # decimal, bracket, letter, bullet
    parts: tuple[int, ...] = ()
    split: bool = False  # written with a space inside: «1. 2.»


def read_label(line: PaperLine) -> tuple[Label | None, str, bool]:
    """The item's number, its text, and whether it is numbered twice; a number typed by hand wins over Word's."""
    typed, text = _typed(line.text)
    automatic = _automatic(line)
    if typed is None:
        return automatic, line.text, False
    if typed.style == "bullet" and automatic is not None:
        return automatic, text, False
    twice = automatic is not None and automatic.style != "bullet" and automatic.printed != typed.printed
    second, _text = _typed(text)
    return typed, text, twice or typed.split or (second is not None and second.style == "decimal")


def _automatic(line: PaperLine) -> Label | None:
    if not line.label:
        return None
    label, rest = _typed(line.label)
    if label is not None and not rest:
        return label
    if line.label.rstrip(".").isdecimal():
        return Label(line.label.rstrip("."), "decimal", (int(line.label.rstrip(".)")),))
    return Label(line.label.rstrip("."), "bullet" if not any(map(str.isalnum, line.label)) else "letter")


def _typed(text: str) -> tuple[Label | None, str]:
    if not text or not (text[0].isdigit() or text[0] in "(-‐‑‒–—―−•·▪◦*" or text[1:2] in {")", "."}):
        return None, text
    if DATE.match(text) or _NOT_A_LABEL.match(text):
        return None, text
    if found := _SPLIT.match(text):
        parts = tuple(int(part) for part in re.findall(r"\d+", found["label"]))
        return Label(found["label"], "decimal", parts, split=True), found["text"]
    if found := _DECIMAL.match(text):
        parts = tuple(int(part) for part in found["label"].split("."))
        if (found["dot"] or len(parts) > 1) and parts[0] > 0:
            return Label(found["label"], "decimal", parts), found["text"].strip()
    for pattern, style in ((_BRACKET, "bracket"), (_LETTER, "letter"), (_BULLET, "bullet")):
        if found := pattern.match(text):
            if style == "bracket" and found["label"].strip("()").isalpha():
                style = "letter"
            return Label(found["label"], style), found["text"].strip()
    if len(text) == 1 and text in "-–—•·":
        return Label(text, "bullet"), ""
    return None, text
