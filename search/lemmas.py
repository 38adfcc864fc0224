"""Russian words as the search compares them: folded spelling, dictionary forms."""

import re
import unicodedata
from functools import cache, lru_cache

import pymorphy3

# Marks that only stress or decorate a letter: ё is compared as е, «за́мок» as «замок», é as e. The breve of й stays.
_MARKS = re.compile(r"[\u0300-\u0305\u0307-\u036f]")
_WORDS = re.compile(r"[^\W_]+")
_RUSSIAN = re.compile(r"[а-я]{2,40}")
_AUXILIARY = re.compile(r"[а-я]{1,4}")

# The dictionary does not know «облсовпроф» and guesses a feminine noun from its genitive, so words unknown to it
# are compared without their case ending as well.
_CASE_ENDING = re.compile(r"(?<=[а-я]{4})(?:ами|ями|ах|ях|ам|ям|ов|ев|ом|ем|ою|ей|ой|а|я|у|ю|е|ы|и)$")

# PostgreSQL refuses a query with a word over 2 kB; no word of ours comes near this.
MAX_WORD_LENGTH = 100


def fold(text: str) -> str:
    """The text in lower case with ё as е and compatible characters made alike («ﬁ», «²», Mac-typed «й»)."""
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())))


def words(text: str) -> list[str]:
    """The words and figures of a text in folded spelling; punctuation, quotes and operators fall away."""
    # Folding would turn «№7» into the word «no7».
    return [word[:MAX_WORD_LENGTH] for word in _WORDS.findall(fold(text.replace("№", " ")))]


def index_text(text: str) -> str:
    """What the index stores: the words in their order, so that phrases are found, then their dictionary forms."""
    originals = words(text)
    distinct = set(originals)
    lemmas = {lemma for word in distinct for lemma in dictionary_forms(word)}
    return " ".join([*originals, *sorted(lemmas - distinct)])


def question_words(text: str) -> list[str]:
    """The words that carry a question: «о», «в», «и» only where it has no others."""
    asked = words(text)
    return [word for word in asked if not is_auxiliary(word)] or asked


def query_forms(text: str) -> list[frozenset[str]]:
    """For each word asked for, the forms of which one is enough."""
    return [word_forms(word) for word in dict.fromkeys(question_words(text))]


def word_forms(word: str) -> frozenset[str]:
    """A folded word together with its dictionary forms."""
    return dictionary_forms(word) | {word}


@lru_cache(maxsize=100_000)
def dictionary_forms(word: str) -> frozenset[str]:
    """Every dictionary form a folded Russian word may have: «стали» gives both «стать» and «сталь»."""
    if not _RUSSIAN.fullmatch(word):
        return frozenset()
    morphology = analyzer()
    forms = {fold(parse.normal_form) for parse in morphology.parse(word)}
    if not morphology.word_is_known(word):
        forms.add(_CASE_ENDING.sub("", word))
    return frozenset(form for form in forms if _RUSSIAN.fullmatch(form))


@lru_cache(maxsize=1_000)
def is_auxiliary(word):
    return bool(_AUXILIARY.fullmatch(word)) and analyzer().parse(word)[0].tag.POS in {"PREP", "CONJ", "PRCL"}


@lru_cache(maxsize=1_000)
def is_verb(word: str) -> bool:
    """Whether a folded word says what somebody does."""
    return bool(_RUSSIAN.fullmatch(word)) and analyzer().parse(word)[0].tag.POS in {"VERB", "INFN"}


@cache
def analyzer() -> pymorphy3.MorphAnalyzer:
    """Loaded at the first search or save, not with the process."""
    return pymorphy3.MorphAnalyzer()
