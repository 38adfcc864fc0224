"""What moves a row of the public list: whatever an act's page, its relations, its cards or its topics do."""

from functools import partial

from django.db import transaction

from resolutions.browsing.listing import relist
from resolutions.models.listed import ListedAct
from resolutions.models.relation import Relation


def follow_act(sender, instance, raw=False, **kwargs):
    """The act was saved, published or taken off: with it go the acts it changes."""
    if raw or not (instance.live or instance.first_published_at):
        return
    targets = Relation.objects.filter(act=instance.pk).exclude(target=None).values_list("target", flat=True)
    relist([instance.pk, *targets])


def follow_registration(sender, instance, created=False, **kwargs):
    """What a registered act repeals is repealed, whether it is published yet or not."""
    if created:
        transaction.on_commit(partial(_relist_targets, instance.act_id))


def _relist_targets(act):
    targets = Relation.objects.filter(act=act).exclude(target=None).values_list("target", flat=True)
    relist(ListedAct.objects.filter(pk__in=list(targets)).values_list("pk", flat=True))


def follow_adoption(sender, instance, **kwargs):
    _relist_known([instance.act_id])


def follow_restriction(sender, instance, **kwargs):
    """A page was closed to strangers, or opened."""
    _relist_known([instance.page_id])


def follow_cards(sender, instance, created=True, **kwargs):
    """The act was put on control, or a card was added by hand."""
    if created:
        _relist_known([getattr(instance, "source_id", None) or instance.item.source_id])


def follow_paper(sender, instance, **kwargs):
    """A programme or a plan came or went: the acts that approve it, and those that refer to these, are of it."""
    approving = getattr(instance, "approved_by_id", None)
    if approving:
        citing = Relation.objects.in_force().filter(target=approving).values_list("act", flat=True)
        acting = Relation.objects.in_force().filter(page=instance.pk).values_list("act", flat=True)
        _relist_known([approving, *citing, *acting])


def follow_topic(sender, instance, created=False, **kwargs):
    """A topic that has another name is another word on the pages of its acts."""
    if not created:
        _relist_known(instance.act_topics.present().values_list("act", flat=True), touch=True)


def _relist_known(keys, *, touch=False):
    """Only acts that are in the list already: a draft comes into it when it is published."""
    known = list(ListedAct.objects.filter(pk__in=list(keys)).values_list("pk", flat=True))
    relist(known, touch=touch)
