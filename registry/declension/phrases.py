"""Names of organisations, bodies and positions in the oblique cases: the head noun and its adjectives change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from registry.declension.cases import GRAMMEME, Case, Suggestion, genders_in, like, readings_of

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse


_DASH = "-‐‑–—−"
_PIECE = re.compile(r"[^\s«»„“”\"()\[\],;:/]+")
_QUOTED = re.compile(r"«.*»|„[^“”]*[“”]|“[^”]*”|\"[^\"]*\"|\([^()]*\)", re.DOTALL)
_REGULAR_ADJECTIVE = re.compile(r"(?:[сц]к|н|[ое]в|ист)(?:ий|ый|ой|ая|ое|ие|ые)$", re.IGNORECASE)
_UNION_NOUN = re.compile(r"(?:совпроф|облпроф|горпроф|крайпроф|респроф)$", re.IGNORECASE)  # облсовпроф and its kin
_UNION_ENDING = {Case.GENITIVE: "а", Case.DATIVE: "у", Case.ACCUSATIVE: ""}
_LONGEST_ABBREVIATION = 6
_LONGEST_PHRASE = 1_000
_JOINS = {"и", "или"}
_ACTING = {"врио", "ио"}
_PERSONS = {"уполномоченный", "уполномоченная", "ответственный", "ответственная", "учёный", "доверенный"}
_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the phrase, where it stands, and what is printed between it and the word before."""

    text: str
    start: int
    before: str

    @property
    def is_abbreviation(self) -> bool:
        """«ФОПКО», «ГБУ», «ИвГУ»; a dictionary noun in capitals is a word."""
        if any(letter.isdigit() for letter in self.text):
            return True
        if len(self.text) < 2 or self.text[1:] == self.text[1:].lower():
            return False
        parts = self.text.split("-")
        if all(part[1:] == part[1:].lower() for part in parts):  # Контрольно-Ревизионная
            return False
        if not self.text.isupper() or len(self.text) < 4:
            return True
        return not any(_declines(parse) and parse.is_known for parse in readings_of(self.text)) and not (
            len(self.text) > _LONGEST_ABBREVIATION and _nominatives(self.text)
        )

    @property
    def is_dotted(self) -> bool:
        """«и.о.», «зам.», «врио»: a word that is the same in every case."""
        return "." in self.text or self.text.lower() in _ACTING


@dataclass(slots=True)
class _Change:
    """A word that takes the case, in the reading chosen for it."""

    token: _Token
    parse: Parse | None
    animate: bool
    sure: bool

    def form(self, case: Case) -> Suggestion:
        if self.parse is None:
            ending = _UNION_ENDING[case]
            return Suggestion(self.token.text + (ending.upper() if self.token.text.isupper() else ending), self.sure)
        tag = self.parse.tag
        wanted = {GRAMMEME[case], str(tag.number)}
        if tag.POS != "NOUN":
            if case is Case.ACCUSATIVE and (tag.number == "plur" or tag.gender == "masc"):
                wanted.add("anim" if self.animate else "inan")
            if tag.gender:
                wanted.add(str(tag.gender))
        inflected = self.parse.inflect(wanted)
        if inflected is None:
            return Suggestion(self.token.text, False)
        return Suggestion(like(self.token.text, inflected.word), self.sure)


@dataclass(slots=True)
class _Phrase:
    """What one nominative phrase changes, the token after it, and whether its head is a living being."""

    changes: list[_Change]
    end: int
    animate: bool


def suggest_phrase(text: str) -> dict[Case, Suggestion]:
    """The name of an organisation, body or position in three cases: its leading adjectives and head noun change."""
    return dict(_phrase(text))


@lru_cache(maxsize=5_000)
def _phrase(text: str) -> tuple[tuple[Case, Suggestion], ...]:
    tokens = list(_tokenise(text)) if len(text) <= _LONGEST_PHRASE else []
    changes, sure = _plan(tokens, text)
    suggestions = []
    for case in Case:
        words, at, certain = [], 0, sure
        for change in changes:
            form = change.form(case)
            certain = certain and form.sure
            words += [text[at : change.token.start], form.text]
            at = change.token.start + len(change.token.text)
        suggestions.append((case, Suggestion("".join(words) + text[at:], certain)))
    return tuple(suggestions)


