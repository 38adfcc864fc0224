"""Short forms of union life and what they stand for: either is found by the other."""

import re

# What is written out, by the beginnings of its words, and its short form.
_WRITTEN_OUT = (
    (("заработн", "плат"), "зарплата"),
    (("первичн", "профсоюзн", "организац"), "ппо"),
    (("территориальн", "профсоюзн", "организац"), "тпо"),
    (("профсоюзн", "комитет"), "профком"),
    (("социальн", "сет"), "соцсеть"),
    (("специальн", "оценк", "услови", "труд"), "соут"),
    (("средств", "индивидуальн", "защит"), "сиз"),
    (("минимальн", "размер", "оплат", "труд"), "мрот"),
    (("федерац", "независим", "профсоюз"), "фнпр"),
    (("автоматизирован", "информацион", "систем"), "аис"),
    (("центральн", "совет"), "цс"),
    (("контрольно", "ревизион", "комисси"), "крк"),
    (("технич", "инспек"), "техинспекция"),
    (("правов", "инспек"), "правинспекция"),
)

# What stands in the index beside a short form.
_MEANT = {
    "зарплат": "заработный плата",
    "соцсет": "социальный сеть",
    "профком": "профсоюзный комитет",
    "ппо": "первичный профсоюзный организация",
    "тпо": "территориальный профсоюзный организация",
    "соут": "специальный оценка условие труд",
    "сиз": "средство индивидуальный защита",
    "мрот": "минимальный размер оплата труд",
    "фнпр": "федерация независимый профсоюз",
    "крк": "контрольно ревизионный комиссия",
}

_PATTERNS = [
    (stems[0], re.compile(r"(?<!\S)" + r" ".join(rf"{stem}[а-я-]*" for stem in stems)), short)
    for stems, short in _WRITTEN_OUT
]
_SHORT = re.compile(rf"(?<!\S)({'|'.join(_MEANT)})[а-я]{{0,3}}(?!\S)")


def meant_by(folded: str) -> list[str]:
    """The words that a line of folded words says in another way."""
    # A stem is looked for much faster than a pattern.
    found = [short for stem, pattern, short in _PATTERNS if stem in folded and pattern.search(folded)]
    for short in dict.fromkeys(_SHORT.findall(folded)):
        found += _MEANT[short].split()
    return found
