"""What registration is about to put on control: how many cards, for whom, and where none could be made."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from control.opening import members_of
from registry.models import Organisation, Party, PartyType, Person
from resolutions.addressing import AddressBook
from resolutions.blocks import ItemClass
from resolutions.items import OperativeItem
from resolutions.putting_on_control import controller_of, duties_of, leaves


@dataclass
class PointAhead:
    """One instruction: its cards, the groups among its addressees with so many members, and what is not clear."""

    point: OperativeItem
    due: tuple[datetime.date, ...] = ()
    assignees: set[int] = field(default_factory=set)
    groups: list[tuple[Party, int]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def cards(self) -> int:
        return len(self.assignees)


@dataclass
class CardsAhead:
    """All instructions of the act."""

    points: list[PointAhead]
    controller: Person | None = None
    control_words: str = ""

    @property
    def cards(self) -> int:
        return sum(point.cards for point in self.points)

    @property
    def days(self) -> int:
        """How many days there will be to answer by."""
        return sum(point.cards * len(point.due) for point in self.points)

    @property
    def assignees(self) -> int:
        return len(set().union(*(point.assignees for point in self.points)))

    @property
    def doubts(self) -> list[tuple[str, str]]:
        """Each thing that is not clear once, with the points it stands in."""
        found: dict[str, list[str]] = {}
        for point in self.points:
            for doubt in point.doubts:
                found.setdefault(doubt, []).append(point.point.label)
        return [(doubt, ", ".join(filter(None, labels))) for doubt, labels in found.items()]


def cards_ahead(points: list[OperativeItem], council: Organisation | None, day: datetime.date) -> CardsAhead:
    """The cards that the points would open if the act were registered with this day; nothing is written."""
    if council is None:
        return CardsAhead([])
    book, members = AddressBook(council, day), {}
    clause = next((point for point in points if point.item_class == ItemClass.CONTROL), None)
    duties = duties_of(points, book)
    return CardsAhead(
        [_ahead(point, duty, day, members) for (point, _above), duty in zip(leaves(points), duties, strict=True)],
        controller_of(clause, book),
        clause.text if clause else "",
    )


def _ahead(point, duty, day, members):
    ahead = PointAhead(point, duty.deadline.due, doubts=list(duty.doubts))
    for party in duty.assignees:
        if party.pk not in members:
            members[party.pk] = {member.pk for member, _through in members_of(party, day)}
        found = members[party.pk]
        ahead.assignees |= found
        if party.party_type == PartyType.GROUP:
            ahead.groups.append((party, len(found)))
            if not found:
                ahead.doubts.append(_("“%(name)s” has no members on the day of the act.") % {"name": party.name})
    if not duty.assignees and not duty.doubts:
        ahead.doubts.append(_("Nobody is named: there will be no card."))
    return ahead
