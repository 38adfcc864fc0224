"""What would be left hanging if a row of the registry were deleted."""

from collections import Counter
from itertools import chain

from django.db import router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.text import capfirst


def what_keeps(instance):
    """The kinds of things that point at the instance and forbid deleting it: pairs of a name and how many."""
    collector = Collector(using=router.db_for_write(type(instance)), origin=instance)
    try:
        collector.collect([instance])
    except (ProtectedError, RestrictedError) as error:
        kept = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", ())
        counted = Counter(type(thing)._meta.verbose_name_plural for thing in chain(kept))
        return [(capfirst(name), number) for name, number in counted.items()]
    return []
