"""A read deadline put into words for a person."""

from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from control.deadlines import Deadline, DeadlineKind


def reading_in_words(deadline: Deadline) -> str:
    """The dates we read, as «31 марта, 30 июня 2022», or a plain word where there are none."""
    rule = {
        DeadlineKind.MONTHLY: _("every month"),
        DeadlineKind.QUARTERLY: _("every quarter"),
        DeadlineKind.RECURRING_YEARLY: _("every year"),
    }.get(deadline.kind)
    if rule and deadline.due and deadline.inherited == "act_date":
        # The words name no end: the year of the act is only where we stop counting.
        return _("%(rule)s: %(dates)s and on") % {"rule": rule, "dates": _dates(deadline.due)}
    if deadline.due:
        return _dates(deadline.due)
    if rule:
        return rule
    if deadline.kind == DeadlineKind.UNSPECIFIED:
        return _("no date, as the author says") if deadline.corrected else _("no date read")
    return {
        DeadlineKind.OPEN_ENDED: _("all the time, no date"),
        DeadlineKind.BY_EVENT: _("by an event, no date"),
    }.get(deadline.kind, _("no date yet: the year or the date of the act is not known"))


def reading_with_source(deadline: Deadline) -> str:
    """The dates in words and, in brackets, where what the words leave out was taken from."""
    source = {
        "act_date": _("by the date of the act"),
        "plan_year": _("by the year of the plan"),
        "programme_period": _("by the period of the programme"),
    }.get(deadline.inherited, "")
    if deadline.corrected and deadline.due:
        source = _("put right by the author")
    reading = reading_in_words(deadline)
    return f"{reading} ({source})" if source and deadline.due else reading


def _dates(days) -> str:
    years = []
    for year, group in groupby(days, key=lambda day: day.year):
        years.append(", ".join(date_format(day, "j E") for day in group) + f" {year}")
    return ", ".join(years)
