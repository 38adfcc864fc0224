"""Who is named in a plan though the council's registry does not know them: a hint, never an obstacle."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from programs.reading.responsible import read_responsible
from resolutions.consistency.addressees import people_in
from resolutions.consistency.parties import seen_from, unknown
from resolutions.consistency.personal_data import people_meant


@dataclass(frozen=True)
class _Name:
    """A name as the check of acts wants it: a point addressed to one."""

    id: int
    addressees: list[str]


class _Names:
    """The names of a cell, asked about like the addressees of an act's points."""

    def __init__(self, names, council_path):
        self.council_path = council_path
        self.day = timezone.localdate()
        self.points = [_Name(place, [name]) for place, name in enumerate(names)]

    @cached_property
    def people(self):
        keys = {key for one in self.points for _printed, found in people_in(one.addressees[0]) for key in found}
        return people_meant(keys, self.day, seen_from(self.council_path)) if keys else []


def names_in(words: str) -> list[str]:
    """Every party a cell names, once each."""
    return list(dict.fromkeys(party.name for party in read_responsible(words.splitlines())))


def unknown_among(names: list[str], council_path: str) -> set[str]:
    """Those of the names nobody in the registry answers to."""
    places = {where.removeprefix("item:") for where, _message in unknown(_Names(names, council_path))}
    return {name for place, name in enumerate(names) if str(place) in places}
