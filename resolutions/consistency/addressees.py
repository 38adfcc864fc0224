"""Addressees as texts decline them, and the names under which the registry may know them."""

import re
from functools import lru_cache

from registry.names import PersonName
from resolutions.reading.grammar import parses
from resolutions.reading.names import PERSON

_PLAIN = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁа-яё]+)*")
_EVERY = re.compile(r"^(?:всем|каждому|каждой)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
_NAME_WORD = re.compile(r"[А-ЯЁ]\.|[А-ЯЁ][А-ЯЁа-яё-]+")
_DESCRIBES = {"ADJF", "PRTF"}


@lru_cache(maxsize=5_000)
def names_meant(printed: str) -> tuple[str, ...]:
    """What the words may be called in a list, likeliest first: «Членским организациям Федерации» gives
    «Членские организации Федерации» and «Членские организации»."""
    words = _EVERY.sub("", _BRACKETS.sub(" ", " ".join(printed.split()))).strip(" ,;:.").split()
    found = [" ".join(words)]
    for head, stands in _heads(tuple(words)):
        names = [*head, *words[stands:]]
        found += [" ".join(names[:end]) for end in range(len(names), stands - 1, -1)]
    return tuple(dict.fromkeys(name for name in found if name))


def _heads(words):
    """The adjectives and the noun at the beginning, from the dative to the nominative, and how many words they are."""
    for place, word in enumerate(words[:5]):
        if not _PLAIN.fullmatch(word):
            return
        nouns = [parse for parse in parses(word) if parse.tag.POS == "NOUN" and parse.tag.case == "datv"]
        for noun in nouns:
            changed = [_adjective(each, noun.tag) for each in words[:place]]
            inflected = noun.inflect({"nomn"})
            if inflected and all(changed):
                yield [*changed, _like(inflected.word, word)], place + 1
        if nouns or not any(parse.tag.POS in _DESCRIBES for parse in parses(word)):
            return


def _adjective(word, noun):
    for parse in parses(word):
        tag = parse.tag
        agrees = tag.number == noun.number and (noun.number == "plur" or tag.gender in {noun.gender, None})
        if tag.POS in _DESCRIBES and tag.case == "datv" and agrees:
            inflected = parse.inflect({"nomn"})
            return _like(inflected.word, word) if inflected else ""
    return ""


def _like(inflected, printed):
    """The word with the capitals of the printed one."""
    if printed.isupper():
        return inflected.upper()
    return inflected.capitalize() if printed[:1].isupper() else inflected


@lru_cache(maxsize=5_000)
def people_in(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The people a text names, as printed, each with the keys under which the registry may know them."""
    found = ((name.group(), keys_of(name.group())) for name in PERSON.finditer(text))
    return tuple((printed, keys) for printed, keys in found if keys)


@lru_cache(maxsize=5_000)
def keys_of(printed: str) -> frozenset[str]:
    """Keys of a declined name: «Лосевой В.С.» may be Лосева and Лосевой."""
    parts = _NAME_WORD.findall(printed)
    initials = [part[0] for part in parts if part.endswith(".")]
    words = [part for part in parts if not part.endswith(".")]
    if len(words) == 1 and initials:
        surnames = words
    elif len(words) == 3 and not initials:
        # «Лосева Вера Сергеевна», or the other way round.
        return _keys(words[0], words[1][0], words[2][0]) | _keys(words[2], words[0][0], words[1][0])
    else:
        return frozenset()
    return _keys(surnames[0], *initials[:2])


def _keys(surname, given, patronymic=""):
    surnames = {surname}
    for parse in parses(surname):
        if parse.tag.POS == "NOUN" and (inflected := parse.inflect({"nomn", "sing"})):
            surnames.add(inflected.word.capitalize())
    return frozenset(
        PersonName(each, given, middle).key
        for each in surnames
        for middle in ({patronymic, ""} if patronymic else {""})
    )
