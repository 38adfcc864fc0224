"""What all our pages share."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page


def in_interface_language(url: str | None) -> str | None:
    """The address at which a Russian page speaks the reader's language around its own words: "/acts/" → "/en/acts/"."""
    language = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    is_local = bool(url) and url.startswith("/")
    if not is_local or language == settings.LANGUAGE_CODE or f"{url}/".startswith(f"/{language}/"):
        return url
    return f"/{language}{url}"


class CouncilPage(Page):
    """A page of a council's site, whose links keep the language its reader chose."""

    class Meta:
        abstract = True

    def get_url(self, request=None, current_site=None):
        return in_interface_language(super().get_url(request, current_site))

    # Wagtail binds its own get_url to this name when the class is made.
    url = property(get_url)
