"""A reader's question as the search understands it: words in any form, phrases, numbers of acts, days and terms."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from search.days import DUE, MENTIONED, YEAR_ALONE, NamedDay, named_days
from search.lemmas import fold, is_auxiliary, words
from search.numbers import CITED, COMPOUND, OWN, SIGNED, number_token
from search.relatives import broader, own_terms, terms

LONGEST = 1_000  # characters; a whole paragraph pasted from an act is a fair question, a book is not
MOST_GROUPS = 16
MOST_PHRASES = 4

_QUOTED = re.compile(r'["“„‟]([^"“”„‟]{1,300})["”“]')

# «2022–2026» are the years of a programme, not the number of an act.
_YEARS = re.compile(r"(?:19|20)\d\d\s?\S\s?(?:19|20)\d\d")

# The words by which a question names the paper it asks for by number: the number itself says enough.
_PAPER = re.compile(r"постановлени|решени|распоряжени|резолюци|акт|документ|номер|resolution|decision|directive|act|no")

# Words of the question itself, not of what is sought.
_CHATTER = frozenset(
    {
        *("что", "чего", "чему", "как", "где", "когда", "кто", "кому", "чей", "какой", "какая", "какое", "какие"),
        *("каких", "найти", "найди", "ищу", "покажи", "показать", "весь", "все", "про", "это", "эта", "этот", "эти"),
        *("должен", "должна", "должны", "надо", "нужно", "можно", "ли", "был", "была", "было", "были", "есть"),
        *("будет", "г", "гг", "the", "a", "an", "of", "in", "on", "for", "to", "and", "or", "by", "what", "when"),
        *("сколько", "поручено", "поручили", "решили", "решено", "постановили", "приняли", "принято", "сказано"),
        *("where", "who", "which", "is", "are", "was", "were", "everything", "all", "find", "show", "about"),
    }
)

# Words that ask when something is to be done, and stand for the day itself.
_TERM_WORDS = re.compile(r"срок[а-я]{0,3}|дедлайн[а-я]{0,3}|due|deadlines?|сделать|исполнить|выполнить|сдать|успеть")


@dataclass(frozen=True)
class Group:
    """One thing asked for, and the tokens of which one is enough."""

    asked: str
    tokens: frozenset[str]
    own: frozenset[str] = frozenset()  # of them, those that are the word itself and no relative of it
    kind: str = "word"

    @property
    def in_title(self) -> frozenset[str]:
        """The tokens that say it stands in the title."""
        return frozenset(f"t_{token}" for token in self.tokens if "_" not in token)


@dataclass(frozen=True)
class Question:
    """Everything asked for; each group and each phrase must be there."""

    text: str
    groups: tuple[Group, ...] = ()
    phrases: tuple[str, ...] = ()
    number: str = ""  # the token of the number, where the question is for an act by its number
    is_cut: bool = False
    without: tuple[str, ...] = field(default=(), compare=False)  # words left out because they stand nowhere

    def __bool__(self):
        return bool(self.groups or self.phrases)

    @cached_property
    def conjunction(self) -> tuple[frozenset[str], ...]:
        """Token sets, one of each of which must be there: the groups, and the words of the phrases."""
        of_phrases = [own_terms(word) for phrase in self.phrases for word in phrase.split()]
        return tuple(dict.fromkeys([*(group.tokens for group in self.groups), *of_phrases]))

    @cached_property
    def title_conjunction(self) -> tuple[frozenset[str], ...]:
        """The same for the title alone; empty where the title cannot answer it all."""
        sets = [group.in_title for group in self.groups]
        sets += [
            frozenset(f"t_{term}" for term in own_terms(word)) for phrase in self.phrases for word in phrase.split()
        ]
        return tuple(sets) if all(sets) else ()

    @property
    def tiers(self) -> list[tuple[frozenset[str], ...]]:
        """What answers better than a text that holds all the words, the best first: the number, then the title."""
        number = (frozenset({self.number}),) if self.number else ()
        return [tier for tier in (number, self.title_conjunction) if tier]

    @cached_property
    def terms(self) -> frozenset[str]:
        """Every dictionary form that is worth marking in a text."""
        found = {token for group in self.groups for token in group.tokens if "_" not in token}
        return frozenset(found.union(*(own_terms(word) for phrase in self.phrases for word in phrase.split())))

    def without_groups(self, left_out) -> Question:
        """The same question with fewer words."""
        kept = tuple(group for group in self.groups if group not in left_out)
        names = tuple(group.asked for group in left_out)
        return Question(self.text, kept, self.phrases, "", self.is_cut, (*self.without, *names))


def clean(text: str) -> str:
    """The question in one line, without signs that no keyboard prints."""
    printed = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") else sign for sign in text)
    return " ".join(printed.split())


def read_question(text: str, *, broadly: bool = False) -> Question:
    """Read any text as a question; whatever cannot be read is left out, and nothing is ever refused.

    Broadly, a «фотоконкурс» may be any «конкурс».
    """
    text = clean(text[: LONGEST * 2])[:LONGEST]
    rest, phrases = _take_phrases(unicodedata.normalize("NFC", text))
    days, rest = _take_days(rest)
    number_groups, rest = _take_numbers(rest)
    year_groups, rest = _take_years(rest)
    has_others = bool(phrases or days or number_groups or year_groups)
    word_groups, asks_of_term = _words(rest, has_others, broadly)
    day_groups = [_day_group(day, asks_of_term) for day in days]
    if asks_of_term and not days:
        year_groups = [Group(g.asked, frozenset({f"uy_{g.asked}"}), kind="due") for g in year_groups]
    number = number_groups[0] if number_groups else _plain_number(word_groups)
    others = [group for group in word_groups if group is not number]
    exact = ""
    if number and not phrases and all(_PAPER.match(fold(group.asked)) for group in others):
        # «Постановление № 9-5» is asked for by its number, whatever kind of paper it is.
        exact = next((token for token in number.tokens if token.startswith(f"{OWN}_")), "")
        word_groups = [group for group in word_groups if group is number] if exact else word_groups
    groups = list(dict.fromkeys([*number_groups, *word_groups, *day_groups, *year_groups]))
    return Question(text, tuple(groups[:MOST_GROUPS]), tuple(phrases), exact, len(groups) > MOST_GROUPS)


def _take_phrases(text):
    phrases = []
    for quoted in _QUOTED.findall(text)[:MOST_PHRASES]:
        phrase = " ".join(words(quoted)[:MOST_GROUPS])
        if phrase:
            phrases.append(phrase)
    return _QUOTED.sub(" ", text), list(dict.fromkeys(phrases))


def _take_days(text):
    taken: list[NamedDay] = []
    for named in named_days(text):
        if all(named.end <= other.start or other.end <= named.start for other in taken):
            taken.append(named)
    taken.sort(key=lambda named: named.start)
    for named in reversed(taken):
        text = f"{text[: named.start]} {text[named.end :]}"
    return taken, text


def _take_numbers(text):
    groups = []
    for pattern, place in ((SIGNED, "number"), (COMPOUND, 0)):
        for found in pattern.finditer(text):
            prefixes = (CITED,) if _YEARS.fullmatch(found[place].strip()) else (OWN, CITED)
            tokens = frozenset(filter(None, (number_token(prefix, found[place]) for prefix in prefixes)))
            if tokens:
                groups.append(Group(found[place].strip(), tokens, kind="number"))
        text = pattern.sub(" ", text)
    return groups, text


def _take_years(text):
    groups = [
        Group(year, frozenset({year, f"y_{year}", f"uy_{year}"}), frozenset({year}), kind="year")
        for year in dict.fromkeys(found["year"] for found in YEAR_ALONE.finditer(text))
    ]
    return groups, YEAR_ALONE.sub(" ", text)


def _words(text, has_others, broadly):
    """The groups of plain words, without those that only make a question of them; and whether it asks for a term."""
    asked = list(dict.fromkeys(words(text)))
    asks_of_term = any(_TERM_WORDS.fullmatch(word) for word in asked)
    carrying = [word for word in asked if word not in _CHATTER and not is_auxiliary(word)]
    if has_others and asks_of_term:
        carrying = [word for word in carrying if not _TERM_WORDS.fullmatch(word)]
    if not carrying and not has_others:
        carrying = asked
    groups: dict[frozenset, Group] = {}
    for word in carrying:
        group = Group(word, terms(word) | (broader(word) if broadly else frozenset()), own_terms(word))
        groups.setdefault(group.tokens, group)
    return list(groups.values()), asks_of_term and has_others


def _day_group(named, asks_of_term):
    if asks_of_term:
        return Group(_in_words(named), frozenset({named.token(DUE)}), kind="due")
    tokens = {named.token(MENTIONED)}
    if not named.year and not named.day:
        # «Декабрь»: the word itself, or something due then, not every act of that month.
        month = words(MONTH_NAMES[named.month - 1])[0]
        tokens = {named.token(DUE), *own_terms(month)}
    return Group(_in_words(named), frozenset(tokens), kind="day")


def _in_words(named):
    parts = (named.day and str(named.day), MONTH_NAMES[named.month - 1], named.year and str(named.year))
    return " ".join(filter(None, parts))


MONTH_NAMES = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)


def _plain_number(groups):
    """«5» alone may be the number of an act, or a figure in a text."""
    figures = [group for group in groups if group.asked.isdecimal()]
    if len(figures) != 1 or len(figures[0].asked) > 6:
        return None
    figure = figures[0]
    token = number_token(OWN, figure.asked)
    groups[groups.index(figure)] = both = Group(figure.asked, figure.tokens | {token}, figure.own, kind="number")
    return both
