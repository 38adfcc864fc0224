"""Which cards a board is about: the councils an account sees, and what it has chosen among them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from functools import cached_property

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from control.models import ControlledItem
from registry.access import RegistryAccess
from registry.models import Organisation, Party
from registry.names import name_key


def councils_of(user, right="read_control") -> tuple[int, ...] | None:
    """The keys of the councils that have anything on control and whose control the account may see; None: all.

    Keys rather than a condition on the tree: an index of a million cards can be asked by them.
    """
    access = RegistryAccess.of(user)
    if access.everything:
        return None
    items = ControlledItem.objects.filter(council=OuterRef("pk")).order_by()
    own = Organisation.objects.filter(access.within(right)).filter(Exists(items)).order_by()
    return tuple(own.values_list("pk", flat=True))


def any_case(words, *columns) -> Q:
    """The condition that one of the columns has the words; SQLite knows no capitals beyond the Latin ones."""
    variants = {words}
    if connection.vendor == "sqlite":
        variants |= {words.lower(), words.upper(), words[:1].upper() + words[1:].lower()}
    found = Q()
    for column in columns:
        for variant in variants:
            found |= Q(**{f"{column}__icontains": variant})
    return found


@dataclass(frozen=True)
class Narrowing:
    """What is asked of a board; empty fields ask nothing. ``councils`` is the border of the account."""

    councils: tuple[int, ...] | None
    council: int | None = None
    body: int | None = None
    controller: int | None = None
    source: int | None = None
    item: int | None = None
    organisation: int | None = None
    answers: int | None = None
    control_type: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    q: str = ""

    @property
    def asks_cards(self) -> bool:
        """Whether tallies, which know no assignee, cannot answer."""
        return bool(self.organisation or self.answers or self.q)

    @property
    def border(self) -> Q:
        """The condition of the councils, on cards, tallies and occurrences alike."""
        if self.councils is None:
            return Q(council=self.council) if self.council else Q()
        if self.council:
            return Q(council=self.council) if self.council in self.councils else Q(pk__in=[])
        if len(self.councils) == 1:
            return Q(council=self.councils[0])
        return Q(council__in=self.councils)

    def on_item(self, prefix="item__") -> Q:
        """The condition on the item of a card, but for the words."""
        asked = {
            "body": self.body,
            "controller": self.controller,
            "source": self.source,
            "control_type": self.control_type,
        }
        condition = Q(**{f"{prefix}{name}": value for name, value in asked.items() if value})
        if self.item:
            condition &= Q(**{f"{prefix}pk": self.item}) if prefix != "item__" else Q(item=self.item)
        return condition

    @property
    def on_tallies(self) -> Q:
        return self.border & self.on_item() & self._within_period("next_due")

    @property
    def on_cards(self) -> Q:
        condition = self.border & self.on_item() & self._within_period("next_due")
        if self.organisation:
            condition &= Q(assignee=self.organisation)
        if self.answers:
            condition &= Q(answers=self.answers)
        if self.q:
            items, parties = self._found
            condition &= Q(item__in=items) | Q(assignee__in=parties)
        return condition

    @cached_property
    def _found(self) -> tuple[list[int], list[int]]:
        """The keys of the items and of the parties that have the words.

        Keys, asked for once: of two conditions joined by "or" a database finds its way by an index only so.
        """
        items = ControlledItem.objects.filter(self.border, any_case(self.q, "source_name", "text", "heading"))
        key, parties = name_key(self.q), Party.objects.none()
        if key:
            parties = Party.objects.filter(Q(name_key__contains=key) | Q(short_name_key__contains=key))
        return tuple(list(found.order_by().values_list("pk", flat=True)) for found in (items, parties))

    def _within_period(self, column):
        condition = Q()
        if self.since:
            condition &= Q(**{f"{column}__gte": self.since})
        if self.until:
            condition &= Q(**{f"{column}__lte": self.until})
        return condition

    def as_query(self) -> dict:
        """What was chosen, as it stands in an address."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "councils"}
        return {
            name: value.isoformat() if isinstance(value, datetime.date) else value
            for name, value in chosen.items()
            if value
        }
