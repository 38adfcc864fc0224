"""What a dictionary of Russian knows of a word; one analyser for the process, every word asked once."""

from __future__ import annotations

import re
from functools import lru_cache

import pymorphy3

_RUSSIAN = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_POSSIBLE = 0.01  # rarer readings are accidents of the dictionary


@lru_cache(maxsize=1)
def _analyser() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=20_000)
def parses(word: str) -> tuple:
    """The readings of a word, likely ones first; a word in other letters has the one reading of a sign."""
    # The dictionary fails on characters that Unicode gives no name, so it is asked about Russian words only.
    found = _analyser().parse(word.lower() if _RUSSIAN.fullmatch(word) else ",")
    return tuple(parse for parse in found if parse.score >= _POSSIBLE) or tuple(found[:1])


@lru_cache(maxsize=20_000)
def cases(word: str) -> frozenset[str]:
    """The cases a noun, adjective, participle or pronoun may stand in."""
    return frozenset(
        str(parse.tag.case)
        for parse in parses(word)
        if parse.tag.case and parse.tag.POS in {"NOUN", "ADJF", "PRTF", "NPRO", "NUMR"}
    )


@lru_cache(maxsize=20_000)
def is_infinitive(word: str) -> bool:
    """Whether the word is a verb such as «продолжить»; «область» and «сеть» are not."""
    if not word.lower().endswith(("ть", "ти", "чь", "ться", "тись", "чься")):
        return False
    found = parses(word)
    return found[0].tag.POS == "INFN" or (
        any(parse.tag.POS == "INFN" for parse in found) and all(parse.tag.POS != "NOUN" for parse in found)
    )


def part_of_speech(word: str) -> str:
    return str(parses(word)[0].tag.POS or "")


@lru_cache(maxsize=20_000)
def lemma(word: str) -> str:
    found = parses(word)[0].normal_form if _RUSSIAN.fullmatch(word) else word.lower()
    return found.replace("ё", "е")


def is_acronym(word: str) -> bool:
    """«ППО», «ФНПР»: two capitals or more and nothing else."""
    return len(word) > 1 and word.isalpha() and word.isupper()


def nominative(words: list[str]) -> list[str]:
    """An organ's name as it stands in a list: «Генерального Совета» as «Генеральный Совет»; capitals kept."""
    return [_nominative(word) for word in words]


def _nominative(word: str) -> str:
    if is_acronym(word) or not word.isalpha():
        return word
    parse = next((p for p in parses(word) if "gent" in p.tag or "ablt" in p.tag), parses(word)[0])
    inflected = parse.inflect({"nomn"})
    if inflected is None:
        return word
    found = inflected.word
    if word.isupper():
        return found.upper()
    return found.capitalize() if word[:1].isupper() else found
