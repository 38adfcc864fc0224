"""How names are compared: organisations by a key, people by surname and initials, taxpayers by their number."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pymorphy3

# Marks that only stress or decorate a letter: ё is compared as е, é as e. The breve of й stays.
_MARKS = re.compile(r"[\u0300-\u0305\u0307-\u036f]")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`](?=\w)|ʼ")
_NUMBER_SIGN = re.compile(r"№|(?<!\w)N(?=\s*\d)")
_LETTER_SPACED = re.compile(r"(?<!\w)[A-ZА-ЯЁ]( +)[A-ZА-ЯЁ](?:\1[A-ZА-ЯЁ])+(?!\w)")
_LATIN_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")
_FOLDED_TO_CYRILLIC = str.maketrans("abcehkmoptxy", "авсенкмортху")
_FOLDED_TO_LATIN = str.maketrans("авсенкмортху", "abcehkmoptxy")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)


def name_key(text: str) -> str:
    """A name folded for comparison: case, ё, quotes, dashes, letter-spacing and look-alike letters make no odds."""
    words = _without_marks(_NUMBER_SIGN.sub(" ", _visible(text)))
    words = _LETTER_SPACED.sub(lambda spaced: spaced[0].replace(" ", ""), _separated(words))
    # Casefolding may bring back signs and marks, so the text is cleaned once more.
    words = _separated(_without_marks(words.casefold()))
    return " ".join(_one_alphabet(word) for word in words.split())


def _visible(text: str) -> str:
    """The text without soft hyphens and other characters of no width."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _without_marks(text: str) -> str:
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))


def _separated(text: str) -> str:
    return re.sub(r"[\W_]", " ", _APOSTROPHE.sub("", text))


def _one_alphabet(word: str) -> str:
    """A folded word whose stray letters of the other alphabet are replaced by their look-alikes."""
    if not _CYRILLIC.search(word) or not re.search(r"[a-z]", word):
        return word
    cyrillic = word.translate(_FOLDED_TO_CYRILLIC)
    if not re.search(r"[a-z]", cyrillic):
        return cyrillic
    latin = word.translate(_FOLDED_TO_LATIN)
    return word if _CYRILLIC.search(latin) else latin


