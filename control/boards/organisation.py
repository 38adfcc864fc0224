"""Everything one organisation, body or person owes, whatever act or plan it comes from."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, F, Q

from control.models import ON_CONTROL, OPEN, Assignment, ItemState, overdue_q, silent_q
from registry.models import Party

PAGE = 100


@dataclass
class Part:
    """Cards that ask the same of the organisation."""

    key: str
    cards: list


class Owed:
    """The cards of one assignee within the border of whoever looks."""

    def __init__(self, party: Party, day: datetime.date, border: Q):
        self.party, self.day, self.border = party, day, border

    @property
    def cards(self):
        return Assignment.objects.filter(self.border, assignee=self.party)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many cards ask what; those on control in one sum."""
        return self.cards.filter(state__in=ON_CONTROL).aggregate(
            owed=Count("pk"),
            late=Count("pk", filter=overdue_q(self.day)),
            silent=Count("pk", filter=silent_q(self.day)),
            returned=Count("pk", filter=Q(state=ItemState.RETURNED)),
            dated=Count("pk", filter=Q(state__in=OPEN, next_due__gte=self.day)),
            undated=Count("pk", filter=Q(state__in=OPEN, next_due=None)),
            reported=Count("pk", filter=Q(state=ItemState.REPORTED)),
        )

    def listed(self):
        """Everything on control: the longest late first, what has no date and what is reported last."""
        on_control = self.cards.filter(state__in=ON_CONTROL).select_related("item")
        return on_control.order_by(F("reported_at").asc(nulls_first=True), F("next_due").asc(nulls_last=True), "pk")

    def parts(self, page=1) -> list[Part]:
        """The page of the list, cut where it begins to ask something else."""
        parts: list[Part] = []
        for card in self.listed()[(page - 1) * PAGE : page * PAGE]:
            key = self._part_of(card)
            if not parts or parts[-1].key != key:
                parts.append(Part(key, []))
            parts[-1].cards.append(card)
        return parts

    def _part_of(self, card):
        if card.state == ItemState.REPORTED:
            return "reported"
        if card.next_due is None:
            return "undated"
        return "late" if card.next_due < self.day else "dated"
