"""A later act sets other days: those still waiting on the cards of a point give way to them, and stay visible."""

from __future__ import annotations

import datetime
from collections import defaultdict
from itertools import zip_longest

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from control.changed_by_act import remember
from control.models import ON_CONTROL, Assignment, CardChange, CardEvent, ControlledItem, Extension, Occurrence
from control.tallying import recount

BATCH = 1_000


@transaction.atomic
def renew_days(item: ControlledItem, user, *, days: list[datetime.date], act, act_name: str) -> int:
    """Give every card of the item that is on control the days of the act; returns how many cards have changed.

    The days are taken in turn: the first that waits becomes the first of the act, and so on; those left over are not
    asked for any more. A day before the last one done is past and asks for nothing.
    """
    on_control = Assignment.objects.filter(item=item, state__in=ON_CONTROL)
    cards = list(on_control.select_for_update().order_by("pk"))
    waiting = defaultdict(list)
    for occurrence in (
        Occurrence.objects.waiting().filter(assignment__in=on_control.order_by()).order_by("due", "number")
    ):
        waiting[occurrence.assignment_id].append(occurrence)
    done = Occurrence.objects.filter(assignment__item=item).order_by().values("assignment")
    past = dict(done.exclude(done_on=None).values_list("assignment", Max("due")))
    last = dict(done.values_list("assignment", Max("number")))
    change = _Change(user, act, act_name)
    for card in cards:
        after = past.get(card.pk)
        new = [day for day in sorted(days) if after is None or day > after]
        # An act whose days are all behind changes nothing.
        if new and waiting[card.pk]:
            change.renew(card, waiting[card.pk], new, last[card.pk])
    change.keep()
    recount(item.pk)
    return len(change.events)


class _Change:
    """What is to be written, gathered for all the cards: two thousand of them take no more queries than one."""

    def __init__(self, user, act, act_name):
        self.user, self.act, self.act_name, self.now = user, act, act_name, timezone.now()
        self.extensions, self.moved, self.made, self.events = [], [], [], []
        self.next_due, self.nearest = defaultdict(list), defaultdict(list)

    def renew(self, card, waiting, days, number):
        if [occurrence.due for occurrence in waiting] == days:
            return
        for occurrence, day in zip_longest(waiting, days):
            if occurrence is None:
                number += 1
                self.made.append(self._new(card, number, day))
            elif day is None:
                occurrence.cancelled_at = self.now
                self.moved.append(occurrence)
            elif occurrence.due is None:
                occurrence.due = occurrence.first_due = day
                self.moved.append(occurrence)
            elif occurrence.due != day:
                self.extensions.append(self._extension(occurrence, day))
                occurrence.due = day
                self.moved.append(occurrence)
        self.next_due[days[0]].append(card.pk)
        if card.next_due != days[0]:
            self.nearest[card.next_due, days[0]].append(card)
        words = f"{', '.join(f'{day:%d.%m.%Y}' for day in days)}. {self.act_name}"
        who = (self.user.get_full_name() or self.user.get_username())[:200] if self.user else ""
        verb = CardEvent.Verb.EXTENDED
        self.events.append(CardEvent(assignment=card, verb=verb, user=self.user, who=who, note=words))

    def keep(self):
        requests = Extension.objects.filter(decision="", occurrence__in=[each.pk for each in self.moved])
        requests.update(decision=Extension.Decision.WITHDRAWN, decided_at=self.now)
        Extension.objects.bulk_create(self.extensions, batch_size=BATCH)
        Occurrence.objects.bulk_update(self.moved, ["due", "first_due", "cancelled_at"], batch_size=BATCH)
        Occurrence.objects.bulk_create(self.made, batch_size=BATCH)
        for day, keys in self.next_due.items():
            Assignment.objects.filter(pk__in=keys).update(next_due=day)
        for (old, new), cards in self.nearest.items():
            remember(cards, CardChange.Kind.MOVED, self.act, self.act_name, old_due=old, new_due=new)
        CardEvent.objects.bulk_create(self.events, batch_size=BATCH)

    def _new(self, card, number, day):
        return Occurrence(
            assignment=card,
            council_id=card.council_id,
            assignee_id=card.assignee_id,
            number=number,
            due=day,
            first_due=day,
        )

    def _extension(self, occurrence, day):
        return Extension(
            occurrence=occurrence,
            ground=Extension.Ground.ACT,
            old_due=occurrence.due,
            new_due=day,
            granted_due=day,
            reason=self.act_name,
            act=self.act,
            decision=Extension.Decision.GRANTED,
            decided_by=self.user,
            decided_at=self.now,
        )
