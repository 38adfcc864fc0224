"""Control's periodic work."""

from django.utils import timezone
from django_tasks import task


@task()
def refresh_calendar():
    """Fill this year and the next, and every year whose days off the Government had not moved when it was filled."""
    from control.calendar_keeping import seed_year
    from control.models import CalendarYear

    this_year = timezone.localdate().year
    final = set(CalendarYear.objects.filter(is_final=True).values_list("year", flat=True))
    unsettled = set(CalendarYear.objects.filter(is_final=False).values_list("year", flat=True))
    for year in sorted(({this_year, this_year + 1} | unsettled) - final):
        seed_year(year)
