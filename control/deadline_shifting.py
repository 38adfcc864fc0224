"""The words of a deadline moved to other years: «февраль 2022» for the next plan is «февраль 2023».

Only years the words write out move; «в течение года», «ежеквартально до 10 числа» and «т.г.» follow their plan by
themselves. Nothing else in the words changes, a space or a «г.» included.
"""

from __future__ import annotations

import re
from calendar import isleap

from control.deadline_clauses import QUOTED
from control.deadline_vocabulary import MONTH_GENITIVE
from control.deadline_words import Token, tokens

_FIRST, _LAST = 1900, 2099
_LEAP_DAY = re.compile(
    r"(?P<day>29)(?P<between>\s?[»\"”]?\s?(?:-?го\s)?\s?февраля\s|\s?\.\s?0?2\s?\.\s?)$", re.IGNORECASE
)
_CITED = re.compile(r"(?<!\w)от\s*(?:[«\"„“]?\s?\d{1,2}\s?[»\"”]?\s?" + MONTH_GENITIVE + r"\s*)?$", re.IGNORECASE)


def shift_years(words: str, years: int) -> str:
    """The words with every year of a term moved so many years ahead (or back, when negative).

    Quoted titles and dates of cited acts («от 24.11.2021 № 10-5») stay; 29 February moved into a common year is 28.
    """
    words = words or ""
    places = sorted(place for token in tokens(_without_titles(words)) for place in _years_in(words, token))
    moved, done = [], 0
    for start, end in places:
        moved.append(words[done:start])
        year = _moved(words[start:end], years)
        moved.append(year)
        done = end
        if len(year) == 4 and not isleap(int(year)):
            text = "".join(moved)[: -len(year)]
            moved = [_LEAP_DAY.sub(r"28\g<between>", text), year]
    return "".join(moved) + words[done:]


def _without_titles(words: str) -> str:
    return QUOTED.sub(lambda found: " " * len(found.group()), words)


def _years_in(words: str, token: Token) -> list[tuple[int, int]]:
    """Where the digits of the years stand in a word of the term."""
    names = {"iso": "y", "date": "y", "numspan": "y", "nummonth": "y", "year": "y", "yearspan": "ab"}.get(token.kind)
    if token.kind == "school":
        return [
            found.span()
            for found in re.finditer(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<=\d[-/])\d\d(?!\d)", words)
            if token.start <= found.start() < token.end
        ]
    if not names or _CITED.search(words, max(0, token.start - 30), token.start):
        return []
    return [token.match.span(f"{token.kind}_{name}") for name in names]


def _moved(year: str, years: int) -> str:
    """«2022» → «2023», «99» → «00»; a year no act speaks of stays."""
    if len(year) == 2:
        return f"{(int(year) + years) % 100:02}"
    return str(int(year) + years) if _FIRST <= int(year) + years <= _LAST else year
