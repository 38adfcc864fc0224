"""Whose rows a spreadsheet may touch, and which organisations its cells can mean."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from registry.access import RegistryAccess
from registry.models import Organisation, OrganisationKind, PartyAlias, PartyType
from registry.names import name_key, valid_inn


def councils_of(user, right="add"):
    """The organisations whose spreadsheets the account may bring in or, with the right to view, take out."""
    access = RegistryAccess.of(user)
    if access.everything:
        tops = Q(superior=None) & ~Q(kind=OrganisationKind.EXTERNAL)
        return Organisation.objects.filter(tops | Q(council_roles__isnull=False)).distinct()
    return Organisation.objects.filter(path__in=access.paths(right))


@dataclass(frozen=True)
class Border:
    """The part of the tree one spreadsheet may change: its council's, as far as the account keeps it."""

    council: Organisation
    access: RegistryAccess

    @classmethod
    def of_everything_in(cls, council):
        """For a command of whoever keeps the server."""
        return cls(council, RegistryAccess(True, {}, ()))

    def keeps(self, path):
        return path.startswith(self.council.path) and self.access.keeps(path)


class Names:
    """By which names and numbers organisations are called; each can belong to several of them."""

    def __init__(self):
        self.full, self.other, self.inns = defaultdict(set), defaultdict(set), defaultdict(set)

    def copy(self):
        """The same names, to which the names of a spreadsheet may be added."""
        copied = Names()
        for name in ("full", "other", "inns"):
            getattr(copied, name).update({key: set(nodes) for key, nodes in getattr(self, name).items()})
        return copied

    def find(self, text):
        """Whoever the text can mean; a full name outweighs a short one."""
        digits = text.replace(" ", "")
        if digits.isdigit() and len(digits) in (9, 10):
            return self.inns.get(full_inn(digits), set())
        key = name_key(text)
        return self.full.get(key) or self.other.get(key) or set()


class OrganisationFinder:
    """The organisations of a council and those above it, found by INN, name, short name or alias."""

    def __init__(self, border):
        council = border.council
        in_sight = Q(path__startswith=council.path) | Q(pk__in=council.ancestor_ids)
        organisations = Organisation.objects.filter(in_sight).order_by()
        self.council = council
        self.by_pk = {organisation.pk: organisation for organisation in organisations}
        self.names, self.aliases = Names(), defaultdict(list)
        for organisation in self.by_pk.values():
            self.names.full[organisation.name_key].add(organisation.pk)
            if organisation.short_name_key:
                self.names.other[organisation.short_name_key].add(organisation.pk)
            if organisation.inn:
                self.names.inns[organisation.inn].add(organisation.pk)
        aliases = PartyAlias.objects.filter(
            party__party_type=PartyType.ORGANISATION, party__path__startswith=council.path
        )
        for alias in aliases.order_by("sort_order", "pk"):
            self.aliases[alias.party_id].append(alias)
            self.names.other[alias.key].add(alias.party_id)

    def find(self, text):
        return self.names.find(text)

    def kept(self, pk):
        """The organisation, when it stands in the council's own part of the tree."""
        organisation = self.by_pk.get(pk)
        return organisation if organisation and organisation.path.startswith(self.council.path) else None


def full_inn(digits):
    """A spreadsheet takes the first zero off a number: «0531…» comes as nine digits."""
    return f"0{digits}" if len(digits) == 9 and valid_inn(f"0{digits}") else digits
