"""What a change of a page, of its place or of its readers means for the pages kept."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from cms.caching.facts import (
    HOUSE,
    RESTRICTIONS,
    below_fact,
    changed,
    changed_around,
    everything_fact,
    frame_fact,
    list_fact,
    page_fact,
)
from cms.caching.shown import linked_pages

# What pages below take from one above: breadcrumbs, addresses, the menu.
FRAME_FIELDS = ("title", "url_path", "live", "show_in_menus")
_more_in_frame: dict[type[Page], tuple[str, ...]] = {}
# Saving a draft, a lock or a date to come changes nothing a reader sees.
BEHIND_THE_SCENES = {
    "latest_revision",
    "latest_revision_id",
    "latest_revision_created_at",
    "live_revision",
    "draft_title",
    "has_unpublished_changes",
    "locked",
    "locked_by",
    "locked_by_id",
    "locked_at",
    "go_live_at",
    "expire_at",
    "search_index",
    "numchild",
}


def frame_holds(model: type[Page], *fields: str) -> None:
    """Pages below one of this kind take these fields from it, too."""
    _more_in_frame[model] = fields


def note_frame(sender, instance, raw=False, update_fields=None, **kwargs):
    """Before a page is saved: how the site knew it until now."""
    if raw or not isinstance(instance, Page) or _is_behind_the_scenes(update_fields):
        return
    instance._frame_before = _stored_frame(instance) if instance.pk else None


def page_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    """After a page is saved: whoever shows it or lists it is told."""
    if raw or not isinstance(instance, Page) or _is_behind_the_scenes(update_fields):
        return
    if instance.alias_of_id:
        changed(RESTRICTIONS)
    before, now = getattr(instance, "_frame_before", None), _frame(instance)
    was_live = bool(before and before["live"])
    if not (instance.live or was_live):
        return
    tell_of_page(instance, instance.path, frame_changed=before != now)


def page_deleted(sender, instance, **kwargs):
    """After a page is gone."""
    if instance.live:
        tell_of_page(instance, instance.path, frame_changed=True)


_paths_before: dict[int, str] = {}


def page_about_to_move(sender, instance, **kwargs):
    _paths_before[instance.pk] = instance.path


def page_moved(sender, instance, **kwargs):
    """The page and all under it stand elsewhere, perhaps with other neighbours in the menu."""
    changed(RESTRICTIONS)
    for path in {_paths_before.pop(instance.pk, instance.path), instance.path}:
        tell_of_page(instance, path, frame_changed=True)


def restriction_changed(sender, instance, raw=False, **kwargs):
    """Somebody may read the page, and all under it, who might not before, or the other way round."""
    if not raw:
        page = instance.page
        changed(RESTRICTIONS)
        tell_of_page(page, page.path, frame_changed=True)


def file_changed(sender, instance, raw=False, created=False, **kwargs):
    """A picture or a file has another title, focus or content: the pages that show it."""
    if not raw and not created:
        changed_around((sender, instance.pk), lambda: pages_referring_to(instance))


def site_changed(sender, instance, raw=False, **kwargs):
    if not raw:
        changed(HOUSE)


def tell_of_page(page, path, *, frame_changed):
    """Everything kept that shows the page: itself, its lists, those that link to it, and those under it."""
    names = {page_fact(page.pk), everything_fact(path), list_fact(path, page.specific_class or type(page))}
    if frame_changed:
        names.add(below_fact(path))
        # The council's own page and its sections stand around every page, in the menu or at the foot.
        if len(path) <= 3 * Page.steplen:
            names.add(frame_fact(path))
    changed(*names)
    changed_around(("page", page.pk), lambda: {*pages_referring_to(page), *linked_pages(page)})
    if frame_changed and not page.is_leaf():
        changed_around(("below", path), lambda: _lists_below(path))


def pages_referring_to(thing) -> set[str]:
    """The pages whose words, pictures or links name the thing."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(thing).filter(base_content_type=pages)
    return {page_fact(pk) for pk in references.values_list("object_id", flat=True).distinct()}


def _lists_below(path):
    """The lists in which anything under the page stands: it may have come or gone with it."""
    kinds = Page.objects.filter(path__startswith=path).order_by().values_list("content_type__model", flat=True)
    return {list_fact(path, kind) for kind in kinds.distinct()}


def _frame_fields(page):
    return (*FRAME_FIELDS, *_more_in_frame.get(type(page), ()))


def _frame(page):
    return {name: getattr(page, name) for name in _frame_fields(page)}


def _stored_frame(page):
    return type(page)._base_manager.filter(pk=page.pk).values(*_frame_fields(page)).first()


def _is_behind_the_scenes(update_fields):
    return bool(update_fields) and BEHIND_THE_SCENES.issuperset(update_fields)


def connect():
    """Called once, when all apps are ready."""
    from django.db.models.signals import post_delete, post_save, pre_save
    from wagtail import hooks
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import Locale, PageViewRestriction, Site
    from wagtail.signals import page_published, post_page_move, pre_page_move

    from cms.caching.drawing import draw_when_published
    from cms.caching.shown import remember_page

    hooks.register("before_serve_page", remember_page)
    pre_save.connect(note_frame, dispatch_uid="note_frame")
    post_save.connect(page_saved, dispatch_uid="page_saved")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="page_deleted")
    pre_page_move.connect(page_about_to_move, dispatch_uid="page_about_to_move")
    post_page_move.connect(page_moved, dispatch_uid="page_moved")
    page_published.connect(draw_when_published, dispatch_uid="draw_when_published")
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=PageViewRestriction, dispatch_uid="restriction_changed")
        for model in (Site, Locale):
            signal.connect(site_changed, sender=model, dispatch_uid=f"site_changed_{model.__name__}")
    for model in (get_image_model(), get_document_model()):
        post_save.connect(file_changed, sender=model, dispatch_uid=f"file_changed_{model.__name__}")