def _tokenise(text: str) -> Iterator[_Token]:
    """The words outside quotes and brackets; a quotation stands in the signs before the word after it."""
    hidden = _QUOTED.sub(lambda quoted: "«" * len(quoted[0]), text)
    at = 0
    for found in _PIECE.finditer(hidden):
        word = found[0]
        if word.strip(_DASH + ".…") == "":
            continue
        kept = word if re.search(r"\.\w|^\w{1,4}\.$", word) else word.rstrip(".!?…")
        yield _Token(kept, found.start(), hidden[at : found.start()])
        at = found.start() + len(kept)


def _plan(tokens: list[_Token], text: str) -> tuple[list[_Change], bool]:
    """The words to change, and whether what stays is sure to stay."""
    first = 0
    while first < len(tokens) and tokens[first].is_dotted:
        first += 1
    phrase = _read(tokens, first)
    if phrase is None:
        return [], _stays(tokens, first, text)
    changes, end = list(phrase.changes), phrase.end
    sure = not any("«" in token.before for token in tokens[first : first + 1])
    while end < len(tokens):
        joined = _joined(tokens, end, phrase)
        if joined:
            changes += joined.changes
            # «председатель – заведующий отделом» is one person; «председатель и члены» may be otherwise meant.
            sure = sure and tokens[end].text.lower() not in _JOINS
            end = joined.end
            continue
        sure = sure and not _is_doubtful(tokens, end)
        end += 1
    return changes, sure and not any(_speaks_on(inside) for inside in _BRACKETS.findall(text))


def _speaks_on(inside: str) -> bool:
    """«Технический директор (главный инженер)»: what brackets hold may have to change as well."""
    tokens = list(_tokenise(inside))
    return any(_is_doubtful(tokens, at) for at in range(len(tokens)))


def _stays(tokens: list[_Token], first: int, text: str) -> bool:
    """«ФОПКО», «ООО «Заря»» and «и.о. председателя» are the same in every case."""
    if first and first < len(tokens):
        return not _nominatives(tokens[first].text)
    return bool(tokens) and tokens[0].is_abbreviation and not tokens[0].before.strip() and text.strip() != ""


def _joined(tokens: list[_Token], at: int, main: _Phrase) -> _Phrase | None:
    """A second head beside the first: after «и», or, of a person's position, after a dash or a comma."""
    token = tokens[at]
    if at == main.end and token.text.lower() in _JOINS and not token.before.strip():
        second = _read(tokens, at + 1)
        return second if second and second.animate == main.animate and _is_plain(tokens, at + 1) else None
    if main.animate and "«" not in token.before and re.search(rf"\s[{_DASH}]+\s|,", token.before):
        second = _read(tokens, at)
        return second if second and second.animate else None
    return None


def _is_plain(tokens: list[_Token], at: int) -> bool:
    return at < len(tokens) and not tokens[at].before.strip()


def _is_doubtful(tokens: list[_Token], at: int) -> bool:
    """A later word that can only be nominative speaks against a head followed by its dependents."""
    token = tokens[at]
    if token.is_abbreviation or token.is_dotted:
        return False
    readings = [parse for parse in readings_of(token.text) if parse.score >= 0.01]
    if not any(parse.is_known for parse in readings) and not _REGULAR_ADJECTIVE.search(token.text):
        return False
    if not readings or not any("nomn" in parse.tag for parse in readings):
        return False
    after_preposition = at > 0 and any(parse.tag.POS == "PREP" for parse in readings_of(tokens[at - 1].text)[:1])
    return not after_preposition and all(
        parse.tag.case in {"nomn", "accs", "voct"} and _declines(parse) for parse in readings
    )


def _declines(parse: Parse) -> bool:
    return parse.tag.POS in {"NOUN", "ADJF", "PRTF"} and not {"Abbr", "Fixd"} & parse.tag.grammemes


def _nominatives(word: str) -> list[Parse]:
    """The readings of a word that a name may begin with, those the dictionary knows before guesses."""
    found = [
        parse
        for parse in readings_of(word)
        if parse.tag.POS in {"NOUN", "ADJF", "PRTF"}
        and "nomn" in parse.tag
        and not {"Surn", "Name", "Patr", "Abbr", "Init"} & parse.tag.grammemes
    ]
    return sorted(found, key=lambda parse: not parse.is_known)


