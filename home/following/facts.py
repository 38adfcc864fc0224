"""What feeds, calendars and the pages around them are drawn from, for the cache of pages."""

from cms.caching.facts import LISTED, MEETINGS, REGISTRY, everything_fact, frame_fact
from cms.caching.shown import view_shows
from home.following.site import AskedSite

# What a stream is made of besides pages; whatever a council publishes is in everything_fact.
BESIDE_PAGES = {LISTED, MEETINGS, REGISTRY}
VIEWS = ("follow", "feed", "calendar", "sitemap", "sitemap_section", "robots", "llms")


def of_the_streams(request):
    home = AskedSite(request).home
    return {frame_fact(home.path), everything_fact(home.path), *BESIDE_PAGES} if home else BESIDE_PAGES


def connect():
    """Called once, when all apps are ready."""
    for name in VIEWS:
        view_shows(name, of_the_streams)
