"""Pages as schema.org data: what search engines and other programs may know of them without reading the layout."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from home.following.sharing import picture_url
from home.models import EventPage, HomePage, NewsPage, NewspaperIssuePage
from programs.models import PlanPage, ProgramPage
from resolutions.models import ResolutionPage
from resolutions.models.status import PRINTED_TYPES

IN_FORCE = "https://schema.org/InForce"
NOT_IN_FORCE = "https://schema.org/NotInForce"


def graph_of(page, context, request) -> list[dict]:
    """The page and the way to it; of an act for official use nothing."""
    if getattr(page, "is_restricted", False):
        return []
    council = request.council_of_card = context["council"]
    own = _own(page, context, request, _publisher(council, request))
    way = _way(page, context, request, council)
    return [_without_nothing(node) for node in (own, way) if node]


def _own(page, context, request, publisher):
    # A routable page shows other things, too: a meeting under the list of acts, a card under the organisations.
    if meeting := context.get("meeting"):
        return _meeting(meeting, context, request, publisher)
    if (organisation := context.get("organisation")) is not None and hasattr(page, "card_url"):
        return _organisation(organisation, request.build_absolute_uri(request.path))
    for model, write in WRITERS.items():
        if isinstance(page, model):
            return write(page, request, publisher)
    return {"@type": "WebPage", "name": page.title, "url": _whole(page, request), "publisher": publisher}


def _act(act, request, publisher):
    listed, day = getattr(act, "listed", None), timezone.localdate()
    force = None
    if listed:
        last = min(filter(None, [listed.ends_on, listed.repealed_on]), default=None)
        ended = bool(listed.repealed_on and listed.repealed_on <= day) or bool(listed.ends_on and listed.ends_on < day)
        force = NOT_IN_FORCE if ended or listed.starts_on > day else IN_FORCE
        last = last.isoformat() if last else None
    url = _whole(act, request)
    official = act.official_file
    return {
        "@type": "Legislation",
        "@id": url,
        "url": url,
        "name": act.heading or act.title,
        "legislationIdentifier": act.number,
        "legislationType": PRINTED_TYPES.get(act.document_type),
        "legislationDate": _day(act.adopted_on),
        "legislationDateVersion": _day(listed.amended_on if listed else None),
        "datePublished": _day(act.first_published_at),
        "dateModified": _moment(act.last_published_at),
        "legislationPassedBy": {"@type": "Organization", "name": act.header.get("body")},
        "legislationResponsible": {"@type": "Organization", "name": act.header.get("issuer")},
        "legislationLegalForce": force,
        "expires": last if listed else None,
        "spatialCoverage": act.place,
        "inLanguage": "ru",
        "publisher": publisher,
        "image": picture_url(act, request),
        "encoding": {
            "@type": "LegislationObject",
            "encodingFormat": official.media_type,
            "contentUrl": f"{url}pdf/",
            "contentSize": str(official.size),
            "legislationLegalValue": "https://schema.org/OfficialLegalValue",
        }
        if official
        else None,
    }


def _news(news, request, publisher):
    url = _whole(news, request)
    return {
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "headline": news.title[:110],
        "description": news.lead,
        "datePublished": _moment(news.first_published_at) or _day(news.published_on),
        "dateModified": _moment(news.last_published_at),
        "articleSection": news.rubric.title if news.rubric else None,
        "author": [{"@type": "Person", "name": author["name"]} for author in news.printed_authors] or publisher,
        "publisher": publisher,
        "image": picture_url(news, request),
        "inLanguage": news.locale.language_code,
    }


def _event(event, request, publisher):
    status = "EventCancelled" if event.is_cancelled else "EventScheduled"
    moment = _local_day if event.is_whole_day else _moment
    return {
        "@type": "Event",
        "@id": _whole(event, request),
        "url": _whole(event, request),
        "name": event.title,
        "description": event.lead,
        "startDate": moment(event.starts_at),
        "endDate": moment(event.ends_at),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode" if event.place else None,
        "location": {"@type": "Place", "name": event.place, "address": event.place} if event.place else None,
        "organizer": publisher,
        "image": picture_url(event, request),
    }


def _meeting(meeting, context, request, publisher):
    place = meeting.place if meeting.has_place else ""
    return {
        "@type": "Event",
        "name": str(meeting),
        "url": request.build_absolute_uri(request.path),
        "startDate": _day(meeting.day) if meeting.is_poll else _moment(meeting.starts_at),
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {"@type": "Place", "name": place, "address": place} if place else None,
        "organizer": {"@type": "Organization", "name": meeting.body.name, "parentOrganization": publisher},
    }


def _organisation(organisation, url):
    return {
        "@type": "Organization",
        "@id": url,
        "url": url,
        "name": organisation.name,
        "alternateName": organisation.short_name,
        "description": organisation.about,
        "address": organisation.place,
    }


def _issue(issue, request, publisher):
    return {
        "@type": "PublicationIssue",
        "url": _whole(issue, request),
        "name": issue.title,
        "issueNumber": issue.number,
        "datePublished": _day(issue.published_on),
        "description": issue.lead,
        "publisher": publisher,
    }


def _paper(paper, request, publisher):
    return {
        "@type": "CreativeWork",
        "url": _whole(paper, request),
        "name": paper.title,
        "temporalCoverage": "/".join(
            day.isoformat() if day else ".." for day in (paper.period_start, paper.period_end)
        ),
        "publisher": publisher,
    }


def _home(home, request, publisher):
    address = request.build_absolute_uri(reverse("search"))
    return publisher | {
        "@type": ["Organization", "NGO"],
        "subjectOf": {
            "@type": "WebSite",
            "name": home.title,
            "url": _whole(home, request),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{address}?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            },
        },
    }


WRITERS = {
    ResolutionPage: _act,
    NewsPage: _news,
    EventPage: _event,
    NewspaperIssuePage: _issue,
    ProgramPage: _paper,
    PlanPage: _paper,
    HomePage: _home,
}


def _publisher(council, request):
    url = request.build_absolute_uri("/")
    return {
        "@type": "Organization",
        "@id": f"{url}#council",
        "name": council.name,
        "alternateName": council.short_name,
        "url": url,
        "address": council.place,
    }


def _way(page, context, request, council):
    """From the council's page down to this one; a parent is the one the page itself names."""
    if page.depth < 3:
        return None
    steps = [(str(council), request.build_absolute_uri("/"))]
    if page.depth > 3 and (parent := page.get_parent()) and parent.live:
        steps.append((parent.title, _whole(parent, request)))
    steps.append((page.title, _whole(page, request)))
    if meeting := context.get("meeting"):
        steps.append((str(meeting), request.build_absolute_uri(request.path)))
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": url}
        for place, (name, url) in enumerate(steps, 1)
        if url
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _whole(page, request):
    return page.get_full_url(request)


def _day(value):
    return f"{value:%Y-%m-%d}" if value else None


def _local_day(moment):
    return _day(timezone.localtime(moment)) if moment else None


def _moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds") if value else None


def _without_nothing(node):
    """Only what is known; a part of which nothing but its type is known is left out, too."""
    if isinstance(node, list):
        return [_without_nothing(part) for part in node]
    if not isinstance(node, dict):
        return node
    kept = {name: _without_nothing(value) for name, value in node.items() if value not in (None, "", [])}
    return {name: value for name, value in kept.items() if not (isinstance(value, dict) and set(value) == {"@type"})}
