"""Pages in several languages: which kinds are translated, and how one finds its way between the languages."""

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site


class NotTranslated(Exception):
    """Raised where a page would be copied into another language that exists in one only."""

    def __str__(self):
        return _("Pages of this kind are not copied into other languages.")


def active_language() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def with_known_locales():
    """The languages of content; one that the settings have and the database does not yet is added to it."""
    have = set(Locale.objects.values_list("language_code", flat=True))
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        if code not in have:
            Locale.objects.get_or_create(language_code=code)
    return Locale.objects.all()


def has_tree_in(language, site) -> bool:
    """Whether anything of the site has been put into the language: known without asking the database."""
    paths = Site.get_site_root_paths()
    return bool(site) and any(path.site_id == site.pk and path.language_code == language for path in paths)


def shown_in(pages, language):
    """Those of the language that readers see; a placeholder for what nobody has translated yet is none."""
    return pages.filter(locale__language_code=language, live=True, alias_of=None)


def original_of(page):
    """The Russian page this one translates; a page without one is its own."""
    if page.locale_id == Locale.get_default().pk:
        return page
    of_same_words = type(page).objects.filter(translation_key=page.translation_key)
    return of_same_words.filter(locale__language_code=settings.LANGUAGE_CODE).first() or page


def translation_of(page, language) -> Page | None:
    """The same page in the language, where readers see one."""
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    found = shown_in(others, language).first()
    return found.specific_deferred if found else None


def is_translatable(page) -> bool:
    """Whether this page, and so every page over it, may have a copy in another language."""
    kinds = {page.specific_class, *(above.specific_class for above in page.get_ancestors() if above.depth > 1)}
    return all(getattr(kind, "is_translatable", False) for kind in kinds)


def once_in_a_language(pages):
    """Each page once: in the reader's language where it is translated, else in Russian."""
    russian = Q(locale__language_code=settings.LANGUAGE_CODE)
    language = active_language()
    if language == settings.LANGUAGE_CODE:
        return pages.filter(russian)
    own = Q(locale__language_code=language, alias_of=None)
    translated = Page.objects.filter(own, live=True).order_by().values("translation_key")
    return pages.filter(own | (russian & ~Q(translation_key__in=translated)))
