"""Who may fetch a file of the library."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex


def is_public(document) -> bool:
    """A file is public once a published page that anyone may read shows it; an annex of a draft is not."""
    citing = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = [int(pk) for pk in citing.values_list("object_id", flat=True).distinct()[:1000]]
    return Page.objects.live().public().filter(pk__in=pages).exists()
