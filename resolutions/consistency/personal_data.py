"""Personal data in a text that everybody will read (152-ФЗ): what should not stand there without a basis."""

import re
from collections import namedtuple

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.models import DataConsent, Membership, Person, Post
from registry.models.person import consented
from resolutions.consistency.addressees import people_in

Consent = namedtuple("Consent", "scope granted_on revoked_on")

_PATTERNS = [
    (
        gettext_lazy("a telephone number"),
        re.compile(r"(?<![\d.])(?:\+\s?7|8)[\s(-]*\d{3}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}(?!\d)"),
    ),
    (
        gettext_lazy("a passport"),
        re.compile(
            r"паспорт\w*[^.;]{0,60}?\d{2}\s?\d{2}\s*(?:№|N)?\s*\d{6}(?!\d)|серии?я?\s+\d{2}\s?\d{2}\s*(?:№|N)\s*\d{6}",
            re.I,
        ),
    ),
    (gettext_lazy("a SNILS"), re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[\s-]\d{2}(?!\d)|СНИЛС\D{0,10}\d{11}(?!\d)", re.I)),
    (gettext_lazy("a person's INN"), re.compile(r"ИНН\D{0,5}\d{12}(?!\d)")),
    (
        gettext_lazy("a date of birth"),
        re.compile(
            r"дат[аеуы]\w*\s+рождения\D{0,15}\d|\d{1,2}\.\d{1,2}\.\d{4}\s*(?:г\.?\s?р\.|года?\s+рождения)|\d{4}\s*(?:г\.?\s?р\.|года\s+рождения)"
            r"|родил(?:ся|ась)\s+\d",
            re.I,
        ),
    ),
    (
        gettext_lazy("a home address"),
        re.compile(
            r"(?:прожива(?:ет|ющ)\w*|зарегистрирован\w*)\s+(?:по\s+адресу|в\s+г\.|:)[^.;]{0,5}|(?:домашн\w+\s+адрес\w*|адрес\w*\s+(?:места\s+)?(?:жительства|регистрации|проживания))\s*[:–—-]?\s*[\dА-ЯЁг]",
            re.I,
        ),
    ),
]
_CARD = re.compile(r"(?<!\d)(?:\d{4}[\s-]?){3}\d{4}(?!\d)")


def patterns(subject):
    """Telephones, passports, SNILS, birth dates, home addresses, bank cards."""
    for place, text in subject.paragraphs:
        for what, pattern in _PATTERNS:
            if pattern.search(text):
                yield place, _("There is %(what)s in the text.") % {"what": what}
        if any(_is_card(found.group()) for found in _CARD.finditer(text)):
            yield place, _("There is %(what)s in the text.") % {"what": _("the number of a bank card")}


def _is_card(printed):
    """Whether the check digit is right: sixteen digits may be an account or a code."""
    digits = [int(digit) for digit in printed if digit.isdigit()]
    return sum(sum(divmod(digit * 2, 10)) if place % 2 == 0 else digit for place, digit in enumerate(digits)) % 10 == 0


def without_consent(subject):
    """A person of the registry is named who neither agreed to it nor holds a post or seat that day."""
    known = {row.key: row for row in subject.people}
    for place, text in subject.paragraphs:
        for printed, keys in people_in(text):
            rows = [known[key] for key in keys if key in known]
            if rows and not any(row.may_be_named for row in rows):
                yield (
                    place,
                    _("%(name)s holds no post, and there is no consent to publish the name.") % {"name": printed},
                )


class NamedPerson:
    """A person of the registry whom the text may mean."""

    def __init__(self, key, in_office):
        self.key, self.in_office = key, in_office
        self.consents = []
        self.agreed = False

    @property
    def may_be_named(self):
        return self.in_office or self.agreed


def people_meant(keys, day, seen):
    """The people of the registry under these keys, with what lets them be named on the day, in one query."""
    posts = Post.objects.current(day).filter(person=OuterRef("pk"))
    seats = Membership.objects.current(day).filter(person=OuterRef("pk"))
    rows = (
        Person.objects.filter(seen, person_key__in=keys)
        .annotate(has_post=Exists(posts), has_seat=Exists(seats))
        .order_by("pk")
        .values_list(
            "pk",
            "person_key",
            "has_post",
            "has_seat",
            "consents__scope",
            "consents__granted_on",
            "consents__revoked_on",
        )
    )
    found = {}
    for pk, key, has_post, has_seat, *consent in rows:
        person = found.setdefault(pk, NamedPerson(key, has_post or has_seat))
        if consent[0]:
            person.consents.append(Consent(*consent))
    for person in found.values():
        person.agreed = consented(person.consents, DataConsent.Scope.NAME, day)
    return list(found.values())
