"""The public list of meetings, by year and body."""

from django.core.paginator import Paginator
from django.db.models import Count, F
from django.db.models.functions import ExtractYear

from resolutions.browsing.choice import Choice
from resolutions.browsing.facets import Value
from resolutions.meetings.publicity import coming_of, meetings_of
from resolutions.models.meeting import Meeting

PER_PAGE = 50


def meeting_list(section, request) -> dict:
    """What the list of meetings shows: those to come, those that were, and what it may be narrowed by."""
    choice = Choice.read(request.GET)
    choice = Choice(body=choice.body, year=choice.year)
    held = meetings_of(section.council_organisation).filter(state=Meeting.State.CLOSED)
    of_body = held.filter(body=choice.body) if choice.body else held
    of_year = held.filter(starts_at__year=choice.year) if choice.year else held
    years = of_body.order_by().values(year=ExtractYear("starts_at")).annotate(count=Count("pk")).order_by("-year")
    bodies = of_year.order_by().values("body", name=F("body__name")).annotate(count=Count("pk")).order_by("name")
    chosen = of_body.filter(starts_at__year=choice.year) if choice.year else of_body
    rows = Paginator(chosen.select_related("body", "convocation").order_by("-starts_at", "-pk"), PER_PAGE)
    coming = coming_of(section.council_organisation)
    return {
        "rows": rows.get_page(request.GET.get("page")),
        "coming": list((coming.filter(body=choice.body) if choice.body else coming)[:PER_PAGE]),
        "choice": choice,
        "years": _offered(
            Value(str(row["year"]), row["count"], choice.but(year=row["year"]).address, row["year"] == choice.year)
            for row in years
        ),
        "bodies": _offered(
            Value(row["name"], row["count"], choice.but(body=row["body"]).address, row["body"] == choice.body)
            for row in bodies
        ),
        "all_years_url": choice.but(year=None).address,
        "all_bodies_url": choice.but(body=None).address,
    }


def _offered(values):
    """One value alone is no choice, unless it was made and may be taken back."""
    values = list(values)
    return values if len(values) > 1 or any(value.current for value in values) else []
