"""What every public page shows around its own words: the council's name, the menu, the languages."""

from django.utils.functional import SimpleLazyObject

from home.frame import frame_of
from home.languages import Languages


def public_house(request):
    """Nothing is asked of the database until a template uses it, so the admin pays nothing."""
    frame = SimpleLazyObject(lambda: frame_of(request))
    return {
        "council": SimpleLazyObject(lambda: frame.council),
        "main_menu": SimpleLazyObject(lambda: frame.menu_at(request.path)),
        "all_sections": SimpleLazyObject(lambda: frame.sections),
        "council_contacts": SimpleLazyObject(lambda: frame.contacts),
        "shows_execution": SimpleLazyObject(lambda: frame.shows_execution),
        "language_links": SimpleLazyObject(lambda: Languages(request).links()),
    }
