"""Whose cards an account sees and whose it decides: the border is the council that keeps the control."""

from django.db.models import Q

from registry.access import RegistryAccess
from registry.models import Organisation


def may_see(user, item) -> bool:
    """Whether the account reads the cards of the item's council."""
    return RegistryAccess.of(user).may("read_control", item.council.path)


def may_control(user, item) -> bool:
    """Whether the account accepts, returns and closes cards of the item's council."""
    return RegistryAccess.of(user).may("control", item.council.path)


def seen_councils(user, right="read_control"):
    """The keys of the councils whose control the account may see."""
    return Organisation.objects.filter(RegistryAccess.of(user).within(right)).values("pk")


def cards_within(user, right="read_control", prefix="") -> Q:
    """The condition on cards (or on their tallies) of the councils in which the account holds the right."""
    if RegistryAccess.of(user).everything:
        return Q()
    return Q(**{f"{prefix}council__in": seen_councils(user, right)})
