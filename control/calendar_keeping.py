"""Filling the working calendar from the law, and changing single days of it by hand."""

from datetime import date

from django.db import transaction

from control.labour_law import year_by_law
from control.models import CalendarDay, CalendarYear


@transaction.atomic
def seed_year(year: int) -> CalendarYear:
    """Write the days of the year as the law has them; days changed by hand stay as they are."""
    CalendarYear.objects.get_or_create(year=year)
    # Who fills a year or changes its days does so one after another.
    kept = CalendarYear.objects.select_for_update().get(year=year)
    law = year_by_law(year)
    rows = CalendarDay.objects.of_years(year, year)
    edited = set(rows.filter(is_edited=True).values_list("date", flat=True))
    rows.filter(is_edited=False).exclude(date__in=law.days).delete()
    CalendarDay.objects.bulk_create(
        [day for day in law.days.values() if day.date not in edited],
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["kind", "name"],
    )
    kept.is_final = law.is_final
    kept.save()
    return kept


@transaction.atomic
def change_day(day: date, kind: str, name: str) -> CalendarDay:
    """Make the day what a person says it is; its history says who."""
    _hold(day.year)
    row = CalendarDay.objects.filter(date=day).first() or CalendarDay.ordinary(day)
    if (row.kind, row.name) != (kind, name):
        row.kind, row.name, row.is_edited = kind, name, True
        row.save()
    return row


@transaction.atomic
def follow_the_law(day: date) -> CalendarDay:
    """Forget what a person said of the day: it is again what the law makes of it."""
    _hold(day.year)
    row = CalendarDay.objects.filter(date=day, is_edited=True).first()
    if row is None:
        return CalendarDay.objects.filter(date=day).first() or CalendarDay.ordinary(day)
    law = year_by_law(day.year).day(day)
    row.kind, row.name, row.is_edited = law.kind, law.name, False
    row.save()  # kept even where it is an ordinary day, so that its history stays at hand
    return row


def _hold(year):
    """Keep others from changing days of the year until the transaction ends; fill the year if nobody has yet."""
    if CalendarYear.objects.select_for_update().filter(year=year).first() is None:
        seed_year(year)
