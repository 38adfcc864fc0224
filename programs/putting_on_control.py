"""A published plan becomes cards: its measures, those who answer for them, the terms."""

from __future__ import annotations

from django.utils import timezone

from control import opening
from control.models import ControlledItem, ControlOpening
from control.rewording import reword
from programs.models import PlanPage
from resolutions.addressing import AddressBook


def put_plan_on_control(plan: PlanPage, user=None) -> ControlOpening | None:
    """Open cards for measures that have none; a measure in other words than its cards is shown to the controller."""
    council = plan.council_organisation
    if council is None:
        return None
    act = plan.own_act
    given_on = act.adopted_on if act and act.adopted_on else plan.first_published_at.date()
    source = opening.Source(
        page=plan,
        name=plan.title[:300],
        council=council,
        given_on=given_on,
        body=act.body if act else None,
    )
    rows = list(plan.duties())
    _reword(plan, rows)
    # Whoever answers for a measure is looked up as of the day it is put on control.
    book = AddressBook(council, given_on)
    return opening.put_on_control(source, [_duty(row, book) for row in rows], user)


def _duty(row, book):
    assignees, doubts = [], []
    for printed in row.addressees:
        meant = book.meant(printed)
        assignees += [party for party in meant.parties if party.pk not in {known.pk for known in assignees}]
        doubts += [meant.doubt] if meant.doubt else []
    return opening.Duty(
        item_id=row.item_id,
        label=row.label,
        heading=row.heading,
        text=row.text,
        assignees=assignees,
        deadline=row.deadline,
        doubts=doubts,
    )


def _reword(plan, rows):
    """Measures changed since they were put on control, in words or days, or taken out of the plan."""
    by_item = {row.item_id: row for row in rows}
    since = (plan.last_published_at or timezone.now()).date()
    for item in ControlledItem.objects.of(plan):
        row = by_item.get(item.item_id)
        if row is None:
            reword(item, plan, act_name=plan.title, since=since, after="")
        elif row.text.strip() != item.text.strip() or [day.isoformat() for day in row.deadline.due] != item.due:
            reword(item, plan, act_name=plan.title, since=since, after=row.text, deadline=row.deadline)
