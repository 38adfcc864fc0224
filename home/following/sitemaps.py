"""The list of public addresses for search engines: an index, and for each kind of page files of so many addresses."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.contrib.sitemaps import views
from django.db.models import F, Q
from django.utils.functional import cached_property
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Page, Site

from cms.pages import CouncilPageQuerySet
from home.models import LeadershipPage, OrganisationsPage
from resolutions.meetings.publicity import meetings_of
from resolutions.models import ResolutionIndexPage, ResolutionPage
from resolutions.models.listed import ListedAct

# Search engines take 50,000 in one file; smaller ones are drawn at once and read again only where they changed.
AT_ONCE = 10_000


class OfCouncil:
    """Of the council at the address that was asked."""

    limit = AT_ONCE

    @cached_property
    def site(self):
        return Site.find_for_request(self.request)

    @property
    def root(self):
        return self.site.root_page if self.site else None

    @cached_property
    def section(self):
        """The list of acts anybody may read."""
        if self.root is None:
            return None
        return ResolutionIndexPage.objects.child_of(self.root).live().public().first()


class PagesSitemap(OfCouncil, Sitemap):
    """All published pages anybody may read, acts apart, with their translations."""

    def items(self):
        if self.root is None:
            return Page.objects.none()
        # A placeholder for what nobody has translated yet is no page of its own.
        pages = CouncilPageQuerySet(Page).live().public().not_exact_type(ResolutionPage).filter(alias_of=None)
        # A placeholder in another language shows the page it stands for, at whose own address it is found.
        placeholders = Q(alias_of__isnull=False) & ~Q(locale=F("alias_of__locale"))
        return pages.filter(self._of_the_site()).exclude(placeholders).order_by("path").select_related("locale")

    def _of_the_site(self):
        """The trees of this site, one a language; under none of them anything of another council."""
        roots = {root.root_path for root in Site.get_site_root_paths() if root.site_id == self.site.pk}
        of_it = Q(path__startswith=self.root.path)
        for root in Page.objects.filter(url_path__in=roots, depth=2):
            of_it |= Q(path__startswith=root.path)
        return of_it

    @cached_property
    def translated(self):
        """Addresses of all pages that exist in more than one language, by what they have in common."""
        languages = {root.language_code for root in Site.get_site_root_paths() if root.site_id == self.site.pk}
        found = {}
        if len(languages) > 1:
            for page in self.items():
                found.setdefault(page.translation_key, []).append(page)
        return {key: pages for key, pages in found.items() if len(pages) > 1}

    def _urls(self, page, protocol, domain):
        urls, last = [], None
        for item in self.paginator.page(page).object_list:
            for url in self._urls_of(item):
                moment = url.get("lastmod")
                last = max(last, moment) if last and moment else last or moment
                urls.append({"item": item, "priority": "", "changefreq": None, **url})
        if last:
            self.latest_lastmod = last
        return urls

    def _urls_of(self, item):
        # Nearly every page has one address and says nothing else: only these two have cards of their own.
        many = item.specific_class in (OrganisationsPage, LeadershipPage)
        urls = (item.specific if many else item).get_sitemap_urls(self.request)
        pages = self.translated.get(item.translation_key, [])
        if pages and urls:
            urls[0]["alternates"] = [
                {"location": page.get_full_url(self.request), "lang_code": page.locale.language_code} for page in pages
            ]
        return urls

    def get_latest_lastmod(self):
        pages = self.items().exclude(last_published_at=None).order_by("-last_published_at")
        return pages.values_list("last_published_at", flat=True).first()


class RowsSitemap(OfCouncil, DjangoSitemap):
    """Addresses made of rows, however many there are: nothing is read of a page but its place."""

    def __init__(self, request=None):
        self.request = request

    def get_domain(self, site=None):
        return self.request.get_host()

    @property
    def protocol(self):
        return self.request.scheme

    @cached_property
    def address(self):
        return self.section.relative_url(self.site)


class ActsSitemap(RowsSitemap):
    """The acts."""

    def items(self):
        if self.section is None:
            return []
        shown = ListedAct.objects.shown_in(self.section.pk).order_by("act")
        return shown.values_list("act__slug", "act__last_published_at")

    def location(self, row):
        return f"{self.address}{row[0]}/"

    def lastmod(self, row):
        return row[1]

    def get_latest_lastmod(self):
        if self.section is None:
            return None
        shown = ListedAct.objects.shown_in(self.section.pk).order_by("-changed_at")
        return shown.values_list("changed_at", flat=True).first()


class MeetingsSitemap(RowsSitemap):
    """The meetings of which something is public."""

    def items(self):
        if self.section is None or self.section.council_organisation is None:
            return []
        return meetings_of(self.section.council_organisation).order_by("pk").values_list("pk", "closed_at")

    def location(self, row):
        return f"{self.address}meetings/{row[0]}/"

    def lastmod(self, row):
        return row[1]

    def get_latest_lastmod(self):
        return None


SITEMAPS = {"pages": PagesSitemap, "acts": ActsSitemap, "meetings": MeetingsSitemap}


def sitemap_index(request):
    """The files of the list."""
    return views.index(request, _of(request), sitemap_url_name="sitemap_section")


def sitemap_section(request, section):
    """One file: the first of its kind, or the one whose number is asked for."""
    return views.sitemap(request, _of(request), section=section)


def _of(request):
    return {name: sitemap(request) for name, sitemap in SITEMAPS.items()}
