"""Whose drafts and acts an account works with: those of its councils, by the tree of pages."""

from django.db.models import Q
from wagtail.models import Page

from registry.access import RegistryAccess


def acts_within(user, right):
    """The condition on acts that lie in a council where the account holds the right."""
    access = RegistryAccess.of(user)
    if access.everything:
        return Q()
    # A council's page names its organisation; it is known here by its name only, for it lives in a room above.
    homes = Page.objects.filter(access.within(right, "homepage__organisation__path"), depth=2)
    condition = Q(pk__in=[])
    for path in homes.values_list("path", flat=True):
        condition |= Q(path__startswith=path)
    return condition
