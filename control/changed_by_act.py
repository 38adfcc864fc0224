"""Keeping in mind whom a later act concerns: the letters about it are written by the job that writes of new cards."""

from __future__ import annotations

from collections.abc import Iterable

from control.models import Assignment, CardChange

BATCH = 1_000


def remember(cards: Iterable[Assignment], kind, act, ground: str, **days) -> None:
    """Note what the act has done to the cards; ``days`` are the old and the new one.

    Whoever has not been told of a card yet learns it as it is now, or, where it has ended, needs not know of it.
    """
    changes = [
        CardChange(assignment_id=card.pk, kind=kind, act=act, ground=ground[:500], **days)
        for card in cards
        if card.told_at is not None
    ]
    CardChange.objects.bulk_create(changes, batch_size=BATCH)
