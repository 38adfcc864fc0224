"""Who answers for a card, where to write to them, and which cards are a person's own."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from control.models import Assignment
from registry.letters import address_of
from registry.models import Contact, Duty, Membership, OrganisationContact, Party, PartyType, Person, Post


@dataclass(frozen=True)
class Answerer:
    """Whom to write to about a card: a person at their own address, or whoever reads the organisation's mailbox."""

    person: Person | None
    address: str

    @property
    def has_account(self) -> bool:
        """Whether the person can log in to the page of their duties."""
        user = self.person.user if self.person and self.person.user_id else None
        return bool(user and user.has_perm("wagtailadmin.access_admin"))


def answering(card: Assignment, day=None) -> Person | None:
    """The person who answers for the card on the day: the one named on it, else whoever heads the assignee."""
    day = day or timezone.localdate()
    if card.answers_id and not card.answers.is_closed(day):
        return card.answers
    return head_of(card.assignee, day)


def head_of(party: Party, day) -> Person | None:
    """The person a party is, or the chair it has that day; None for a seat that is empty, or a dissolved party."""
    if party.is_closed(day):
        return None
    if party.party_type == PartyType.PERSON:
        return Person.objects.select_related("user").filter(pk=party.pk).first()
    if party.party_type == PartyType.ORGANISATION:
        held = Post.objects.current(day).filter(organisation=party.pk, duty=Duty.CHAIR)
    elif party.party_type == PartyType.BODY:
        held = Membership.objects.current(day).filter(body=party.pk, role=Membership.Role.CHAIR)
    else:
        return None
    seat = held.select_related("person__user").order_by("-since", "pk").first()
    return seat.person if seat and not seat.person.is_closed(day) else None


def answerer_of(card: Assignment, day=None) -> Answerer:
    """The person and the address; without an address of the person's own, the mailbox of the assignee itself.

    Nobody else's mailbox is taken: neither the superior's nor a neighbour's.
    """
    person = answering(card, day)
    if address := address_of(person) if person else "":
        return Answerer(person, address)
    return Answerer(None, _mailbox_of(card.assignee))


def address_of_card(card: Assignment, day=None) -> str:
    """Where to write about the card; empty where nobody can be written to."""
    return answerer_of(card, day).address


def answered_by(person: Person, day=None) -> Q:
    """The condition on cards for which the person answers on the day."""
    day = day or timezone.localdate()
    organisations = Post.objects.current(day).filter(person=person, duty=Duty.CHAIR)
    bodies = Membership.objects.current(day).filter(person=person, role=Membership.Role.CHAIR)
    # Keys, so that the index of assignees finds the few among a million cards.
    keys = [*organisations.values_list("organisation", flat=True), *bodies.values_list("body", flat=True)]
    headed = Q(assignee__in={person.pk, *keys})
    # Whoever is named on a card answers for it alone, until the card of that person is closed.
    unnamed = Q(answers=None) | Q(answers__closed_on__lt=day)
    return Q(answers=person) | (headed & unnamed)


def person_of(user) -> Person | None:
    """The person the account belongs to; asked of the database once a request."""
    if not hasattr(user, "_person_of_account"):
        user._person_of_account = Person.objects.filter(user=user).first() if user.is_authenticated else None
    return user._person_of_account


def duties_of(user, day=None):
    """The cards on control for which the account's person answers, across all acts and councils."""
    person = person_of(user)
    if person is None:
        return Assignment.objects.none()
    return Assignment.objects.on_control().filter(answered_by(person, day))


def _mailbox_of(party):
    if party.party_type == PartyType.BODY:
        owner = party.specific.organisation_id
    elif party.party_type == PartyType.ORGANISATION:
        owner = party.pk
    else:
        return ""
    email = OrganisationContact.objects.filter(organisation=owner, kind=Contact.Kind.EMAIL).first()
    return email.value if email else ""
