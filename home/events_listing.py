"""The list of events as its address shows it: what comes, or a year of what was."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils import timezone

from home.narrowing import Narrowing, whole_number

COMING_SHOWN = 100


def events_context(page, model, request):
    """What comes stands first and whole; what was is asked for by year."""
    now = timezone.now()
    events = model.objects.published_under(page)
    narrowing = Narrowing(request, ("year", "past"))
    past = events.past(now)
    rows = past.order_by().annotate(year=ExtractYear("starts_at")).values("year").annotate(count=Count("pk"))
    years = [(row["year"], row["year"], row["count"]) for row in rows.order_by("-year")]
    year = whole_number(request.GET.get("year"), 4)
    was = past.filter(starts_at__year=year) if year else past
    shown = Paginator(was.for_listing(), page.per_page).get_page(request.GET.get("page"))
    return {
        "coming": [] if year or shown.number > 1 else events.coming(now).for_listing()[:COMING_SHOWN],
        "shows_coming": not year and shown.number == 1,
        "past": shown,
        "year": year,
        "years": narrowing.choices("year", years),
    }
