"""How far an act, a plan or a programme has been carried out, in numbers of cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.utils import timezone

from control.models import ON_CONTROL, ItemState, Tally, overdue_q


@dataclass(frozen=True)
class Progress:
    """Cards by what became of them; those cancelled are not asked for any more."""

    total: int
    closed: int
    reported: int
    overdue: int

    @property
    def in_work(self) -> int:
        """Neither closed, nor reported, nor late."""
        return self.total - self.closed - self.reported - self.overdue

    @property
    def percent(self) -> int:
        return round(self.closed * 100 / self.total)


def progress_of(sources: Iterable[int], day=None) -> Progress | None:
    """The progress of these pages together; None where nothing of them is on control."""
    day = day or timezone.localdate()
    counted = Tally.objects.filter(item__source__in=list(sources)).aggregate(
        total=Sum("cards", filter=Q(state__in=[*ON_CONTROL, ItemState.CLOSED]), default=0),
        closed=Sum("cards", filter=Q(state=ItemState.CLOSED), default=0),
        reported=Sum("cards", filter=Q(state=ItemState.REPORTED), default=0),
        overdue=Sum("cards", filter=overdue_q(day), default=0),
    )
    return Progress(**counted) if counted["total"] else None
