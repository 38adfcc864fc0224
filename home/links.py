"""Links inside running text."""

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from cms.pages import CouncilPageQuerySet


class OpenPageLinkHandler(PageLinkHandler):
    """Leads only to pages anybody may read: the address of a draft or a restricted act would tell of it."""

    @classmethod
    def get_many(cls, attrs_list):
        pages = super().get_many(attrs_list)
        asked = [page.pk for page in pages if page]
        public = CouncilPageQuerySet(Page).filter(pk__in=asked).live().public() if asked else Page.objects.none()
        known = set(public.values_list("pk", flat=True))
        return [page if page and page.pk in known else None for page in pages]
