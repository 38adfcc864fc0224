"""The page of everything that can be followed, the feeds and the calendar of the council."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.following.calendars import EVENTS, MEETINGS, council_calendar
from home.following.choices import groups_of
from home.following.feed_files import FORMATS
from home.following.site import AskedSite
from home.following.streams import STREAMS, UnknownChoice


@require_safe
def follow(request):
    """What can be followed and how: by feed, by calendar, by letter."""
    home = AskedSite(request).home_or_404
    groups = groups_of(home)
    rows = [
        {"title": capfirst(str(stream.title)), "feeds": _feeds_of(name)}
        for name, stream in STREAMS.items()
        if _has(stream, home)
    ]
    narrowed = [
        {
            "title": group.title,
            "rows": [{"title": title, "feeds": _feeds_of_word(word)} for word, title in group.choices],
        }
        for group in groups[1:]
    ]
    calendar = reverse("calendar")
    calendars = [
        (_("Meetings and events"), calendar),
        (_("Meetings"), f"{calendar}?kind={MEETINGS}"),
        (_("Events"), f"{calendar}?kind={EVENTS}"),
    ]
    context = {"rows": rows, "narrowed": narrowed, "calendars": calendars}
    return render(request, "home/following/follow.html", context)


@require_safe
def feed(request, stream, form):
    """One stream in one format."""
    if stream not in STREAMS or form not in FORMATS:
        raise Http404
    site = AskedSite(request)
    try:
        asked = STREAMS[stream](site.home_or_404, request.GET)
        asked.check()
    except UnknownChoice as unknown:
        raise Http404 from unknown
    written = FORMATS[form]
    response = HttpResponse(written.write(asked, asked.entries(), site), content_type=written.media_type)
    # The feed is for programs; a search engine shows the list itself.
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def calendar(request):
    """The council's calendar."""
    site = AskedSite(request)
    try:
        content = council_calendar(site.home_or_404, request.GET, site)
    except UnknownChoice as unknown:
        raise Http404 from unknown
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _has(stream, home):
    """Whether the council has a list of this kind at all."""
    return stream(home, {}).page != home


def _feeds_of(name, query=""):
    tail = f"?{query}" if query else ""
    return [(form, f"{reverse('feed', args=[name, form])}{tail}") for form in FORMATS]


def _feeds_of_word(word):
    name, _dash, pk = word.partition("-")
    return _feeds_of("news" if name == "rubric" else "acts", f"{name}={pk}")
