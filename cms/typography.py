"""Russian typography applied when text is shown; the stored words keep their own characters."""

import re
from functools import lru_cache

NBSP = "\u00a0"

_RULES = [
    (re.compile(r"(№|§) +(?=\S)"), r"\1" + NBSP),
    (re.compile(r"\b(п|пп|ст|г|д|ул|гр|им) ?\. +(?=[\w«])", re.IGNORECASE), r"\1." + NBSP),
    # Initials stay with their surname and with each other, whichever stands first.
    (re.compile(r"\b([А-ЯЁ]\.) +(?=[А-ЯЁ][а-яё.])"), r"\1" + NBSP),
    (re.compile(r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?) +(?=[А-ЯЁ]\.\s?[А-ЯЁ]\.)"), r"\1" + NBSP),
    (
        re.compile(
            r"(\d) +(?=(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
            r"|год|года|году|годы|гг?\.|%|руб|тыс|млн|мм\b))"
        ),
        r"\1" + NBSP,
    ),
    (re.compile(r" +(?=[–—] )"), NBSP),
    (re.compile(r"(?<![\w-])([вксоиуаВКСОИУА]) +(?=\w)"), r"\1" + NBSP),
]


@lru_cache(maxsize=4096)
def with_non_breaking_spaces(text: str) -> str:
    """The same characters, with the spaces that must not end a line made non-breaking."""
    if " " not in text:
        return text
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
