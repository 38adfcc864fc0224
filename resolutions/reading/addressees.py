"""Whom an item is addressed to: the noun phrase in the dative before the first verb or the colon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resolutions.reading.grammar import cases, is_acronym, is_infinitive, part_of_speech
from resolutions.reading.names import PERSON

_WORD = re.compile(r"«[^«»]*»|\"[^\"]*\"|\([^()]*\)|(?<!\w)\w{1,3}\.(?=\s?[\w«(])|[\w№]+(?:[-./]\w+)*|[^\w\s]")
# Circumstances that may stand between the addressee and the verb; they are not part of a name.
_CIRCUMSTANCE = re.compile(
    r"(?:во\s+исполнение|в\s+(?:целях|соответствии|рамках|срок\w*|течени|месячн|\w*дневн|\w*недельн|связи|дальнейшем|установленн|кратчайш|случае)"
    r"|с\s+(?:целью|учетом|учётом|\d)|совместно\s+с|на\s+(?:основании|местах|всех\s+уровнях|период)|исходя|при\s+\w+|для\s+\w+|по\s+итогам"
    r"|до\s+(?:\d|конца)|не\s+(?:позднее|позже|реже)|начиная|ежегодно|ежемесячно|ежеквартально|постоянно|регулярно|также|к\s+\d|по\s+мере"
    r"|(?:в|за)\s+(?:\d|I|январ|феврал|март|апрел|ма[ей]|июн|июл|август|сентябр|октябр|ноябр|декабр|перв|втор))",
    re.IGNORECASE,
)
_COMMISSION = re.compile(
    r"(?:поручить|рекомендовать|предложить|обязать|просить|предоставить\s+право|обратиться\s+к)\s+", re.IGNORECASE
)
_ACCUSATIVE = re.compile(r"(?:обязать|просить|обратиться)", re.IGNORECASE)
_LONGEST = 60  # words


@dataclass(frozen=True, slots=True)
class Address:
    """The parties as printed, and where the rest of the item begins."""

    parties: tuple[str, ...]
    end: int


def read_addressees(text: str, *, opens_list: bool) -> Address:
    """The parties an item begins with; ``opens_list`` says that sub-items follow."""
    commission = _COMMISSION.match(text)
    start = commission.end() if commission else 0
    accusative = bool(commission and _ACCUSATIVE.match(text))
    words = _words(text, start)
    if not words or not (accusative or _may_begin(words[0].group(), words)):
        return Address((), start if commission else 0)
    end = _phrase_end(text, words)
    if end is None:
        return Address((), 0)
    phrase, verb = end
    closes = verb == len(words) and (opens_list or text.rstrip().endswith(":"))
    if verb == len(words) and not closes:
        return Address((), 0)
    if phrase == 0:
        return Address((), 0)
    parties = _split(text, words[:phrase], accusative)
    following = words[verb].start() if verb < len(words) else len(text)
    return Address(tuple(parties), following)


def _words(text: str, start: int) -> list[re.Match[str]]:
    found = []
    for word in _WORD.finditer(text, start, start + 1500):
        found.append(word)
        if len(found) >= _LONGEST:
            break
    return found


def _may_begin(word: str, words: list[re.Match[str]]) -> bool:
    """A dative, an undeclined acronym before a name or a list, or a person."""
    if is_acronym(word):
        return True
    return word.isalpha() and "datv" in cases(word) and part_of_speech(word) not in {"PREP", "INFN", "GRND"}


def _phrase_end(text: str, words: list[re.Match[str]]) -> tuple[int, int] | None:
    """How many words the phrase takes, and which word the verb is (all of them when a colon closes the item)."""
    phrase: int | None = None
    for place, match in enumerate(words):
        word = match.group()
        if word == ":" and not text[match.end() :].strip():
            return (place if phrase is None else phrase), len(words)
        if word in {":", ";", "!", "?"} or (word == "." and place):
            return None
        if word.isalpha() and is_infinitive(word):
            if phrase is None:
                phrase = place
            return _without_adverbs(words, phrase), place
        if phrase is None and place and (_CIRCUMSTANCE.match(text, match.start()) or _gerund(words, place)):
            phrase = place
    if len(words) < _LONGEST:
        return (len(words) if phrase is None else phrase), len(words)
    return None


def _without_adverbs(words: list[re.Match[str]], phrase: int) -> int:
    """«Профкомам активно и постоянно вовлекать»: how, not who."""
    while phrase > 1 and _adverb(words[phrase - 1].group()):
        phrase -= 1
    return phrase


def _adverb(word: str) -> bool:
    return word in {",", "и"} or (word.isalpha() and part_of_speech(word) in {"ADVB", "PRCL"})


def _gerund(words: list[re.Match[str]], place: int) -> bool:
    return words[place - 1].group() == "," and part_of_speech(words[place].group()) == "GRND"


def _split(text: str, words: list[re.Match[str]], accusative: bool) -> list[str]:
    """Divide a list of parties at commas and «и» that are followed by another party, not by more of its name."""
    while words and words[-1].group() in {",", "и"}:
        words = words[:-1]
    parts: list[tuple[int, int]] = []
    begin = 0
    for place in range(1, len(words) - 1):
        word = words[place].group()
        if word not in {",", "и", ";"} or place <= begin:
            continue
        following = place + 1
        if words[following].group() == "и" and following + 1 < len(words):
            following += 1
        if _begins_party(text, words, begin, following, accusative):
            parts.append((begin, place))
            begin = following
    parts.append((begin, len(words)))
    found = [text[words[a].start() : words[b - 1].end()].strip(" ,") for a, b in parts if b > a]
    return [words for words in found if words]


def _begins_party(text: str, words: list[re.Match[str]], begin: int, place: int, accusative: bool) -> bool:
    word = words[place].group()
    if PERSON.match(text, words[place].start()):
        return True
    if is_acronym(word):  # «ИОООП, ФНПР»: one of several acronyms, but not the rest of «председателям ТПО и ППО»
        return is_acronym(words[begin].group()) and place - begin <= 2
    if not word.isalpha():
        return False
    found = cases(word)
    if accusative:
        return "accs" in found and "gent" not in found
    return "datv" in found and "gent" not in found
