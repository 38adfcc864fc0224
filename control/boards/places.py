"""Where those of one name stand in the tree: the organisation over each, in small type beside the name."""

from __future__ import annotations

from collections.abc import Iterable

from registry.models import Party


def put_places(parties: Iterable[Party], councils: tuple[int, ...] | None = None) -> None:
    """Give each party ``place``: the organisation over an organisation, else whose person, body or group it is.

    Where all is within one council (``councils``), that a party is right under it goes without saying.
    """
    parties = list(parties)
    unsaid = councils if councils and len(councils) == 1 else ()
    above = {party: _above(party) for party in parties}
    names = Party.objects.in_bulk({key for key in above.values() if key})
    for party in parties:
        party.place = str(names.get(above[party], "")) if above[party] not in unsaid else ""


def _above(party):
    """The key of the nearest organisation of the path that is not the party itself."""
    keys = [int(key) for key in party.path.split(".") if key]
    return next((key for key in reversed(keys) if key != party.pk), None)
