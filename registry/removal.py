"""What would be left hanging if a row of the registry were deleted."""

from collections import Counter
from itertools import chain

from django.db import router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import RevisionMixin

from registry.merging import references_to


def what_keeps(instance):
    """The kinds of things that point at the instance and forbid deleting it: pairs of a name and how many."""
    return [*_rows(instance), *_drafts(instance)]


def _rows(instance):
    collector = Collector(using=router.db_for_write(type(instance)), origin=instance)
    try:
        collector.collect([instance])
    except (ProtectedError, RestrictedError) as error:
        kept = getattr(error, "protected_objects", None) or getattr(error, "restricted_objects", ())
        counted = Counter(type(thing)._meta.verbose_name_plural for thing in chain(kept))
        return [(capfirst(name), number) for name, number in counted.items()]
    return []


def _drafts(instance):
    """Pages whose last draft names the instance where the page itself does not: no column of the database tells."""
    for relation in references_to(type(instance)):
        model, column = relation.related_model, relation.field
        if issubclass(model, RevisionMixin):
            drafts = model._base_manager.filter(**{f"latest_revision__content__{column.name}": instance.pk})
            if number := drafts.exclude(**{column.attname: instance.pk}).count():
                yield _("%(things)s (in a draft)") % {"things": capfirst(model._meta.verbose_name_plural)}, number
