"""How far the rights of an account reach in the registry: the tree of organisations is the border."""

from dataclasses import dataclass

from django.db.models import Q

from registry.models import CouncilRole, OrganisationKind, Party
from registry.roles import RIGHTS


@dataclass(frozen=True)
class RegistryAccess:
    """What one account may do, and in which councils.

    ``rights`` maps the path of a council's organisation to the rights held there; ``councils`` has the paths of all
    councils of the installation. A council keeps its organisation and all below it, but for what another council
    further down keeps itself. It reads, besides, all below it and the organisations above it.
    """

    everything: bool
    rights: dict[str, frozenset[str]]
    councils: tuple[str, ...]

    @classmethod
    def of(cls, user):
        """The access of the account, asked of the database once a request."""
        if not hasattr(user, "_registry_access"):
            user._registry_access = cls._read(user)
        return user._registry_access

    @classmethod
    def _read(cls, user):
        if not (user.is_active and user.is_authenticated):
            return cls(False, {}, ())
        if user.is_superuser:
            return cls(True, {}, ())
        rights = {}
        held = CouncilRole.objects.filter(group__user=user).values_list("organisation__path", "role")
        for path, role in held:
            rights[path] = rights.get(path, frozenset()) | RIGHTS[role]
        below = Q(pk__in=[])
        for path in rights:
            below |= Q(organisation__path__startswith=path)
        councils = CouncilRole.objects.filter(below).order_by().values_list("organisation__path", flat=True).distinct()
        return cls(False, rights, tuple(councils) if rights else ())

    def has(self, right):
        """Whether the account holds the right in any council."""
        return self.everything or any(right in held for held in self.rights.values())

    def may(self, right, path):
        """Whether the account holds the right over what belongs at the path of the tree."""
        if self.everything:
            return True
        if right == "view":
            # What stands nowhere in the tree belongs to no council.
            return bool(path) and any(
                "view" in held and (path.startswith(own) or own.startswith(path)) for own, held in self.rights.items()
            )
        keeper = max((council for council in self.councils if path.startswith(council)), key=len, default=None)
        return right in self.rights.get(keeper, ())

    def keeps(self, path):
        """Whether the account belongs to the secretariat that keeps what stands at the path."""
        return self.may("change", path)

    def paths(self, right):
        """The paths of the councils in which the account holds the right."""
        return [path for path, held in self.rights.items() if right in held]

    def limit(self, queryset, right):
        """The parties of the queryset over which the account holds the right."""
        return queryset if self.everything else queryset.filter(self.within(right))

    def within(self, right, path="path"):
        """The condition that what stands at the path (a field, by its lookup) is under the account's right."""
        if self.everything:
            return Q()
        own = self.paths(right)
        if right == "view":
            above = {".".join(place.split(".")[:depth]) + "." for place in own for depth in range(1, place.count("."))}
            return _within(own, path) | Q(**{f"{path}__in": above})
        kept = Q(pk__in=[])
        for place in own:
            others = [council for council in self.councils if council.startswith(place) and council != place]
            kept |= _within([place], path) & ~_within(others, path)
        return kept

    def limit_choices(self, queryset):
        """The parties an act of the account's councils may name: those it sees, and outsiders of no council."""
        if self.everything:
            return queryset
        # Asked by key, so that the same holds for every kind of party and for the search.
        outsider = Q(as_organisation__kind=OrganisationKind.EXTERNAL, as_organisation__superior=None)
        seen = self.limit(Party.objects.all(), "view").order_by()
        allowed = Party.objects.filter(Q(pk__in=seen.values("pk")) | outsider).order_by()
        return queryset.filter(pk__in=allowed.values("pk"))


def may_anywhere(right):
    """The question of a menu: whether the request's account holds the right in any council."""
    return lambda request: RegistryAccess.of(request.user).has(right)


def _within(places, path):
    condition = Q(pk__in=[])
    for place in places:
        condition |= Q(**{f"{path}__startswith": place})
    return condition
