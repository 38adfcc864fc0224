"""A rule: which addresses it speaks of, who may go through, and how one knocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from home.doors.audiences import Audience


@dataclass(frozen=True)
class Door:
    """One rule for the addresses whose name fits the pattern.

    ``at`` fills the places of the address and ``data`` the form with things of the two councils, by their names in
    tests/permissions; a value after an equals sign is taken as it stands, a name in braces in ``query`` is filled in.
    ``of`` says of which councils. ``changes`` names a model: whoever is let in changes one of its rows, whatever the
    page then says. ``home`` says that the right answer leads to the first screen of the admin, where Wagtail also sends
    those it turns away; ``page`` that being led elsewhere is being turned away, ``file`` that a page is, too.
    ``fails`` marks an answer that is an error on purpose, ``shows`` the secrets an address tells whoever knows it.
    """

    pattern: str
    who: Audience
    what: str = ""
    at: Mapping[str, str] = field(default_factory=dict)
    of: str = "A"
    method: str = "GET"
    data: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    changes: str = ""
    home: bool = False
    page: bool = False
    file: bool = False
    fails: bool = False
    shows: tuple = ()

    def fits(self, address):
        """Whether the rule speaks of the address: its name fits, or, where two share a name, its very path."""
        return fnmatchcase(address.name, self.pattern) or address.path == self.pattern


@dataclass(frozen=True)
class Row:
    """One line of the table: an address, the rule it found, and the council whose things are knocked for."""

    address: object
    door: Door
    council: str

    def admits(self, column):
        return self.door.who.admits(column, self.council)

    @property
    def title(self):
        return " ".join(filter(None, [self.address.name, self.door.what, f"of {self.council}", self.address.language]))


class NoRule(Exception):
    """An address for which nobody has written a rule."""


def rows_of(addresses, doors):
    """A row for every address and every rule of the first pattern that fits it."""
    for address in addresses:
        first = next((door.pattern for door in doors if door.fits(address)), None)
        if first is None:
            raise NoRule(f"{address.name} ({address.path}): write a rule in home/doors")
        for door in doors:
            if door.pattern == first:
                for council in door.of:
                    yield Row(address, door, council)
