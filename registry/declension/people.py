"""A person's name in the oblique cases."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from registry.declension.cases import GRAMMEME, Case, Gender, Suggestion, genders_in, readings_of
from registry.names import PersonName

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse
    from pytrovich.enums import NamePart
    from pytrovich.maker import PetrovichDeclinationMaker


_MALE_ENDING = re.compile(r"(?:[ое]в|ёв|[иы]н|[сц]кий|[сц]кой)$", re.IGNORECASE)
_FEMALE_ENDING = re.compile(r"(?:[ое]ва|ёва|[иы]на|[сц]кая)$", re.IGNORECASE)
_NEVER_CHANGES = re.compile(r"(?:ко|аго|яго|ово)$", re.IGNORECASE)  # Шевченко, Живаго, Дурново
_CHANGES_ONLY_IN_TALK = re.compile(r"[ыи]х$", re.IGNORECASE)  # Коротких
_CONSONANT = re.compile(r"[бвгджзйклмнпрстфхцчшщь]$", re.IGNORECASE)
_DROPS_ITS_VOWEL = re.compile(r"(?:[её]ц|[её]к|ок|[её]л|[её]ль|[её]нь|ень|ий|ой|ей|ёй)$", re.IGNORECASE)
_PATRONYMIC_OF = {
    Gender.MALE: re.compile(r"(?:вич|ьич|[кмл]ич|оглы|оглу|улы|уулу)$", re.IGNORECASE),
    Gender.FEMALE: re.compile(r"(?:вна|ична|кызы|гызы)$", re.IGNORECASE),
}
_PATRONYMIC_TO_CHANGE = re.compile(r"(?:ич|вна|ична)$", re.IGNORECASE)


def suggest_person(name: PersonName, gender: Gender | str | None = None) -> dict[Case, Suggestion]:
    """The name in three cases, surname first; what is an initial stays, and an unknown gender makes it unsure."""
    return dict(_person(name, Gender(gender) if gender else None))


@lru_cache(maxsize=5_000)
def _person(name: PersonName, gender: Gender | None) -> tuple[tuple[Case, Suggestion], ...]:
    gender, agreed = (gender, True) if gender else _gender(name)
    return tuple((case, _person_in(name, gender, agreed, case)) for case in Case)


def _person_in(name: PersonName, gender: Gender | None, agreed: bool, case: Case) -> Suggestion:
    surname = _surname(name.surname, gender, case)
    given = _part(name.given_name, gender, case, _given_name)
    patronymic = _part(name.patronymic, gender, case, _patronymic)
    text = PersonName(surname.text, given.text, patronymic.text).full
    return Suggestion(text, agreed and surname.sure and given.sure and patronymic.sure)


def _gender(name: PersonName) -> tuple[Gender | None, bool]:
    """The gender the parts of a name speak for, and whether they agree: patronymic, given name, surname."""
    said = [
        *(gender for gender, ending in _PATRONYMIC_OF.items() if ending.search(name.patronymic)),
        *_gender_of_given_name(name.given_name),
        *_gender_of_surname(name.surname),
    ]
    if not said:
        # «Шевченко И.В.» is one form for both.
        return None, bool(_NEVER_CHANGES.search(name.surname)) and _has_only_initials(name)
    return said[0], len(set(said)) == 1


def _has_only_initials(name: PersonName) -> bool:
    return len(name.given_name.strip(".")) < 2 and len(name.patronymic.strip(".")) < 2


def _gender_of_given_name(given_name: str) -> list[Gender]:
    genders = {
        gender
        for parse in _names(given_name)
        for gender, grammeme in ((Gender.MALE, "masc"), (Gender.FEMALE, "femn"))
        if grammeme in genders_in(parse.tag.grammemes)
    }
    return list(genders) if len(genders) == 1 else []


def _names(given_name: str) -> list[Parse]:
    """The dictionary's readings of the word as a given name in the nominative."""
    if len(given_name.strip(".")) < 2:
        return []
    return [
        p for p in readings_of(given_name) if p.is_known and "Name" in p.tag and "nomn" in p.tag and "sing" in p.tag
    ]


def _gender_of_surname(surname: str) -> list[Gender]:
    if _is_common_noun(surname):
        return []  # «Калина» and «Щербина» are surnames of men and women alike
    if _FEMALE_ENDING.search(surname) or re.search(r"(?:[нжкгхтв]ая)$", surname):
        return [Gender.FEMALE]
    return [Gender.MALE] if _MALE_ENDING.search(surname) or re.search(r"[нжкгхтв](?:ый|ий)$", surname) else []


