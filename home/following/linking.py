"""Where a page can be followed; nothing is asked of the database for it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from home.following.feed_files import FORMATS
from home.following.streams import STREAMS
from home.models import (
    EventsPage,
    HomePage,
    NewsIndexPage,
    NewspaperPage,
    NormativeDocumentsPage,
    PhotoReportsPage,
    PracticesPage,
    RubricPage,
)
from resolutions.models import ResolutionIndexPage, ResolutionPage

# The feeds of a list's own page.
OF_PAGES = {
    NewsIndexPage: ("news",),
    EventsPage: ("events",),
    NewspaperPage: ("newspaper",),
    PhotoReportsPage: ("photos",),
    NormativeDocumentsPage: ("papers",),
    PracticesPage: ("practices",),
    HomePage: ("news", "acts"),
}
CALENDAR = "text/calendar"


def feeds_of(page, context):
    """Type, address and title of each feed the page belongs to."""
    if page is None:
        return []
    rows = []
    if isinstance(page, ResolutionIndexPage):
        rows = _of_acts(context)
    elif isinstance(page, ResolutionPage) and page.body_id:
        rows = _rows("acts", f"body={page.body_id}", page.body.name)
    elif isinstance(page, RubricPage):
        rows = _rows("news", f"rubric={page.pk}", page.title)
    else:
        for name in OF_PAGES.get(type(page), ()):
            rows += _rows(name)
    if isinstance(page, HomePage | EventsPage | ResolutionIndexPage):
        rows.append((CALENDAR, reverse("calendar"), _("Calendar of the council")))
    return rows


def _of_acts(context):
    """Of a list of acts: as it is narrowed now, and as a whole."""
    rows = _rows("acts")
    choice = context.get("choice")
    if choice is not None and "listed" not in context:
        made = {name: value for name, value in choice.made.items() if name in STREAMS["acts"].parameters}
        if made and len(made) == len(choice.made):
            query = "&".join(f"{name}={value}" for name, value in made.items())
            names = ", ".join(str(chip[1]) for chip in context.get("chips") or ())
            rows = [*_rows("acts", query, names), *rows]
    return rows


def _rows(name, query="", narrowed_to=""):
    title = str(STREAMS[name].title).capitalize() + (f": {narrowed_to}" if narrowed_to else "")
    tail = f"?{query}" if query else ""
    return [
        (written.media_type.split(";")[0], f"{reverse('feed', args=[name, form])}{tail}", title)
        for form, written in FORMATS.items()
    ]
