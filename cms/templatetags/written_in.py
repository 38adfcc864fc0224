"""The language of words that are not in the language of the page around them: programs that read aloud need to know."""

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Site

from cms.translating import active_language

register = template.Library()


@register.filter
def lang_of(thing) -> SafeString:
    """The attribute ``lang`` for words of a page, an act or a point, where their reader has chosen another language.

    Given the code of a language itself, it is that; of nothing, Russian.
    """
    language = active_language()
    if language == settings.LANGUAGE_CODE:
        return SafeString()
    own = thing if isinstance(thing, str) else getattr(thing, "written_in", "") or _language_by_place(thing)
    return _attribute(own or settings.LANGUAGE_CODE, language)


@register.simple_tag
def russian() -> SafeString:
    """The same for words of the registry, of programmes and of all else that nobody translates."""
    return _attribute(settings.LANGUAGE_CODE, active_language())


def _language_by_place(page):
    # What is written in another language has a tree of its own; the trees of the sites are known without asking.
    place = getattr(page, "url_path", None) or ""
    trees = (root for root in Site.get_site_root_paths() if place.startswith(root.root_path))
    return next((root.language_code for root in trees), settings.LANGUAGE_CODE)


def _attribute(language, active):
    return format_html(' lang="{}"', language) if language != active else SafeString()
