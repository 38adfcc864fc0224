"""Which parts of the site are closed to some of its readers: every page drawn for a stranger asks it."""

from dataclasses import dataclass

from wagtail.models import Page, PageViewRestriction

from cms.caching.facts import RESTRICTIONS
from cms.caching.kept import is_keeping, kept
from cms.caching.looking import once


@dataclass(frozen=True)
class Closed:
    """Paths of pages, by what has to be asked about those at them or under them."""

    restricted: frozenset[str]
    # A copy that follows another page is as open as that one.
    copies: frozenset[str]

    def may_concern(self, path: str) -> bool:
        """Whether the page at the path may be closed, by itself or by a page over it."""
        over = (path[:length] for length in range(Page.steplen, len(path) + 1, Page.steplen))
        return any(one in self.restricted or one in self.copies for one in over)


def closed_parts() -> Closed | None:
    """All of it as the process keeps it; nothing for whoever does more than look: they ask about their own page."""
    return kept(("closed parts",), lambda: (_closed_parts(), [RESTRICTIONS])) if is_keeping() else None


def closed_sections() -> set[str]:
    """The paths of restricted pages that have others under them."""
    sections = PageViewRestriction.objects.order_by().filter(page__numchild__gt=0)
    return once("closed sections", lambda: set(sections.values_list("page__path", flat=True)))


def _closed_parts():
    restricted = PageViewRestriction.objects.order_by().values_list("page__path", flat=True)
    copies = Page.objects.order_by().filter(alias_of__isnull=False).values_list("path", flat=True)
    return Closed(frozenset(restricted), frozenset(copies))
