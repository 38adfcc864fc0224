"""One card under the hand: locked, moved, its history written, its tally kept in step."""

from __future__ import annotations

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from control.models import Assignment, CardEvent, ItemState
from control.refusal import Refused
from control.tallying import recount


def lock(pk) -> Assignment:
    """The card as it is now; nobody else changes it until the transaction ends."""
    return Assignment.objects.select_for_update(of=("self",)).select_related("item__council", "assignee").get(pk=pk)


def refuse_unless(card: Assignment, states, sentence: str):
    """Raise Refused with the sentence unless the card is in one of the states."""
    if card.state not in states:
        raise Refused(sentence)


def refuse_ended(card: Assignment):
    """Raise Refused where nothing is asked of the assignee any more."""
    if card.state == ItemState.CLOSED:
        raise Refused(_("This card was closed on %(day)s.") % {"day": f"{card.closed_on:%d.%m.%Y}"})
    if card.state == ItemState.CANCELLED:
        raise Refused(_("This card was cancelled: nothing is asked any more."))


def settle(card: Assignment, **changes) -> None:
    """Write the changes, the nearest day that is still waiting, and the tally of the item."""
    for name, value in changes.items():
        setattr(card, name, value)
    card.next_due = card.occurrences.waiting().aggregate(day=Min("due"))["day"] if card.is_on_control else None
    card.save(update_fields=[*changes, "next_due"])
    recount(card.item_id)


def note(card: Assignment, verb, *, user=None, who="", text="") -> CardEvent:
    """One line of the card's history."""
    who = who or (user.get_full_name() or user.get_username() if user else "")
    return CardEvent.objects.create(assignment=card, verb=verb, user=user, who=who[:200], note=text)


def note_all(cards, verb, *, user=None, who="", text=""):
    """The same line in the history of many cards, named by their keys."""
    who = who or (user.get_full_name() or user.get_username() if user else "")
    CardEvent.objects.bulk_create(
        [CardEvent(assignment_id=pk, verb=verb, user=user, who=who[:200], note=text) for pk in cards], batch_size=1_000
    )


def heard() -> dict:
    """The change every word of the assignee makes."""
    return {"heard_on": timezone.localdate()}