_INITIAL = r"[А-ЯЁ](?:\.?-[А-ЯЁ])?(?:\.|(?![А-ЯЁа-яё'’.-]))"
_TITLE = r"(?:[А-ЯЁ]['’])?[А-ЯЁ][а-яё]+"
_CAPITALS = r"(?:[А-ЯЁ]['’])?[А-ЯЁ]{2,}"
_WORD = rf"(?:{_TITLE}(?:-(?:{_TITLE}|[а-яё]{{2,}}))*|{_CAPITALS}(?:-{_CAPITALS})*(?![А-ЯЁа-яё]))"
_PARTICLES = r"(?:(?:фон|ван|дер|де|ла|да|ди)\s)+"
_SON_OR_DAUGHTER = re.compile(r"(?<=[а-яё])[\s-](?P<word>оглы|оглу|кызы|гызы|улы|уулу)$", re.IGNORECASE)
_TOKEN = re.compile(rf"\s*(?:(?P<initial>{_INITIAL})|(?P<word>(?:{_PARTICLES})?{_WORD}))")
_PATRONYMIC = re.compile(r"(?:[ое]вич|[ое]вна|[а-яё]ична|(?:[а-яё]ь|[кмл]|савв|никит)ич|(?:сил|тит)ыч)$", re.IGNORECASE)
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name; a given name or a patronymic may be an initial such as «И.» or be empty."""

    surname: str
    given_name: str = ""
    patronymic: str = ""

    @classmethod
    def parse(cls, text: str) -> PersonName:
        """Read «И.В. Корякина», «Корякина И.В.» or the full name either way round; else raise ValueError."""
        cleaned = _cleaned(text)
        descent = _SON_OR_DAUGHTER.search(cleaned)
        tokens = _tokens(cleaned[: descent.start()] if descent else cleaned)
        if descent and len(tokens) == 3 and not any(_is_initial(token) for token in tokens):
            return cls(tokens[0], tokens[1], f"{tokens[2]} {descent['word'].lower()}")
        parts = _in_order(tokens) if tokens and not descent else None
        if parts is None:
            raise ValueError(f"not a person's name: {text[:_LONGEST_NAME]!r}")
        return cls(*parts)

    @property
    def key(self) -> str:
        """One key for both orders and for initials and full names: «корякина|и|в»."""
        return f"{_folded(self.surname)}|{_folded(self.given_name[:1])}|{_folded(self.patronymic[:1])}"

    @property
    def initials(self) -> str:
        """«И.В.», or as many of the initials as are known."""
        return "".join(f"{part[0].upper()}." for part in (self.given_name, self.patronymic) if part)

    @property
    def initials_first(self) -> str:
        """«И.В. Корякина», which a line never breaks."""
        return f"{self.initials}\N{NO-BREAK SPACE}{self.surname}" if self.initials else self.surname

    @property
    def surname_first(self) -> str:
        """«Корякина И.В.»."""
        return f"{self.surname} {self.initials}".strip()

    @property
    def full(self) -> str:
        """«Корякина Ирина Васильевна», with initials in place of what is not known in full."""
        if _is_initial(self.given_name) and (not self.patronymic or _is_initial(self.patronymic)):
            return self.surname_first
        parts = (self.surname, *(f"{p[0]}." if _is_initial(p) else p for p in (self.given_name, self.patronymic)))
        return " ".join(part for part in parts if part)

    def __str__(self) -> str:
        return self.full


def same_person(a: PersonName, b: PersonName) -> bool:
    """Whether two names can be one person: nothing that is written in both contradicts."""
    return (
        _folded(a.surname) == _folded(b.surname)
        and _compatible(a.given_name, b.given_name)
        and _compatible(a.patronymic, b.patronymic)
    )


def _compatible(a: str, b: str) -> bool:
    if not a or not b:
        return True
    if _is_initial(a) or _is_initial(b):
        return _folded(a[0]) == _folded(b[0])
    return _folded(a) == _folded(b)


def _folded(part: str) -> str:
    return part.lower().replace("ё", "е").replace("’", "'")


def _is_initial(part: str) -> bool:
    return bool(re.fullmatch(_INITIAL, part))


def _cleaned(text: str) -> str:
    """One line with plain spaces, hyphens and dots, in Cyrillic letters throughout."""
    if len(text) > _LONGEST_NAME:
        return ""
    words = unicodedata.normalize("NFKC", _visible(text))
    if _CYRILLIC.search(words):
        words = words.translate(_LATIN_TO_CYRILLIC)
    words = re.sub(r"\s*[-‐‑‒–—−]\s*", "-", " ".join(words.split()))
    words = re.sub(r"(?:\s*\.)+", ".", words).strip(" ,;")
    return re.sub(r"(?<=[А-ЯЁа-яё]{2})\.$", "", words)


def _tokens(words: str) -> list[str]:
    """The initials and words of a name in their order, or nothing where anything else stands among them."""
    found: list[str] = []
    at = 0
    while at < len(words):
        token = _TOKEN.match(words, at)
        if not token or len(found) == 3:
            return []
        found.append(f"{token['initial'][0]}." if token["initial"] else _capitalised(token["word"]))
        at = token.end()
    return found


def _capitalised(word: str) -> str:
    """«КОРЯКИНА» as «Корякина»; words in small letters stay."""
    if word != word.upper():
        return word
    return re.sub(r"[А-ЯЁ]{2,}", lambda part: part[0].capitalize(), word)


def _in_order(tokens: list[str]) -> tuple[str, ...] | None:
    """Surname, given name and patronymic, whichever way round they stand."""
    shape = "".join("i" if _is_initial(token) else "W" for token in tokens)
    if shape in {"Wi", "Wii"}:
        return tuple(tokens)
    if shape in {"iW", "iiW"}:
        return (tokens[-1], *tokens[:-1])
    if shape == "WWW":
        return _full_name(*tokens)
    if shape == "WW":
        return _without_patronymic(*tokens)
    if shape == "WWi":  # Корякина Ирина В.
        return tuple(tokens) if _is_given_name(tokens[1]) else None
    if shape == "iWW":  # И. Васильевна Корякина
        return (tokens[2], tokens[0], tokens[1]) if _PATRONYMIC.search(tokens[1]) else None
    if shape == "WiW":  # Корякина И. Васильевна, Ирина В. Корякина
        if _PATRONYMIC.search(tokens[2]) and not _is_given_name(tokens[0]):
            return tuple(tokens)
        return (tokens[2], tokens[0], tokens[1]) if _is_given_name(tokens[0]) else None
    return None


def _full_name(first: str, second: str, third: str) -> tuple[str, ...] | None:
    """A patronymic tells the order; surnames such as «Петрович» look like one."""
    middle, last = bool(_PATRONYMIC.search(second)), bool(_PATRONYMIC.search(third))
    if middle and (not last or _is_given_name(first) or not _is_given_name(second)):
        return third, first, second
    return (first, second, third) if last else None


def _without_patronymic(first: str, second: str) -> tuple[str, ...] | None:
    """Without a patronymic only the dictionary tells a person from «Фонд Мира»."""
    if _is_given_name(second) and _may_be_surname(first):
        return first, second
    if _is_given_name(first) and _may_be_surname(second):
        return second, first
    return None


@lru_cache(maxsize=10_000)
def _is_given_name(word: str) -> bool:
    tags = [parse.tag for part in word.lower().split("-") for parse in analyser().parse(part) if parse.is_known]
    return any("Name" in tag and tag.case == "nomn" for tag in tags)


@lru_cache(maxsize=10_000)
def _may_be_surname(word: str) -> bool:
    if "-" in word:
        return True
    tags = [parse.tag for parse in analyser().parse(word.lower().split()[-1]) if parse.is_known]
    nouns = [tag for tag in tags if tag.POS == "NOUN" and tag.case == "nomn"]
    return not nouns or any("Surn" in tag for tag in nouns)


@cache
def analyser() -> pymorphy3.MorphAnalyzer:
    """The dictionary of Russian, loaded when a word is first asked about, not with the process."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, *_INN_10)
_INN_12 = (3, *_INN_11)


def valid_inn(text: str) -> bool:
    """Whether the text is an ИНН of an organisation (10 digits) or a person (12) with its check digits right."""
    digits = text.strip()
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", digits) or digits.startswith("00"):
        return False
    numbers = [int(digit) for digit in digits]
    weights = [_INN_10] if len(numbers) == 10 else [_INN_11, _INN_12]
    return all(_check_digit(numbers, row) == numbers[len(row)] for row in weights)


def _check_digit(numbers: list[int], weights: tuple[int, ...]) -> int:
    return sum(n * w for n, w in zip(numbers, weights, strict=False)) % 11 % 10
