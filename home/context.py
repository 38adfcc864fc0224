"""What every public page shows around its own words: the council's name, the menu, the languages."""

from django.conf import settings
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Site

from cms.pages import in_interface_language
from home.models import HomePage

# A page is wide, an organisation too, and every answer pays for each column it asks for.
SHOWN_OF_A_COUNCIL = ["shows_execution", *(f"organisation__{name}" for name in ("name", "short_name", "place"))]


def public_house(request):
    """Nothing is asked of the database until a template uses it, so the admin pays nothing."""
    house = SimpleLazyObject(lambda: _house(request))
    return {
        "council": SimpleLazyObject(lambda: house["council"]),
        "main_menu": SimpleLazyObject(lambda: house["main_menu"]),
        "shows_execution": SimpleLazyObject(lambda: house["shows_execution"]),
        "language_links": SimpleLazyObject(lambda: _language_links(request)),
    }


def _house(request):
    site = Site.find_for_request(request)
    homes = HomePage.objects.select_related("organisation").only("path", "depth", *SHOWN_OF_A_COUNCIL)
    home = homes.filter(pk=site.root_page_id).order_by().first() if site else None
    if home is None:
        return {"council": None, "main_menu": [], "shows_execution": False}
    menu = []
    for page in home.public_children().in_menu().only("title", "url_path", "locale"):
        url = in_interface_language(page.get_url(request, site))
        menu.append({"title": page.title, "url": url, "current": request.path.startswith(url or "//")})
    return {"council": home.organisation, "main_menu": menu, "shows_execution": home.shows_execution}


def _language_links(request):
    return [
        {
            "code": code,
            "name": name,
            "url": translate_url(request.get_full_path(), code),
            "current": code == get_language(),
        }
        for code, name in settings.LANGUAGES
    ]
