"""A read deadline put into words for a person."""

from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from control.deadlines import Deadline, DeadlineKind


def reading_in_words(deadline: Deadline) -> str:
    """The dates we read, as «31 марта, 30 июня 2022», or a plain word where there are none."""
    if deadline.due:
        return _dates(deadline.due)
    return {
        DeadlineKind.OPEN_ENDED: _("all the time, no date"),
        DeadlineKind.BY_EVENT: _("by an event, no date"),
        DeadlineKind.MONTHLY: _("every month"),
        DeadlineKind.QUARTERLY: _("every quarter"),
        DeadlineKind.RECURRING_YEARLY: _("every year"),
    }.get(deadline.kind, _("no date read"))


def _dates(days) -> str:
    years = []
    for year, group in groupby(days, key=lambda day: day.year):
        years.append(", ".join(date_format(day, "j E") for day in group) + f" {year}")
    return ", ".join(years)
