"""The way to a page in the reader's language: its translation where there is one, else the Russian page."""

import copy

from django.conf import settings
from django.http import Http404
from wagtail.models import Site

from cms.caching.facts import HOUSE, below_fact, page_fact
from cms.caching.kept import kept
from cms.pages import CouncilPage
from cms.translating import active_language, has_tree_in, original_of, translation_of


def route_below(home, request, path_components):
    """As any page, but that the section on the way down is known from the page drawn before."""
    if len(path_components) > 1:
        section = kept(("section", home.pk, path_components[0]), lambda: _section(home, path_components[0]))
        if section is None:
            raise Http404
        return copy.copy(section).route(request, path_components[1:])
    return CouncilPage.route(home, request, path_components)


def _section(home, slug):
    page = home.get_children().filter(slug=slug).first()
    if page is None or page.is_leaf():
        # The tree counts its first page below without telling anybody.
        return page and page.specific, ()
    return page.specific, {HOUSE, page_fact(page.pk), below_fact(page.path)}


def route_in_language(home, request, path_components):
    """Below /en/ first the English pages are asked, then the Russian ones, which have English words around them."""
    language = active_language()
    if language == settings.LANGUAGE_CODE:
        return route_below(home, request, path_components)
    original = original_of(home)
    if has_tree_in(language, Site.find_for_request(request)):
        # Published or not: pages below the home page may be published before it.
        homes = type(original).objects.filter(translation_key=original.translation_key)
        translated = homes.filter(locale__language_code=language).first()
        try:
            found = translated and route_below(translated, request, path_components)
            # A placeholder has the Russian words; the Russian page has them with all that stands below it.
            if found and not found[0].alias_of_id:
                return found
        except Http404:
            pass
        request.__dict__.pop("page_is_withdrawn", None)
    return route_below(original, request, path_components)


def address_in_language(page, request) -> str | None:
    """Where the page stands in the reader's language, if its Russian address was asked for in that language."""
    language = active_language()
    if language == settings.LANGUAGE_CODE or not getattr(page, "is_translatable", False):
        return None
    if page.locale.language_code == language or not has_tree_in(language, Site.find_for_request(request)):
        return None
    translated = translation_of(page, language)
    return translated.get_url(request) if translated else None
