"""Whom the words of an addressee mean: the parties of the registry that get the cards."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from registry.models import Organisation, OrganisationKind, Party, PartyAlias, Person, Post
from registry.names import name_key
from resolutions.consistency.addressees import keys_of, names_meant, people_in
from resolutions.consistency.parties import seen_from

# A council that has not made a group of its own still means all its organisations of the kind by these words.
_KINDS = {
    OrganisationKind.MEMBER: re.compile(r"^(?:всем\s+|все\s+)?членски[ме]\s+организаци", re.IGNORECASE),
    OrganisationKind.TERRITORIAL: re.compile(
        r"^(?:всем\s+|все\s+)?территориальны[ме]\s+(?:профсоюзн\w+\s+)?организаци", re.IGNORECASE
    ),
    OrganisationKind.PRIMARY: re.compile(
        r"^(?:всем\s+|все\s+)?первичны[ме]\s+(?:профсоюзн\w+\s+)?организаци", re.IGNORECASE
    ),
    OrganisationKind.COORDINATION_COUNCIL: re.compile(r"^(?:всем\s+|все\s+)?координационны[ме]\s+совет", re.IGNORECASE),
}


@dataclass
class Meant:
    """The parties the words of one addressee mean; where there are none, the reason."""

    parties: list[Party] = field(default_factory=list)
    doubt: str = ""


class AddressBook:
    """The registry as one council sees it on one day; each name is looked up once."""

    def __init__(self, council: Organisation, day):
        self.council, self.day = council, day
        self._found: dict[str, Meant] = {}

    def meant(self, printed: str) -> Meant:
        """Whom the printed words mean."""
        printed = " ".join(printed.split())
        if printed not in self._found:
            self._found[printed] = self._look_up(printed)
        return self._found[printed]

    def person(self, printed: str) -> Person | None:
        """The one person a text names, declined or not; None when there is none, or more than one."""
        keys = {key for _words, found in people_in(printed) for key in found} or keys_of(printed)
        people = list(Person.objects.active(self.day).filter(self._seen, person_key__in=keys)[:2])
        return people[0] if len(people) == 1 else None

    @property
    def _seen(self):
        return seen_from(self.council.path)

    def _look_up(self, printed):
        for name in names_meant(printed):
            if found := self._called(name, printed):
                return self._one_of(found, printed)
        if people_in(printed):
            person = self.person(printed)
            if person:
                return Meant([person])
        if found := self._holders(printed):
            return self._one_of(found, printed)
        if found := self._of_kind(printed):
            return Meant(found)
        return Meant(doubt=self._gone(printed) or self._unknown(printed))

    def _called(self, name, printed):
        return list(self._known_as(name, printed).active(self.day).order_by("path", "pk")[:10])

    def _known_as(self, name, printed):
        """Whoever is, or was, called so."""
        key = name_key(name)
        datives = {printed, printed[:1].upper() + printed[1:], printed[:1].lower() + printed[1:]}
        aliases = PartyAlias.objects.filter(key=key)
        return Party.objects.filter(
            self._seen,
            Q(name_key=key) | Q(short_name_key=key) | Q(name_dative__in=datives) | Q(pk__in=aliases.values("party")),
        )

    def _gone(self, printed):
        """That the one meant is no more; nothing where nobody was ever called so."""
        for name in names_meant(printed):
            if party := self._known_as(name, printed).filter(closed_on__lt=self.day).order_by("-closed_on").first():
                return _("“%(name)s” is no more, the last day was %(day)s: there is no card for it.") % {
                    "name": party.name,
                    "day": f"{party.closed_on:%d.%m.%Y}",
                }
        return ""

    def _unknown(self, printed):
        return _("The registry does not know “%(name)s”: there is no card for it.") % {"name": printed}

    def _one_of(self, found, printed):
        """The nearest to the council; its own before those under it."""
        own = [party for party in found if party.path == self.council.path] or found
        nearest = min(len(party.path) for party in own)
        own = [party for party in own if len(party.path) == nearest]
        if len(own) == 1:
            return Meant(own)
        return Meant(
            doubt=_("More than one in the registry is called “%(name)s”: there is no card for it.") % {"name": printed}
        )

    def _holders(self, printed):
        titles = {form for name in names_meant(printed) for form in (name, name[:1].upper() + name[1:])}
        posts = Post.objects.current(self.day).filter(
            title__in=titles, organisation__path__startswith=self.council.path
        )
        return list(Party.objects.active(self.day).filter(pk__in=posts.values("person")).order_by("path", "pk")[:10])

    def _of_kind(self, printed):
        for kind, words in _KINDS.items():
            if words.match(printed):
                organisations = Organisation.objects.below(self.council).active(self.day).filter(kind=kind)
                return list(organisations.order_by("name"))
        return []
