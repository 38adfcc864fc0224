"""Words of one family: «профсоюзный» tells of a «профсоюз», «обучение» of «обучить»."""

import re
from functools import lru_cache

from search.lemmas import analyzer, dictionary_forms, fold

# What an adjective may have in place of its ending, longest first, and how the noun under it may end.
_ADJECTIVES = (
    ("ический", ("", "а", "ика", "ия")),
    ("онный", ("я",)),
    ("енный", ("о", "а")),
    ("ивный", ("", "а")),
    ("овый", ("", "а", "ы")),
    ("евый", ("", "а")),
    ("овой", ("", "а", "о")),
    ("ский", ("", "а", "ь")),
    ("ской", ("", "а", "ь")),
    ("ный", ("", "а", "ь", "о", "ы")),
    ("ной", ("", "а", "ь", "о")),
)

# What a noun of action may have in place of its ending, and how the verb under it may end.
_ACTIONS = (
    ("ждение", ("дить", "ждать")),
    ("щение", ("тить", "стить", "щать")),
    ("вление", ("вить", "влять")),
    ("мление", ("мить", "млять")),
    ("пление", ("пить", "плять")),
    ("ение", ("ить", "еть", "ать", "ять")),
    ("ание", ("ать",)),
    ("яние", ("ять",)),
)

# The other way round: «обучать» and «обучить» meet in «обучение».
_VERBS = (
    ("дить", ("ждение", "дение")),
    ("тить", ("щение",)),
    ("стить", ("щение",)),
    ("вить", ("вление",)),
    ("влять", ("вление",)),
    ("мить", ("мление",)),
    ("ить", ("ение",)),
    ("ать", ("ение", "ание")),
    ("ять", ("ение", "яние")),
    ("еть", ("ение",)),
)

# What is put before a word to make a narrower one: a «фотоконкурс» is a «конкурс».
_BEFORE = re.compile(r"(?:фото|видео|стат|мед|проф|спец|соц|агит|культ|онлайн|веб|интернет|кино)(?=[а-я]{5})")

SHORTEST_NOUN = 4

_FOREIGN = re.compile(r"[^0-9a-z\u0400-\u052f]")

# Alike in spelling, apart in meaning: a private school is no part, a general meeting gathers nothing.
_STRANGERS = frozenset(
    {
        *("частный", "главный", "личный", "верный", "видный", "родной", "равный", "ровный", "местный", "основной"),
        *("данный", "честный", "властный", "собрание", "положение", "предприятие", "задание", "издание"),
        *("значение", "отношение", "учреждение", "объединение", "звание", "здание", "заведение", "настояние"),
    }
)


@lru_cache(maxsize=100_000)
def terms(word: str) -> frozenset[str]:
    """What the index holds for a folded word: its dictionary forms, and those of its nearest relatives."""
    return own_terms(word) | {relative for form in own_terms(word) for relative in relatives(form)}


@lru_cache(maxsize=100_000)
def own_terms(word: str) -> frozenset[str]:
    """The dictionary forms of a folded word; of a figure or a foreign word, itself."""
    return dictionary_forms(word) or frozenset({spelt(word)})


@lru_cache(maxsize=100_000)
def broader(word: str) -> frozenset[str]:
    """What the thing is a kind of: a «фотоконкурс» is found among the «конкурсы», but not the other way round."""
    found = set()
    for form in own_terms(word):
        if before := _BEFORE.match(form):
            noun = form[before.end() :]
            found |= {noun} if _is(noun, "NOUN") else set()
    return frozenset(found)


def spelt(word: str) -> str:
    """The word in letters that every engine takes for letters: those of other scripts by their codes."""
    return _FOREIGN.sub(lambda sign: f"zz{ord(sign[0]):x}", word)


@lru_cache(maxsize=50_000)
def relatives(form: str) -> frozenset[str]:
    """The noun an adjective is made of, the verbs of a noun of action, the noun of a verb; of most words, nothing."""
    if form in _STRANGERS or len(form) <= SHORTEST_NOUN:
        return frozenset()
    found = {noun for noun in _candidates(form, _ADJECTIVES) if len(noun) >= SHORTEST_NOUN and _is(noun, "NOUN")}
    found |= {verb for verb in _candidates(form, _ACTIONS) if _is(verb, "INFN")}
    if _is(form, "INFN"):
        found |= {noun for noun in _candidates(form, _VERBS) if noun not in _STRANGERS and _is(noun, "NOUN")}
    return frozenset(found)


def _candidates(form, endings):
    for ending, others in endings:
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            yield from (stem + other for other in others)


def _is(word, part_of_speech):
    morphology = analyzer()
    return morphology.word_is_known(word) and any(
        part_of_speech == parse.tag.POS and fold(parse.normal_form) == word for parse in morphology.parse(word)
    )
