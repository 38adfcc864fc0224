"""The one clock all processes and machines agree on: a number that goes up with every change the public sees."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cms.models import Fact

HAND = "*"  # the row that holds the number itself
BATCH = 500
# Long after the last answer kept before them has expired.
REMEMBERED = datetime.timedelta(days=2)


@dataclass(frozen=True)
class Reading:
    """What the clock said at one moment: the number now, and when any of the asked facts changed last."""

    now: int
    last: int
    changed_at: datetime.datetime | None


def read(names: Iterable[str] = ()) -> Reading:
    """One query; a fact the clock does not know has not changed for long."""
    rows = Fact.objects.filter(name__in=[HAND, *names]).values_list("name", "stamp", "changed_at")
    now = last = 0
    changed_at = None
    for name, stamp, moment in rows:
        if name == HAND:
            now = stamp
        else:
            last = max(last, stamp)
            changed_at = max(changed_at or moment, moment)
    return Reading(now, last, changed_at)


def stamps(names: Iterable[str]) -> dict[str, int]:
    """The number at the last change of each fact the clock knows, and the number now."""
    return dict(Fact.objects.filter(name__in=[HAND, *names]).values_list("name", "stamp"))


def turn(names: Iterable[str]) -> int:
    """Put the clock on and write the new number to the facts; called after the change itself is committed.

    Those who turn it wait for one another at its hand, so numbers become visible in their order: whoever has read a
    number sees every change up to it.
    """
    with transaction.atomic():
        stamp = _next()
        now = timezone.now()
        rows = [Fact(name=name, stamp=stamp, changed_at=now) for name in sorted(names)]
        Fact.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["name"],
            update_fields=["stamp", "changed_at"],
        )
    return stamp


def _next():
    hand = Fact.objects.filter(name=HAND)
    if not hand.update(stamp=F("stamp") + 1, changed_at=timezone.now()):
        Fact.objects.bulk_create([Fact(name=HAND, stamp=0)], ignore_conflicts=True)
        hand.update(stamp=F("stamp") + 1)
    return hand.values_list("stamp", flat=True).get()


def forget_old() -> int:
    """Drop the facts that changed long ago: no kept answer is older than they."""
    old = Fact.objects.filter(changed_at__lt=timezone.now() - REMEMBERED).exclude(name=HAND)
    return old.delete()[0]
