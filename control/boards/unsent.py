"""Cards nobody could be written to, by whoever would have to answer, and where the address is written down."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Min
from django.urls import reverse

from control.models import Assignment
from registry.access import RegistryAccess
from registry.models import Party, PartyType, Person


@dataclass
class Silence:
    """An assignee with no address, the person named for it, if any, and how many cards wait for a letter."""

    party: Party
    answers: Person | None
    cards: int
    due: datetime.date | None

    @property
    def holder(self) -> Party:
        """Whose card of the registry lacks the address: a body is reached through its organisation."""
        if self.answers:
            return self.answers
        return self.party.specific.organisation if self.party.party_type == PartyType.BODY else self.party

    def form_url(self, user) -> str:
        """Where this account writes the address down; empty where another secretariat keeps the card."""
        holder = self.holder
        if not RegistryAccess.of(user).keeps(holder.path):
            return ""
        if holder.party_type == PartyType.PERSON:
            return reverse("person:edit", args=[holder.pk])
        return reverse("organisation:edit", args=[holder.pk]) + "#tab-contacts"


class Unsent:
    """The cards within a narrowing that have found nobody to go to."""

    def __init__(self, narrowing):
        self.cards = Assignment.objects.unsent().filter(narrowing.on_cards).order_by()

    @property
    def numbers(self) -> dict[str, int]:
        """How many cards of how many assignees, in one query."""
        return self.cards.aggregate(cards=Count("pk"), assignees=Count("assignee", distinct=True))

    @property
    def groups(self):
        """By assignee and by the person named, what is due first before the rest."""
        counted = self.cards.values("assignee", "answers").annotate(number=Count("pk"), due=Min("next_due"))
        return counted.order_by(F("due").asc(nulls_last=True), "assignee", "answers")

    @staticmethod
    def rows(groups) -> list[Silence]:
        """The groups of a page with their parties."""
        keys = {key for row in groups for key in (row["assignee"], row["answers"]) if key}
        known = Party.objects.select_related("as_body__organisation", "as_person")
        parties = {party.pk: party for party in known.filter(pk__in=keys)}
        people = {pk: party.as_person for pk, party in parties.items() if party.party_type == PartyType.PERSON}
        return [
            Silence(parties[row["assignee"]], people.get(row["answers"]), row["number"], row["due"]) for row in groups
        ]


def unsent_of(act_or_plan) -> dict[str, int]:
    """The same numbers of one act or plan."""
    cards = Assignment.objects.unsent().filter(item__source=act_or_plan).order_by()
    return cards.aggregate(cards=Count("pk"), assignees=Count("assignee", distinct=True))
