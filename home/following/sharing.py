"""The card messengers and networks draw of a shared link: words of the page, and a picture of its own."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import get_language

from home.models import EventPage, HomePage, NewsPage, NewspaperIssuePage
from resolutions.models import ResolutionPage
from resolutions.models.status import PRINTED_TYPES

WIDTH, HEIGHT = 1200, 630
# The look of the pictures: another number draws them all anew.
DRAWING = 1


@dataclass(frozen=True)
class ShareCard:
    """The words drawn: a line over the title, the title, a line under it, and whose site it is.

    Nothing in it depends on the reader's language: one page has one picture.
    """

    over: str
    title: str
    under: str
    council: str

    @property
    def key(self) -> str:
        words = "\n".join([str(DRAWING), *astuple(self)])
        return hashlib.sha256(words.encode()).hexdigest()[:16]


def share_card_of(page, council) -> ShareCard:
    """What the picture of the page says."""
    over, title, under = "", page.title, ""
    if isinstance(page, ResolutionPage):
        number = f"№ {page.number}" if page.number else ""
        over = " ".join(filter(None, [PRINTED_TYPES.get(page.document_type, ""), number]))
        day = f"{page.adopted_on:%d.%m.%Y}" if page.adopted_on else ""
        title, under = page.heading or page.title, ", ".join(filter(None, [page.header.get("body"), day]))
    elif isinstance(page, NewsPage):
        over = page.rubric.title if page.rubric and page.rubric.live else ""
        under = f"{page.published_on:%d.%m.%Y}" if page.published_on else ""
    elif isinstance(page, EventPage):
        start = timezone.localtime(page.starts_at) if page.starts_at else None
        over = f"{start:%d.%m.%Y}" if start else ""
        over += f", {start:%H:%M}" if start and not page.is_whole_day else ""
        under = page.place
    elif isinstance(page, NewspaperIssuePage):
        over = f"№ {page.number}" if page.number else ""
        under = f"{page.published_on:%d.%m.%Y}" if page.published_on else ""
    elif isinstance(page, HomePage):
        title, under = council.name, council.place
    whose = "" if isinstance(page, HomePage) else str(council)
    return ShareCard(*(" ".join(str(words or "").split()) for words in (over, title, under, whose)))


def picture_url(page, request, council=None) -> str:
    """Where the picture is; its name changes with its words, so it may be kept for ever."""
    council = council or _council_of(request)
    key = share_card_of(page, council).key if council else "0"
    return request.build_absolute_uri(reverse("share_picture", args=[page.pk, key]))


def card_of(page, context, request):
    """The tags of the head, as (attribute, name, value)."""
    if getattr(page, "is_restricted", False):
        return []
    council = context["council"]
    request.council_of_card = council
    organisation = context.get("organisation") if hasattr(page, "card_url") else None
    meeting = context.get("meeting")
    title = str(organisation.name if organisation else meeting or getattr(page, "heading", "") or page.title)
    card = share_card_of(page, council)
    of_itself = organisation is None and meeting is None
    kind = "article" if isinstance(page, ResolutionPage | NewsPage | EventPage) else "website"
    rows = [
        ("property", "og:type", kind),
        ("property", "og:title", Truncator(title).chars(200)),
        ("property", "og:description", description_of(page, context)),
        ("property", "og:url", page.get_full_url(request) if of_itself else request.build_absolute_uri(request.path)),
        ("property", "og:site_name", str(council)),
        ("property", "og:locale", "en_GB" if (get_language() or "").startswith("en") else "ru_RU"),
        ("property", "og:image", picture_url(page, request, council)),
        ("property", "og:image:type", "image/png"),
        ("property", "og:image:width", WIDTH),
        ("property", "og:image:height", HEIGHT),
        ("property", "og:image:alt", ". ".join(filter(None, [card.over, card.title, card.under]))),
        ("name", "twitter:card", "summary_large_image"),
    ]
    if kind == "article":
        first, last = page.first_published_at, page.last_published_at
        rows += [("property", "article:published_time", first.isoformat())] if first else []
        rows += [("property", "article:modified_time", last.isoformat())] if last else []
    return [row for row in rows if row[2]]


def description_of(page, context) -> str:
    """One line about the page for search engines and messengers: the editor's, or else what the page itself tells."""
    if getattr(page, "is_restricted", False):
        return ""
    council = context["council"]
    thing = context.get("organisation") if hasattr(page, "card_url") else context.get("meeting")
    if thing:
        words = f"{getattr(thing, 'name', thing)}. {council.name}"
    else:
        words = page.search_description or getattr(page, "lead", "") or getattr(page, "intro", "")
    if not words:
        card = share_card_of(page, council)
        words = ". ".join(filter(None, [card.over, card.title, card.under, card.council and council.name]))
    return Truncator(" ".join(strip_tags(words).split())).chars(300)


def _council_of(request):
    """As the head of the page has read it already."""
    if not hasattr(request, "council_of_card"):
        from home.following.site import AskedSite

        home = AskedSite(request).home
        request.council_of_card = home.organisation if home else None
    return request.council_of_card
