"""The list of public addresses for search engines."""

from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Page

from cms.pages import CouncilPageQuerySet


class CouncilSitemap(Sitemap):
    """The published pages of one council that anybody may read."""

    def items(self):
        pages = CouncilPageQuerySet(Page).descendant_of(self.get_wagtail_site().root_page, inclusive=True)
        return pages.live().public().order_by("path").defer_streamfields().specific()
