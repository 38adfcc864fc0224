"""Who stands before a door, in words."""

from dataclasses import dataclass
from itertools import chain

from registry.models import Role
from registry.roles import RIGHTS

ROLES = frozenset(Role)


@dataclass(frozen=True)
class Column:
    """One kind of visitor: nobody known, a role of one of two councils, or the keeper of the whole site."""

    council: str = ""
    role: Role | None = None
    superuser: bool = False

    def __str__(self):
        return f"{self.council} {self.role}" if self.role else ("superuser" if self.superuser else "anonymous")


# Council A stands over council B in the tree of organisations.
UPPER = "A"
COLUMNS = (
    Column(),
    *(Column(council, role) for council in "AB" for role in Role),
    Column(superuser=True),
)


@dataclass(frozen=True)
class Audience:
    """Those who may: roles in the thing's own council, in the other one or in the one above it, and others."""

    own: frozenset = frozenset()
    other: frozenset = frozenset()
    above: frozenset = frozenset()
    anonymous: bool = False
    superuser: bool = True

    def admits(self, column, council):
        """Whether the visitor may go through to a thing of this council."""
        if column.role:
            if column.council == council:
                return column.role in self.own
            return column.role in self.other or (column.council == UPPER and column.role in self.above)
        return self.superuser if column.superuser else self.anonymous


def own(*roles):
    """These roles of the thing's own council."""
    return Audience(own=frozenset(_flat(roles)))


def own_and_above(*roles):
    """These roles of the thing's own council and of the one above it in the tree."""
    return Audience(own=frozenset(_flat(roles)), above=frozenset(_flat(roles)))


def any_council(*roles):
    """These roles of whichever council: the screen is for their own things, or belongs to no council."""
    return Audience(own=frozenset(_flat(roles)), other=frozenset(_flat(roles)))


def with_right(*rights):
    """The roles that hold every one of these rights in their council's registry."""
    return frozenset(role for role, held in RIGHTS.items() if set(rights) <= held)


def _flat(roles):
    return chain.from_iterable([role] if isinstance(role, Role) else role for role in roles)


EVERYBODY = Audience(own=ROLES, other=ROLES, anonymous=True)
STAFF = any_council(ROLES)
SUPERUSER = Audience()
NOBODY = Audience(superuser=False)
STRANGERS = Audience(anonymous=True, superuser=False)
