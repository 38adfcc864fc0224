"""The deadlines of a party's calendar: what it has to report on, and what it has reported lately."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from control.answering import answered_by
from control.calendars.providers import Event, Period
from control.models import Assignment, CardEvent, ItemState, Occurrence
from control.reminding.ladder import shown_day
from control.working_days import WorkingCalendar
from registry.models import Body, Party, PartyType

WORDS = 80  # characters of the point in the line a calendar shows
MOST = 1_000  # programmes give up on larger calendars


def deadlines_of(party: Party, period: Period) -> Iterator[Event]:
    """The days the party's cards are due; none of anybody else's."""
    calendar = WorkingCalendar(period.first, period.last)
    for occurrence in _occurrences(party, period):
        yield _event(occurrence, calendar)


def _occurrences(party, period):
    if party.party_type == PartyType.PERSON:
        cards = Assignment.objects.filter(answered_by(party.specific, period.today)).order_by().values("pk")
        mine = Q(assignment__in=cards)
    else:
        mine = Q(assignee=party.pk)
    told = CardEvent.objects.filter(assignment=OuterRef("assignment")).exclude(verb=CardEvent.Verb.REMINDED)
    told = told.order_by().values("assignment")
    return (
        Occurrence.objects.filter(mine, due__range=(period.first, period.last), cancelled_at=None)
        .exclude(assignment__state=ItemState.CANCELLED)
        .select_related("assignment__item__body")
        .annotate(
            changes=Coalesce(Subquery(told.annotate(number=Count("pk")).values("number")), 0),
            changed_at=Subquery(told.annotate(last=Max("at")).values("last")),
        )
        # Where there are too many, those done long ago are left out first.
        .order_by(F("done_on").desc(nulls_first=True), "due", "pk")[:MOST]
    )


def _event(occurrence, calendar) -> Event:
    card = occurrence.assignment
    item = card.item
    shown = shown_day(occurrence.due, item.body.weekend_rule if item.body else Body.WeekendRule.AS_IS, calendar)
    words = " ".join(item.title.split())
    if occurrence.done_on or card.state == ItemState.CLOSED:
        mark = _("Fulfilled")
    elif card.state == ItemState.REPORTED:
        mark = _("Reported")
    else:
        mark = _("Deadline")
    lines = [item.name, words, _("In the act: %(words)s") % {"words": item.deadline_words}]
    lines.append(_("Assignee: %(name)s") % {"name": card.assignee_name})
    if shown != occurrence.due:
        lines.append(_("The day %(day)s is a day off.") % {"day": f"{occurrence.due:%d.%m.%Y}"})
    return Event(
        uid=f"deadline-{occurrence.pk}",
        summary=f"{mark}: {item.name}. {Truncator(words).chars(WORDS)}",
        start=shown,
        description="\n".join(lines),
        sequence=occurrence.changes,
        changed_at=max(filter(None, [item.put_on_control_at, occurrence.changed_at])),
    )
