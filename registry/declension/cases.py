"""What people and phrases are declined by, and the dictionary both look into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from registry.names import analyser

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse


class Case(StrEnum):
    """The cases an act puts a name into."""

    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"


class Gender(StrEnum):
    """The gender a person's name is declined by."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A form and whether it may be taken without asking; in doubt a person has to look."""

    text: str
    sure: bool


GRAMMEME = {Case.GENITIVE: "gent", Case.DATIVE: "datv", Case.ACCUSATIVE: "accs"}
RUSSIAN = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")


@lru_cache(maxsize=20_000)
def readings_of(word: str) -> tuple[Parse, ...]:
    """The readings of a word, likely ones first; the dictionary is asked about Russian words only."""
    return tuple(analyser().parse(word.lower())) if RUSSIAN.fullmatch(word) else ()


def like(original: str, form: str) -> str:
    """The form with the capitals of the original, and with ё only where the original has it."""
    if "ё" not in original.lower():
        form = form.replace("ё", "е")
    same = 0
    for ours, theirs in zip(original.lower(), form, strict=False):
        if ours != theirs and {ours, theirs} != {"е", "ё"}:
            break
        same += 1
    tail = form[same:]
    return original[:same] + (tail.upper() if len(original) > 1 and original.isupper() else tail)


def genders_in(grammemes: frozenset[str]) -> frozenset[str]:
    """«Глава» is of either gender, as the person is."""
    return (frozenset({"masc", "femn"}) if "ms-f" in grammemes else grammemes) & {"masc", "femn", "neut"}