def _read(tokens: list[_Token], start: int) -> _Phrase | None:
    """The adjectives and the noun that agree, from this word on."""
    adjectives: list[tuple[_Token, list[Parse]]] = []
    several = False
    for at in range(start, len(tokens)):
        token = tokens[at]
        if token.is_abbreviation or (at > start and token.is_dotted) or (at > start and _interrupts(token.before)):
            break
        if adjectives and token.text.lower() in _JOINS:
            several = True
            continue
        readings = _nominatives(token.text)
        nouns = [parse for parse in readings if parse.tag.POS == "NOUN" and _agrees(parse, adjectives, several)]
        describing = [parse for parse in readings if parse.tag.POS != "NOUN"]
        if describing and (not nouns or not nouns[0].is_known or _describes_next(tokens, at, describing)):
            adjectives.append((token, describing))
            continue
        if nouns:
            return _with_head(adjectives, token, nouns[0], at + 1, several)
        if _UNION_NOUN.search(token.text):
            return _with_head(adjectives, token, None, at + 1, several)
        if not _is_adverb(token.text):  # «постоянно действующая комиссия»
            break
    return _substantive(tokens, adjectives, start)


def _interrupts(before: str) -> bool:
    return bool(before.strip(" \t\n\u00a0\u202f,")) or re.search(rf"\s[{_DASH}]", before) is not None


def _is_adverb(word: str) -> bool:
    parses = readings_of(word)
    return bool(parses) and parses[0].is_known and parses[0].tag.POS == "ADVB"


def _describes_next(tokens: list[_Token], at: int, describing: list[Parse]) -> bool:
    """Whether «рабочий» is an adjective here: an agreeing nominative follows at once."""
    if at + 1 >= len(tokens) or tokens[at + 1].is_abbreviation or tokens[at + 1].before.strip():
        return False
    return any(_match(a, b) for a in describing for b in _nominatives(tokens[at + 1].text) if b.is_known)


def _match(a: Parse, b: Parse) -> bool:
    if a.tag.number != b.tag.number:
        return False
    if a.tag.number == "plur":
        return True
    genders = [genders_in(parse.tag.grammemes) for parse in (a, b)]
    return bool(genders[0] & genders[1])


def _agrees(noun: Parse, adjectives: list[tuple[_Token, list[Parse]]], several: bool) -> bool:
    if not adjectives:
        return True
    return all(
        any(_match(parse, noun) or (several and noun.tag.number == "plur") for parse in parses)
        for _, parses in adjectives
    )


def _with_head(
    adjectives: list[tuple[_Token, list[Parse]]], token: _Token, noun: Parse | None, end: int, several: bool
) -> _Phrase:
    animate = noun is not None and "anim" in noun.tag and (noun.is_known or "-" in token.text)
    changes = []
    for word, parses in adjectives:
        agreeing = [parse for parse in parses if noun and _match(parse, noun)] or [
            parse for parse in parses if noun is None and parse.tag.gender == "masc"
        ]
        parse = (agreeing or parses)[0]
        known = parse.is_known or bool(_REGULAR_ADJECTIVE.search(word.text))
        changes.append(_Change(word, parse, animate, known and bool(agreeing)))
    changes.append(_Change(token, noun, animate, noun is None or _is_sure_noun(token, noun)))
    return _Phrase(changes, end, animate)


def _is_sure_noun(token: _Token, noun: Parse) -> bool:
    if not noun.is_known:
        return False
    # «ТРУД» in capitals may be an abbreviation.
    return not token.text.isupper() or len(token.text) > _LONGEST_ABBREVIATION or "Fixd" in noun.tag


def _substantive(tokens: list[_Token], adjectives: list[tuple[_Token, list[Parse]]], start: int) -> _Phrase | None:
    """«Заведующий отделом», «управляющая делами»: the first adjectives stand for a person."""
    if not adjectives:
        return None
    changes = []
    for token, parses in adjectives:
        person = [parse for parse in parses if "Subx" in parse.tag] or parses
        known = person[0].is_known and (
            person[0].tag.POS == "PRTF" or "Subx" in person[0].tag or token.text.lower() in _PERSONS
        )
        changes.append(_Change(token, person[0], True, known and person[0].tag.gender != "neut"))
    return _Phrase(changes, tokens.index(adjectives[-1][0], start) + 1, True)
