"""The rows of an export: what the account may see of one council, in the columns an import reads."""

from collections import defaultdict

from registry.access import RegistryAccess
from registry.models import (
    InformationResource,
    Membership,
    Organisation,
    OrganisationContact,
    OrganisationCount,
    PartyAlias,
    Person,
    PersonContact,
    Post,
    SpreadsheetImport,
    Visibility,
)
from registry.spreadsheets.columns import DUTY_WORDS, GENDER_WORDS, KIND_WORDS, SEAT_WORDS
from registry.spreadsheets.plan import joined

# So many rows are read at once: an export costs the same memory whatever its length.
AT_ONCE = 1000

Kind = SpreadsheetImport.Kind


class Export:
    """One kind of rows of one council, as one account sees them."""

    def __init__(self, kind, council, access=None):
        self.kind = kind
        self.council = council
        self.access = access or RegistryAccess(True, {}, ())

    @property
    def length(self):
        if self.kind == Kind.MEMBERSHIPS:
            return self._seats().count() + self._posts().count()
        return self._parties(Organisation if self.kind == Kind.ORGANISATIONS else Person).count()

    def rows(self):
        """Dictionaries of values by column."""
        if self.kind == Kind.ORGANISATIONS:
            return self._organisations()
        return self._people() if self.kind == Kind.PEOPLE else self._memberships()

    def _parties(self, model):
        return self.access.limit(model.objects.filter(path__startswith=self.council.path), "view")

    def _in_parts(self, queryset):
        pks = list(queryset.values_list("pk", flat=True))
        for at in range(0, len(pks), AT_ONCE):
            yield queryset.model.objects.filter(pk__in=pks[at : at + AT_ONCE]).order_by(*queryset.query.order_by)

    def _contacts(self, model, owner, parties):
        """Telephones and addresses by owner; those for the secretariat only where the account belongs to it."""
        paths = {party.pk: party.path for party in parties}
        kept = {path: self.access.keeps(path) for path in set(paths.values())}
        found = defaultdict(list)
        for contact in model.objects.filter(**{f"{owner}__in": paths}).order_by("pk"):
            pk = getattr(contact, f"{owner}_id")
            if contact.visibility != Visibility.STAFF or kept[paths[pk]]:
                found[pk, contact.kind].append(contact.value)
        return found

    def _organisations(self):
        for part in self._in_parts(self._parties(Organisation).order_by("path")):
            organisations = list(part.select_related("superior"))
            pks = [organisation.pk for organisation in organisations]
            contacts = self._contacts(OrganisationContact, "organisation", organisations)
            aliases, sites, counts = defaultdict(list), defaultdict(list), {}
            for alias in PartyAlias.objects.filter(party__in=pks).order_by("sort_order", "pk"):
                aliases[alias.party_id].append(alias.name)
            for site in InformationResource.objects.filter(
                organisation__in=pks, kind=InformationResource.Kind.SITE, closed_on=None
            ).order_by("pk"):
                sites[site.organisation_id].append(site.url)
            for count in OrganisationCount.objects.filter(organisation__in=pks).order_by("counted_on"):
                counts[count.organisation_id] = count
            for one in organisations:
                count = counts.get(one.pk)
                yield {
                    "name": one.name,
                    "short_name": one.short_name,
                    "aliases": joined(aliases[one.pk]),
                    "kind": KIND_WORDS.word_for(one.kind),
                    "superior": one.superior.name if one.superior_id else "",
                    "inn": one.inn,
                    "place": one.place,
                    "phone": joined(contacts[one.pk, "phone"]),
                    "email": joined(contacts[one.pk, "email"]),
                    "site": joined(sites[one.pk]),
                    "name_genitive": one.name_genitive,
                    "name_dative": one.name_dative,
                    "name_accusative": one.name_accusative,
                    "members": _number(count and count.members),
                    "primaries": _number(count and count.primaries),
                    "counted_on": count.counted_on if count else "",
                }

    def _people(self):
        for part in self._in_parts(self._parties(Person).order_by("surname", "given_name", "patronymic", "pk")):
            people = list(part.select_related("organisation"))
            contacts = self._contacts(PersonContact, "person", people)
            for person in people:
                yield {
                    "surname": person.surname,
                    "given_name": person.given_name,
                    "patronymic": person.patronymic,
                    "gender": GENDER_WORDS.word_for(person.gender),
                    "organisation": person.organisation.name if person.organisation_id else "",
                    "phone": joined(contacts[person.pk, "phone"]),
                    "email": joined(contacts[person.pk, "email"]),
                }

    def _seats(self):
        seen = self._parties(Organisation).values("pk")
        return Membership.objects.filter(body__organisation__in=seen).order_by("body__path", "body", "pk")

    def _posts(self):
        seen = self._parties(Organisation).values("pk")
        return Post.objects.filter(organisation__in=seen).order_by("organisation__path", "pk")

    def _memberships(self):
        for part in self._in_parts(self._seats()):
            for seat in part.select_related("body__organisation", "person__organisation"):
                yield {
                    **_person_of(seat),
                    "organisation": seat.body.organisation.name,
                    "body": seat.body.name,
                    "role": SEAT_WORDS.word_for(seat.role),
                }
        for part in self._in_parts(self._posts()):
            for post in part.select_related("organisation", "person__organisation"):
                yield {
                    **_person_of(post),
                    "organisation": post.organisation.name,
                    "role": DUTY_WORDS.word_for(post.duty),
                    "title": post.title,
                }


def _person_of(term):
    home = term.person.organisation
    return {
        "person": term.person.written_name.full,
        "person_organisation": home.name if home else "",
        "since": term.since or "",
        "until": term.until or "",
    }


def _number(value):
    return "" if value is None else value
