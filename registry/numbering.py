"""How a body numbers its acts: a template of fields, such as «{session:roman}-{item}»."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

FIELDS = ("seq", "session", "session:roman", "item", "year")
COUNTING_FIELDS = {"seq", "item"}

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def validate_numbering(template: str):
    """Raise ValidationError unless the template is made of known fields and one of them counts."""
    used = re.findall(r"\{([^{}]*)\}", template)
    known = ", ".join(f"{{{field}}}" for field in FIELDS)
    if template.count("{") != len(used) or template.count("}") != len(used):
        raise ValidationError(gettext("A brace is missing. Known fields: %(known)s.") % {"known": known})
    if unknown := [field for field in used if field not in FIELDS]:
        raise ValidationError(
            gettext("Unknown field {%(field)s}. Known: %(known)s.") % {"field": unknown[0], "known": known}
        )
    if not COUNTING_FIELDS & set(used):
        raise ValidationError(gettext("Numbers would repeat: add {seq} or {item}."))


def printed_number(template: str, *, seq: int, session: int, item: int, year: int) -> str:
    """The number the template gives: «{session:roman}-{item}» for session 7, item 4 is «VII-4»."""
    values = {"seq": seq, "session": session, "session:roman": roman(session), "item": item, "year": year}
    return re.sub(r"\{([^{}]*)\}", lambda field: str(values[field[1]]), template)


def roman(number: int) -> str:
    """A whole number from 1 to 3999 in Roman numerals; others as they are."""
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
