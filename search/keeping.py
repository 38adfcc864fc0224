"""Keeping the index in step with the site: after each commit that changed what anybody may read."""

from __future__ import annotations

import logging

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from registry.models import DataConsent, Organisation, PartyAlias, Person, Post
from resolutions.models import ActTranslation, Relation
from search import tasks
from search.models import Entry

logger = logging.getLogger(__name__)


class Later:
    """A call after the commit; the same one asked for twice in a transaction is made once."""

    def __init__(self, task, argument):
        self.task, self.argument, self.is_done = task, argument, False

    def __eq__(self, other):
        return isinstance(other, Later) and (self.task, self.argument) == (other.task, other.argument)

    def __hash__(self):
        return hash((id(self.task), str(self.argument)))

    def __call__(self):
        self.is_done = True
        try:
            self.task.enqueue(self.argument)
        except Exception:
            # What was published stays published; the hourly catching up will find it.
            logger.exception("The search is not in step with %s", self.argument)

    def ask(self):
        # What a savepoint takes back, Django takes off this list as well.
        waiting = [call for _savepoints, call, *_rest in connection.run_on_commit if call == self]
        if all(call.is_done for call in waiting):
            transaction.on_commit(self)


def connect():
    """Listen to everything that changes what is found."""
    post_save.connect(page_saved, dispatch_uid="search_page_saved")
    pre_delete.connect(page_deleted, sender=Page, dispatch_uid="search_page_deleted")
    page_unpublished.connect(page_taken_off, dispatch_uid="search_page_taken_off")
    post_page_move.connect(section_changed, dispatch_uid="search_page_moved")
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="search_restriction")
        signal.connect(files_closed, sender=CollectionViewRestriction, dispatch_uid="search_collection")
        for model in (Organisation, Person, PartyAlias, Post, DataConsent):
            signal.connect(registry_changed, sender=model, dispatch_uid=f"search_{model.__name__}")
        signal.connect(translation_changed, sender=ActTranslation, dispatch_uid="search_translation")
    post_save.connect(relation_saved, sender=Relation, dispatch_uid="search_relation")
    post_save.connect(file_saved, sender=get_document_model(), dispatch_uid="search_file")
    post_delete.connect(file_deleted, sender=get_document_model(), dispatch_uid="search_file")


def page_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    # A draft never was in the index; a page taken off is told of by Wagtail.
    if isinstance(instance, Page) and instance.live and not raw:
        told = {"draft_title", "latest_revision", "latest_revision_created_at", "has_unpublished_changes", "locked"}
        if not update_fields or not set(update_fields) <= told:
            Later(tasks.index_pages_later, [instance.pk]).ask()


def page_deleted(sender, instance, **kwargs):
    Later(tasks.index_pages_later, [instance.pk]).ask()


def page_taken_off(sender, instance, **kwargs):
    Later(tasks.index_pages_later, [instance.pk]).ask()


def section_changed(sender, instance, **kwargs):
    Later(tasks.index_below, instance.path).ask()


def restriction_changed(sender, instance, **kwargs):
    Later(tasks.index_below, instance.page.path).ask()


def files_closed(sender, instance, **kwargs):
    documents = get_document_model().objects.filter(collection__path__startswith=instance.collection.path)
    for document in documents[: tasks.MOST_AT_ONCE]:
        file_saved(sender, document)


def relation_saved(sender, instance, **kwargs):
    # Whether the other act is still in force may have changed.
    if instance.target_id:
        Later(tasks.index_pages_later, [instance.target_id]).ask()


def registry_changed(sender, instance, raw=False, **kwargs):
    if raw:
        return
    key = {Organisation: "pk", Person: "organisation_id", PartyAlias: "party_id", Post: "organisation_id"}
    organisations = [getattr(instance, key[sender])] if sender in key else []
    if sender is Person or sender is DataConsent:
        person = instance.pk if sender is Person else instance.person_id
        organisations += Post.objects.filter(person=person).values_list("organisation", flat=True)
    organisations = sorted({one for one in organisations if one})
    if organisations:
        Later(tasks.index_organisations_later, organisations).ask()


def translation_changed(sender, instance, **kwargs):
    Later(tasks.index_pages_later, [instance.act_id]).ask()


def file_saved(sender, instance, raw=False, **kwargs):
    from search.findable.files import pages_showing

    keys = [] if raw else pages_showing(instance)
    if keys:
        Later(tasks.index_pages_later, sorted(keys)).ask()


def file_deleted(sender, instance, **kwargs):
    Entry.objects.filter(key=f"file:{instance.pk}").delete()
