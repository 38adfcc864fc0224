"""What follows the publication of a programme or a plan: the list opens to readers, the measures go on control."""

from functools import partial

from django.db import transaction

from programs.models import ProgrammesIndexPage
from programs.tasks import open_cards_of_plan


def open_list_of(sender, instance, **kwargs):
    """Nobody reads an empty list, so it waits unpublished until something under it is published."""
    index = ProgrammesIndexPage.objects.ancestor_of(instance).filter(live=False, first_published_at=None).first()
    if index:
        index.save_revision().publish(skip_permission_checks=True)


def put_on_control_when_published(sender, instance, revision=None, **kwargs):
    """A published plan is one to be carried out: whoever wrote the text is noted as having put it on control."""
    user = revision.user_id if revision else None
    transaction.on_commit(partial(open_cards_of_plan.enqueue, instance.pk, user))
