"""Printed words as they are compared: bookmarks dropped, white space and letter-spacing folded, typos kept."""

from __future__ import annotations

import re
import unicodedata

_BOOKMARK = re.compile(r"\[bookmark: [^\]\[]*\]")
_SPACED_CAPITALS = re.compile(r"(?<!\S)[А-ЯЁ](?:[ \u00a0][А-ЯЁ]){2,}(?![^\s:.,])")
_SPACED_SMALL = re.compile(r"(?<!\S)[А-ЯЁа-яё](?:[ \u00a0][а-яё]){4,}(?![^\s:.,])")
_DASHES = str.maketrans("‐‑‒–—―−", "-------")
_RULER = re.compile(r"[\W_]{3,}")


def strip_bookmarks(text: str) -> str:
    """The line without the bookmark marks that text converters leave in it."""
    return _BOOKMARK.sub("", text) if "[bookmark" in text else text


def fold(text: str) -> str:
    """The words with every run of white space, hard spaces and tabs included, as one space."""
    return " ".join(strip_bookmarks(text).split())


def fold_heading(text: str) -> str:
    """The same for headings, where «П О С Т А Н О В Л Е Н И Е» is one word set wide."""
    text = strip_bookmarks(text)
    for pattern in (_SPACED_CAPITALS, _SPACED_SMALL):
        text = pattern.sub(lambda found: re.sub(r"\s", "", found.group()), text)
    return " ".join(text.split())


def norm_number(raw: str) -> str:
    """A number as it is compared: compatibility forms folded, every dash a hyphen, no spaces."""
    return "".join(unicodedata.normalize("NFKC", raw).translate(_DASHES).split())


def with_hyphens(text: str) -> str:
    """The text with every dash as a hyphen, character for character."""
    return text.translate(_DASHES)


def sentence_case(words: str) -> str:
    """«ПОСТАНОВЛЕНИЕ» as «Постановление»."""
    return words[:1].upper() + words[1:].lower()


def is_ruler(text: str) -> bool:
    """Whether the line is drawn, not written: a row of signs such as ======== or ________."""
    text = "".join(text.split())
    return bool(_RULER.fullmatch(text)) and len(set(text)) <= 3 and text not in {"...", "…"}