def _is_common_noun(surname: str) -> bool:
    known = [parse.tag for parse in readings_of(surname) if parse.is_known]
    return any(tag.POS == "NOUN" and "nomn" in tag and not {"Surn", "Name"} & tag.grammemes for tag in known)


def _part(
    word: str, gender: Gender | None, case: Case, change: Callable[[str, Gender, Case], Suggestion]
) -> Suggestion:
    if len(word.strip(".")) < 2:
        return Suggestion(word, True)
    return change(word, gender, case) if gender else Suggestion(word, False)


def _surname(surname: str, gender: Gender | None, case: Case) -> Suggestion:
    """The surname changed by its ending; of a double surname both parts must have a usual one to be sure."""
    if _NEVER_CHANGES.search(surname) and "-" not in surname:
        return Suggestion(surname, True)
    if not gender:
        return Suggestion(surname, False)
    particle, _, last = surname.rpartition(" ")
    pieces = last.split("-")
    changed = [_surname_piece(piece, gender, case, len(pieces) > 1) for piece in pieces]
    text = f"{particle} ".lstrip() + "-".join(piece.text for piece in changed)
    return Suggestion(text, all(piece.sure for piece in changed))


def _surname_piece(piece: str, gender: Gender, case: Case, double: bool) -> Suggestion:
    form = _petrovich("LASTNAME", piece, gender, case)
    ending, other = (_MALE_ENDING, _FEMALE_ENDING) if gender is Gender.MALE else (_FEMALE_ENDING, _MALE_ENDING)
    if _NEVER_CHANGES.search(piece):
        return Suggestion(piece, True)
    if double and not (ending.search(piece) or re.search(r"(?:ый|ий|ая)$", piece)):
        return Suggestion(form, False)  # Эмир-Вели, Бонч-Бруевич
    if _is_common_noun(piece) and piece.lower().endswith(("а", "я")):
        # «Калина» follows the noun where the rules take it for a surname in -ина.
        return Suggestion(form, _noun_agrees(piece, form, case))
    if ending.search(piece) or _CHANGES_ONLY_IN_TALK.search(piece):
        return Suggestion(form, True)
    if other.search(piece):
        return Suggestion(form, gender is Gender.FEMALE)  # «Корякин» of a woman stays; «Корякина» of a man is doubtful
    if re.search(r"[нжкгхтв](?:ый|ий|ая)$", piece):
        return Suggestion(form, piece.lower().endswith("ая") == (gender is Gender.FEMALE))
    if _CONSONANT.search(piece):
        return Suggestion(form, gender is Gender.FEMALE or not _DROPS_ITS_VOWEL.search(piece))
    return Suggestion(form, False)


def _noun_agrees(word: str, form: str, case: Case) -> bool:
    forms = {
        inflected.word.replace("ё", "е")
        for parse in readings_of(word)
        if parse.is_known and "nomn" in parse.tag and parse.tag.POS == "NOUN"
        if (inflected := parse.inflect({GRAMMEME[case], "sing"}))
    }
    return form.lower().replace("ё", "е") in forms


def _given_name(word: str, gender: Gender, case: Case) -> Suggestion:
    """Sure where the rules for names and the dictionary say the same."""
    form = _petrovich("FIRSTNAME", word, gender, case)
    forms = {
        inflected.word.replace("ё", "е")
        for parse in _names(word)
        if ("masc" if gender is Gender.MALE else "femn") in genders_in(parse.tag.grammemes)
        if (inflected := parse.inflect({GRAMMEME[case], "sing"}))
    }
    return Suggestion(form, form.lower().replace("ё", "е") in forms)


def _patronymic(word: str, gender: Gender, case: Case) -> Suggestion:
    fits = bool(_PATRONYMIC_OF[gender].search(word))
    if not _PATRONYMIC_TO_CHANGE.search(word):
        return Suggestion(word, fits)  # «Мамед оглы» stays
    return Suggestion(_petrovich("MIDDLENAME", word, gender, case), fits)


def _petrovich(part: str, word: str, gender: Gender, case: Case) -> str:
    from pytrovich.enums import Case as TheirCase
    from pytrovich.enums import Gender as TheirGender
    from pytrovich.enums import NamePart

    kind: NamePart = NamePart[part]
    return _maker().make(kind, TheirGender[gender.name], TheirCase[case.name], word)


@cache
def _maker() -> PetrovichDeclinationMaker:
    from pytrovich.maker import PetrovichDeclinationMaker

    return PetrovichDeclinationMaker()
