"""Whose council an account works for, for the screens of the admin."""

from django import template

from registry.access import RegistryAccess
from registry.models import Organisation

register = template.Library()


@register.simple_tag
def own_council(user, otherwise):
    """The name of the account's council; other words where it has none or several."""
    paths = list(RegistryAccess.of(user).rights)
    council = Organisation.objects.filter(path=paths[0]).first() if len(paths) == 1 else None
    return str(council) if council else otherwise
