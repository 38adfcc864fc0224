"""Putting on control: the items of a source become cards, one for every assignee, once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.deadline_value import Deadline
from control.models import Assignment, ControlledItem, ControlOpening, Occurrence
from control.tallying import recount
from registry.models import Body, Organisation, Party, PartyType, Person
from registry.names import name_key

BATCH = 1_000


@dataclass
class Duty:
    """One item of a source that somebody has to do: what is asked, of whom, by when."""

    item_id: str
    label: str
    text: str
    assignees: list[Party]  # the first is the responsible one
    deadline: Deadline
    heading: str = ""
    figure_words: str = ""
    doubts: list[str] = field(default_factory=list)


@dataclass
class Source:
    """An act or a plan as control sees it."""

    page: object
    name: str  # «Совет № 6-2»
    council: Organisation
    given_on: datetime.date
    body: Body | None = None
    controller: Person | None = None
    control_words: str = ""


def members_of(party: Party, day) -> list[tuple[Party, Party | None]]:
    """Who answers for the party that day: itself, or every member of the group, each with the group it came through."""
    if party.party_type != PartyType.GROUP:
        return [(party, None)]
    group = party.specific
    return [(member, party) for member in group.members_on(day).order_by("name")]


def put_on_control(source: Source, duties: Iterable[Duty], user=None) -> ControlOpening:
    """Open the cards of those items of the source that have none; asked again, it opens nothing."""
    with transaction.atomic():
        opening, _is_new = ControlOpening.objects.select_for_update().get_or_create(source_id=source.page.pk)
        known = set(ControlledItem.objects.filter(source_id=source.page.pk).values_list("item_id", flat=True))
        new = [(place, duty) for place, duty in enumerate(duties) if duty.item_id not in known]
        items = ControlledItem.objects.bulk_create(
            [_item(source, duty, place, user) for place, duty in new], batch_size=BATCH
        )
        for item, (_place, duty) in zip(items, new, strict=True):
            opened, doubts = _open_cards(item, duty)
            opening.cards += opened
            opening.doubts += [[duty.label, doubt] for doubt in (*duty.doubts, *doubts)]
        if new:
            opening.save()
            recount(*[item.pk for item in items])
        return opening


def add_assignee(item: ControlledItem, party: Party, user=None) -> int:
    """Open the cards of an item for somebody the opening did not know; those who have one keep it.

    The first of an item is the responsible one, those who join later are co-executors.
    """
    with transaction.atomic():
        duty = Duty(item.item_id, item.label, item.text, [party], item.deadline)
        opened, _doubts = _open_cards(item, duty)
        recount(item.pk)
        return opened


def _item(source, duty, place, user):
    deadline = duty.deadline
    return ControlledItem(
        source_id=source.page.pk,
        source_name=source.name,
        item_id=duty.item_id,
        position=place,
        label=duty.label,
        heading=duty.heading,
        text=duty.text,
        council=source.council,
        body=source.body,
        given_on=source.given_on,
        controller=source.controller,
        control_words=source.control_words[:500],
        deadline_words=deadline.raw[:300],
        deadline_kind=deadline.kind,
        start=deadline.start,
        end=deadline.end,
        due=[day.isoformat() for day in deadline.due],
        inherited=deadline.inherited,
        figure_words=duty.figure_words[:200],
        words_key=name_key(f"{source.name} {duty.heading} {duty.text}"),
        put_on_control_by=user,
    )


def _open_cards(item, duty):
    """The cards of one item, and the sentences about what none could be made for."""
    day, today = item.given_on, timezone.localdate()
    due = sorted(duty.deadline.due)
    taken = set(item.assignments.values_list("assignee_id", flat=True))
    has_responsible, cards, doubts = bool(taken), [], []
    for place, named in enumerate(duty.assignees):
        role = Assignment.Role.CO_ASSIGNEE if place or has_responsible else Assignment.Role.RESPONSIBLE
        members = members_of(named, day)
        if not members:
            doubts.append(_("“%(name)s” has no members on the day of the act.") % {"name": named.name})
        for party, through in members:
            if party.pk in taken:
                continue
            taken.add(party.pk)
            cards.append(
                Assignment(
                    item=item,
                    council_id=item.council_id,
                    assignee_id=party.pk,
                    assignee_name=party.name,
                    through=through,
                    role=role,
                    next_due=due[0] if due else None,
                    opened_on=today,
                    heard_on=today,
                )
            )
    if not duty.assignees and not duty.doubts:
        doubts.append(_("Nobody is named: no card was opened."))
    cards = Assignment.objects.bulk_create(cards, batch_size=BATCH)
    days = list(enumerate(due or [None], start=1))
    occurrences = (
        Occurrence(
            assignment=card,
            council_id=item.council_id,
            assignee_id=card.assignee_id,
            number=number,
            due=each,
            first_due=each,
        )
        for card in cards
        for number, each in days
    )
    Occurrence.objects.bulk_create(occurrences, batch_size=BATCH)
    return len(cards), doubts
