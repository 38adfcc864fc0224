"""Whom an assignee asks about a card: the controller, else the secretary, else the council: never nobody."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from control.models import ControlledItem
from registry.models import Body, Contact, Membership, Organisation, Person


@dataclass(frozen=True)
class Asked:
    """A name, and the ways to reach it that the organisations of the council may see."""

    name: str
    phone: str = ""
    email: str = ""

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


def whom_to_ask(item: ControlledItem, day=None) -> Asked:
    """The person who watches over the point; where the act names none we know, who keeps the council's papers.

    A person whose own contacts are nobody's business is reached through the council.
    """
    day = day or timezone.localdate()
    person = item.controller
    if person is None or person.is_closed(day):
        person = _secretary(item, day)
    council = _ways(item.council)
    if person is None:
        return Asked(item.council.name, *council)
    own = _ways(person)
    return Asked(person.name, *(own if any(own) else council))


def _secretary(item, day) -> Person | None:
    """The secretary of the body that gave the instruction, or else of the council's own."""
    bodies = [item.body_id] if item.body_id else []
    bodies += Body.objects.filter(organisation=item.council_id, kind=Body.Kind.COUNCIL).values_list("pk", flat=True)
    seats = Membership.objects.current(day).filter(body__in=bodies, role=Membership.Role.SECRETARY)
    found = [seat for seat in seats.select_related("person").order_by("since", "pk") if not seat.person.is_closed(day)]
    # Of the body that gave the instruction first.
    return min(found, key=lambda seat: bodies.index(seat.body_id)).person if found else None


def _ways(party: Person | Organisation) -> tuple[str, str]:
    """The first telephone and the first e-mail the assignees may see."""
    ways = {way.kind: way.value for way in party.contacts.shown(to_the_secretariat=False).order_by("-pk")}
    return ways.get(Contact.Kind.PHONE, ""), ways.get(Contact.Kind.EMAIL, "")
