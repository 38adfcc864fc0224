"""What each kind of page and each public view is drawn from; who says nothing is drawn from everything."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from wagtail.models import Page, Site

from cms.caching.facts import (
    CONTROL,
    HOUSE,
    MEETINGS,
    PARTIES,
    REGISTRY,
    everything_fact,
    frame_fact,
    lineage_facts,
    page_fact,
)

_pages: dict[type[Page], Callable[[Page], Iterable[str]]] = {}
_views: dict[str, Callable[..., Iterable[str]]] = {}
_links: dict[type[Page], Callable[[Page], Iterable[int]]] = {}


def page_shows(model: type[Page], ask: Callable[[Page], Iterable[str]]) -> None:
    """Have pages of this kind drawn from these facts only, beside what surrounds every page."""
    _pages[model] = ask


def view_shows(name: str, ask: Callable[..., Iterable[str]] | None = None) -> None:
    """Let answers of the named view be kept; unless it says better, it shows everything of the council."""
    _views[name] = ask or of_the_council


def page_tells(model: type[Page], ask: Callable[[Page], Iterable[int]]) -> None:
    """Have a change of a page of this kind tell these other pages, by key: those it names, where they name it back."""
    _links[model] = ask


def linked_pages(page) -> set[str]:
    """The pages that show that this one names them."""
    ask = _links.get(page.specific_class or type(page))
    return {page_fact(pk) for pk in ask(page) if pk} if ask else set()


def keep_until(request, moment: datetime.datetime) -> None:
    """The answer to this request is another from that moment on, whatever happens."""
    request.kept_until = min(moment, getattr(request, "kept_until", moment))


def remember_page(page, request, args, kwargs) -> None:
    """Wagtail is about to show this page."""
    request.shown_page = page


def is_for_everybody(request) -> bool:
    """Whether the answer is a page of the site, or a view that says its answers are for everybody."""
    match = request.resolver_match
    return hasattr(request, "shown_page") or bool(match and match.view_name in _views)


def facts_of(request) -> set[str]:
    """What the answer to this request was drawn from."""
    if page := getattr(request, "shown_page", None):
        return _facts_of_page(page, request)
    return {HOUSE, PARTIES, *_views[request.resolver_match.view_name](request)}


def of_the_council(request) -> set[str]:
    """Everything the council at this address publishes, and everybody it names."""
    path = _root_path(request)
    return {frame_fact(path), everything_fact(path), REGISTRY, CONTROL, MEETINGS}


def _facts_of_page(page, request):
    around = {HOUSE, PARTIES, frame_fact(page.path), frame_fact(_root_path(request))}
    own = {page_fact(page.pk), *lineage_facts(page.path)}
    ask = _pages.get(type(page))
    within = ask(page) if ask else {everything_fact(page.path), *of_the_council(request)}
    return {*around, *own, *within}


def _root_path(request):
    site = Site.find_for_request(request)
    return site.root_page.path if site else ""
