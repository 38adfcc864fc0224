"""Pictures in every size and format a page shows them in, drawn when it is published and not for its first reader."""

import logging

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from django_tasks import task
from wagtail.coreutils import get_dummy_request
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

logger = logging.getLogger(__name__)


def draw_when_published(sender, instance, **kwargs):
    """After a page is published: its pictures are drawn in the background."""
    pk = instance.pk
    transaction.on_commit(lambda: _shows_pictures(pk) and draw_pictures_of.enqueue(pk), robust=True)


def _shows_pictures(pk):
    pictures = ContentType.objects.get_for_model(get_image_model())
    return ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id=str(pk), to_content_type=pictures
    ).exists()


@task()
def draw_pictures_of(page_pk: int) -> None:
    """Draw the page, the list above it and the council's own page once, and with them all pictures they show."""
    page = Page.objects.filter(pk=page_pk, live=True).first()
    if page is None:
        return
    for shown in page.get_ancestors(inclusive=True).filter(depth__gt=1).order_by("-depth").specific():
        if shown.depth in (2, page.depth - 1, page.depth):
            _draw(shown)


def _draw(page):
    # The language of a page is that of its tree; of the pictures all languages show the same.
    with translation.override(page.locale.language_code):
        try:
            response = page.serve(get_dummy_request(path=page.url or "/", site=page.get_site()))
            if hasattr(response, "render"):
                response.render()
        except Exception:
            # What cannot be drawn now is drawn for its first reader, who is told what is wrong.
            logger.exception("The pictures of page %s could not be drawn ahead", page.pk)
