"""The languages of a page: where the same page stands in each of them, for readers and for search engines."""

from django.conf import settings
from django.urls import translate_url
from django.utils.functional import cached_property
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from cms.pages import in_interface_language
from cms.translating import active_language, has_tree_in, shown_in
from home.models import EventsPage, NewsIndexPage, NewspaperPage, OrganisationsPage, PhotoReportsPage, PracticesPage
from programs.models import ProgrammesIndexPage
from resolutions.models import ResolutionIndexPage, ResolutionPage


class Languages:
    """The page of a request in every language of the site."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def page(self):
        """The page the address leads to; none for what is no page, such as the search."""
        found = getattr(self.request, "_wagtail_route_for_request", None)
        return found[0] if found else None

    @cached_property
    def _codes(self):
        """The languages into which anything of this site has been put."""
        site = Site.find_for_request(self.request)
        codes = [code for code, _name in settings.LANGUAGES]
        return [code for code in codes if code == settings.LANGUAGE_CODE or has_tree_in(code, site)]

    @cached_property
    def _pages(self):
        """The same page by the language it is written in, as far as readers see it."""
        if not getattr(self.page, "is_translatable", False) or len(self._codes) == 1:
            return {}
        same = Page.objects.filter(translation_key=self.page.translation_key, live=True, alias_of=None)
        same = same.filter(locale__language_code__in=self._codes).select_related("locale")
        return {page.locale.language_code: page for page in same}

    def links(self):
        """The choice over every page: to the same page in that language, or with the words around it in it."""
        return [
            {"code": code, "name": name, "url": self._address(code), "current": code == get_language()}
            for code, name in settings.LANGUAGES
        ]

    def _address(self, code):
        if code == active_language():
            return self.request.get_full_path()
        page = self._pages.get(code)
        if page is None and self._is_written_in_another:
            # The page has no counterpart: the nearest one over it that has.
            page = self._pages.get(settings.LANGUAGE_CODE) or self._nearest
        if page is None:
            return translate_url(self.request.get_full_path(), code)
        with override(code):
            return in_interface_language(page.get_url(self.request)) or "/"

    @property
    def _is_written_in_another(self):
        return self.page is not None and self.page.locale_id and self._own_code != settings.LANGUAGE_CODE

    @property
    def _own_code(self):
        # Of a Russian page, which nearly all are, nothing is asked.
        return settings.LANGUAGE_CODE if len(self._codes) == 1 else self.page.locale.language_code

    @cached_property
    def _nearest(self):
        keys = list(self.page.get_ancestors().filter(depth__gt=1).values_list("translation_key", flat=True))
        over = shown_in(Page.objects.filter(translation_key__in=keys), settings.LANGUAGE_CODE)
        return over.order_by("-depth").first()

    def alternates(self):
        """Language and full address for search engines; nothing where the page exists in one language only."""
        if self.request.GET:
            return []
        if isinstance(self.page, ResolutionPage):
            found = self._of_act()
        else:
            found = {code: page.full_url for code, page in self._pages.items()}
        if len(found) < 2:
            return []
        rows = sorted(found.items())
        russian = found.get(settings.LANGUAGE_CODE)
        return [*rows, ("x-default", russian)] if russian else rows

    def _of_act(self):
        """An act stands at one address in every language; only where it is translated is it another text."""
        own = self.page.full_url
        path = self.page.get_url_parts()
        if not own or path is None or not self.page.languages_shown:
            return {}
        _site, root, rest = path
        return {settings.LANGUAGE_CODE: own} | {code: f"{root}/{code}{rest}" for code in self.page.languages_shown}


# How the menu calls a section that exists in Russian only, in the language of the reader.
WORDS_FOR_SECTIONS = {
    ResolutionIndexPage: _("Documents"),
    ProgrammesIndexPage: _("Programmes"),
    OrganisationsPage: _("Organisations"),
    NewsIndexPage: _("News"),
    EventsPage: _("Events"),
    PhotoReportsPage: _("Photo reports"),
    NewspaperPage: _("Newspaper"),
    PracticesPage: _("Best practices"),
}


NAMED = ("title", "url_path", "locale", "translation_key")


def sections_of(home, request, site):
    """The sections of the site, those of the menu among them; in another language by their translations."""
    pages = list(home.public_children().only(*NAMED, "show_in_menus", "content_type"))
    language, translated = active_language(), {}
    if language != settings.LANGUAGE_CODE and has_tree_in(language, site):
        keys = [page.translation_key for page in pages]
        same = shown_in(Page.objects.filter(translation_key__in=keys), language)
        translated = {page.translation_key: page for page in same.only(*NAMED)}
    sections = []
    for page in pages:
        shown = translated.get(page.translation_key, page)
        url = in_interface_language(shown.get_url(request, site))
        title, written_in = shown.title, ""
        if language != settings.LANGUAGE_CODE and shown is page:
            title = WORDS_FOR_SECTIONS.get(page.specific_class)
            if title is None:
                title, written_in = page.title, settings.LANGUAGE_CODE
        entry = {"title": title, "url": url, "language": written_in, "in_menu": page.show_in_menus}
        sections.append(entry)
    return sections
