"""Which cards a board is about: the councils an account sees, and what it has chosen among them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, fields
from functools import cached_property

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
        return bool(self.organisation or self.answers or (self.q and self._found[1]))

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

    def on_item(self, prefix="item__", beside=None) -> Q:
        """The condition on the item of a card, but for the words; ``beside``: where a row keeps these of its item."""
        near = prefix if beside is None else beside
        asked = {
            f"{near}body": self.body,
            f"{near}controller": self.controller,
            f"{near}control_type": self.control_type,
            f"{prefix}source": self.source,
            prefix.removesuffix("__"): self.item,
        }
        return Q(**{path: value for path, value in asked.items() if value})

    @property
    def on_tallies(self) -> Q:
        condition = self.border & self.on_item(beside="") & self._within_period("next_due")
        return condition & Q(item__in=self._found[0]) if self.q else condition

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
        key = name_key(self.q)
        if not key:
            return [], []
        items = ControlledItem.objects.filter(self.border, words_key__contains=key)
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
