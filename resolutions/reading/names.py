"""The names of people as papers print them: «А.И. Лазурин», «Лазурин А. И.», «Лазурин Андрей Ильич»."""

from __future__ import annotations

import re

_SURNAME = r"[А-ЯЁ][А-ЯЁа-яё]+(?:-[А-ЯЁ][А-ЯЁа-яё]+)?"
NAME = (
    rf"(?:(?<!\w)[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?{_SURNAME}(?!\w)|(?<!\w){_SURNAME}\s[А-ЯЁ]\.\s?[А-ЯЁ]\.(?!\w)"
    r"|(?<!\w)[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+(?:вич|вичу|вича|вичем|вна|вне|вну|вной|вны|ична|ичне|ичну)(?!\w))"
)
PERSON = re.compile(NAME)
NAME_AT_END = re.compile(rf"{NAME}\s*$")
