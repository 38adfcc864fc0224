"""A text taken apart into the words of a term; the vocabulary stands in deadline_vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from control.deadline_vocabulary import MONTH_GENITIVE, PATTERNS
from control.deadline_vocabulary import SPEAKS_OF_TIME as _SPEAKS_OF_TIME

__all__ = ["MONTH_GENITIVE", "SPEAKS_OF_TIME", "Token", "comparable", "count", "month_number", "ordinal", "tokens"]
__all__ += ["weekday_number"]

MONTHS = (
    "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_MONTH_SHORT = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")

_ORDINALS = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "і": 1, "іі": 2, "ііі": 3, "1": 1, "2": 2, "3": 3, "4": 4,
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4,
}  # fmt: skip
_NUMBERS = {
    "одн": 1, "оди": 1, "дв": 2, "трех": 3, "три": 3, "четыр": 4, "пят": 5, "шест": 6, "сем": 7, "восьм": 8,
    "девят": 9, "десят": 10, "двенадцат": 12, "четырнадцат": 14, "пятнадцат": 15, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
_DAY_STEMS = (
    "перв", "втор", "треть", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат", "двенадцат",
    "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат", "двадцат",
)  # fmt: skip
_DAY_WORDS = {stem: number for number, stem in enumerate(_DAY_STEMS, 1)} | {"тридцат": 30}
_TENS = {"двадцать": 20, "тридцать": 30}
_DAY_ENDING = re.compile(r"(?:[ое]го|[ое]му)$")
WEEKDAYS = ("по", "вт", "ср", "че", "пя", "су", "во")
_WEEKDAYS_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
_LONGEST_FIRST = sorted(_NUMBERS, key=len, reverse=True)

# A word begins where no other does; «до30.12.2026» and «март2026» are written without the space often enough.
_BEGINS = r"(?:(?<!\w)|(?<=\bдо)(?=\d)|(?<=[а-я])(?=(?:19|20)\d\d(?:\s?г|\b)))(?<!\d\.)"
# These words say themselves what may follow.
_WORD_ENDS = dict.fromkeys(("until", "month", "heading", "day", "weekday", "during"), "")
_TOKEN = re.compile(
    f'(?=[\\w«"„“]){_BEGINS}(?:'
    + "|".join(f"(?P<{name}>{pattern})" + _WORD_ENDS.get(name, r"(?!\w)") for name, pattern in PATTERNS)
    + r")|(?P<dash>-)|(?P<comma>[,;/])|(?P<bracket>[()])"
    r"|(?P<blank>(?:(?<=\bдо\s)|(?<=\bк\s)|(?<=позднее\s))(?:\.{2,}|…))"  # «до … мая»: the day is to be filled in
    r"|(?P<stop>[.!:])|(?P<word>\w+(?:-\w+)*)|(?P<other>\S)",
    re.IGNORECASE,
)
_FOLD = str.maketrans("ёЁ‐‑‒–—−", "еЕ------")

SPEAKS_OF_TIME = re.compile(_SPEAKS_OF_TIME, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the vocabulary where it stands in the text."""

    kind: str
    start: int
    end: int
    match: re.Match[str]

    @property
    def day(self) -> int:
        """The day of the month it names: 10 for «10-го», 1 for «первого»."""
        word = self.get("d") or self.get("e").rstrip("-огму ")
        return int(word) if word.isdigit() else _day_in_words(word)

    @property
    def days(self) -> list[int]:
        """The days of the month it names, several in «5 и 20 числа»."""
        return [*map(int, re.findall(r"\d+", self.get("more"))), self.day]

    def get(self, name: str) -> str:
        """A part of the word, in lower case: the day of a date, the ordinal of a quarter."""
        return (self.match.group(f"{self.kind}_{name}") or "").lower()


def comparable(text: str) -> str:
    """The text with ё as е and every dash as a hyphen, character for character."""
    return text.translate(_FOLD)


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, those that do not speak of time included."""
    for match in _TOKEN.finditer(comparable(text)):
        yield Token(match.lastgroup or "other", match.start(), match.end(), match)


def _day_in_words(word: str) -> int:
    """25 for «двадцать пятого», 0 for what is no day."""
    tens, _, rest = word.rpartition(" ")
    number = _DAY_WORDS.get(_DAY_ENDING.sub("", rest), 0)
    return number and number + _TENS.get(tens, 0)


def weekday_number(word: str) -> int:
    """0 for «понедельник», 2 for «среду», 4 for «пт»."""
    return _WEEKDAYS_SHORT.index(word) if word in _WEEKDAYS_SHORT else WEEKDAYS.index(word[:2])


def month_number(word: str) -> int:
    """1 for «январь», «января», «янв.»."""
    word = comparable(word.lower())
    for number, stem in enumerate(MONTHS, 1):
        if number != 5 and word.startswith(stem):
            return number
    for number, stem in enumerate(_MONTH_SHORT, 1):
        if word.startswith(stem):
            return number
    return 5  # the only month whose stem is no more than «ма»


def ordinal(word: str) -> int:
    """2 for «II», «2», «второй»; 0 for what is no ordinal."""
    word = word.lower()
    return _ORDINALS.get(word) or next(
        (n for stem, n in _ORDINALS.items() if len(stem) > 3 and word.startswith(stem)), 0
    )


def count(word: str) -> int:
    """10 for «10», «10-ти», «десяти»."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    return next((_NUMBERS[stem] for stem in _LONGEST_FIRST if word.startswith(stem)), 1)
