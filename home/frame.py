"""What every page of a council stands in, asked once for all readers: its site, its name, its sections, its address."""

import copy
from dataclasses import dataclass

from wagtail.models import Page, Site

from cms.caching.facts import HOUSE, PARTIES, frame_fact, page_fact, party_fact
from cms.caching.kept import is_keeping, kept
from cms.translating import active_language
from home.languages import sections_of
from home.models import HomePage
from home.ways import ways_to


@dataclass(frozen=True)
class Frame:
    """The council that answers at one address, in one language; the same for all who read."""

    site: Site | None = None
    home: HomePage | None = None
    sections: tuple = ()
    contacts: tuple = ()

    @property
    def council(self):
        return self.home and self.home.organisation

    @property
    def shows_execution(self):
        return bool(self.home and self.home.shows_execution)

    def menu_at(self, path):
        """The menu as it stands over the page at this path."""
        menu = [entry for entry in self.sections if entry["in_menu"]]
        return [{**entry, "current": path.startswith(entry["url"] or "//")} for entry in menu]


def frame_of(request) -> Frame:
    if not is_keeping():
        return _frame(request)
    key = ("frame", request.get_host(), active_language())
    return kept(key, lambda: _frame_and_facts(request))


def _frame(request):
    site = Site.find_for_request(request)
    homes = HomePage.objects.select_related("organisation", "locale")
    home = homes.filter(pk=site.root_page_id).first() if site else None
    if home is None:
        return Frame(site)
    contacts = ways_to(home.organisation) if home.organisation else ()
    return Frame(site, home, tuple(sections_of(home, request, site)), tuple(contacts))


def _frame_and_facts(request):
    frame = _frame(request)
    if frame.home is None:
        return frame, ()
    # The menu of another language comes from the home page of that language, too.
    homes = Page.objects.filter(translation_key=frame.home.translation_key).values_list("path", flat=True)
    own = {page_fact(frame.home.pk), party_fact(frame.home.organisation_id)}
    return frame, {HOUSE, PARTIES, *own, *map(frame_fact, homes)}


class FrameMiddleware:
    """Tells Wagtail on which site a reader is, where the house knows it already."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_keeping():
            frame = frame_of(request)
            if frame.home:
                # Pages remember things of their own while they are drawn: each reader gets a copy.
                site = copy.copy(frame.site)
                site.root_page = copy.copy(frame.home)
                request._wagtail_site = site
        return self.get_response(request)
