"""Telling those who answer that a later act has closed their cards, cancelled them or moved their deadlines."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.card import note_all
from control.linking import pages_to_report
from control.models import CardChange, CardEvent
from control.post import Unreachable, words_of

BATCH = 1_000


def tell_of_changes(post) -> None:
    """One letter an act to everybody whose cards it has touched; each change is told once."""
    untold = CardChange.objects.untold().order_by()
    for act in list(untold.values_list("act", flat=True).distinct()):
        readers = defaultdict(list)
        related = ("assignment__assignee", "assignment__answers__user")
        for change in untold.filter(act=act).select_related(*related).order_by("pk").iterator(chunk_size=BATCH):
            readers[post.reader_of(change.assignment)].append(change.pk)
        for answerer, changes in readers.items():
            if answerer.address:
                _write(answerer, changes, post)
            else:
                _note_nobody(changes)


def _write(answerer, keys, post):
    """Claim the changes, write the letter, hand it over: rather missed than sent twice."""
    changes, cards, words = _claim(answerer, keys, post)
    if not cards:
        return
    try:
        post.send(answerer, words, cards)
    except Unreachable:
        CardChange.objects.filter(pk__in=changes).update(told_at=None)
        raise


@transaction.atomic
def _claim(answerer, keys, post):
    held = CardChange.objects.untold().select_for_update(of=("self",)).filter(pk__in=keys)
    changes = list(held.select_related("assignment__item__council", "assignment__item__source", "act").order_by("pk"))
    if not changes:
        return [], [], ""
    taken = [change.pk for change in changes]
    CardChange.objects.filter(pk__in=taken).update(told_at=timezone.now())
    rows = _rows(changes)
    if not rows:
        return taken, [], ""
    waiting = [row["card"] for row in rows if row["card"].is_on_control]
    urls = pages_to_report(waiting, answerer, post.day) if waiting else {}
    for row in rows:
        row |= {"url": urls.get(row["card"].pk, ""), "source": post.paper(row["item"].source)}
    kinds = {row["kind"] for row in rows}
    said = {
        "rows": rows,
        "kind": kinds.pop() if len(kinds) == 1 else "",
        "act": post.paper(changes[0].act),
        "council": rows[0]["item"].council,
    }
    return taken, [row["card"].pk for row in rows], words_of("control_changed", answerer, **said)


def _rows(changes):
    """A row for each card: from the day it had before the first of the changes to what the last has made of it.

    What has been undone meanwhile, or overtaken by another end of the card, is not told.
    """
    rows: dict[int, dict] = {}
    for change in changes:
        card = change.assignment
        row = rows.setdefault(card.pk, {"card": card, "item": card.item, "old_due": change.old_due})
        row |= {"kind": change.kind, "new_due": change.new_due, "ground": change.ground}
    still = [row for row in rows.values() if row["card"].is_on_control == (row["kind"] == CardChange.Kind.MOVED)]
    return sorted(still, key=lambda row: (row["item"].source_id, row["item"].position, row["card"].pk))


def _note_nobody(keys):
    """Nobody can be written to: the card says so, once; for a month an address is looked for."""
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            new = CardChange.objects.untold().filter(unreached_at=None, pk__in=keys[start : start + BATCH])
            cards = dict(new.select_for_update().order_by("pk").values_list("pk", "assignment"))
            CardChange.objects.filter(pk__in=cards).update(unreached_at=timezone.now())
            said = _("Nobody could be told of the change: there is no address to write to.")
            note_all(sorted(set(cards.values())), CardEvent.Verb.NOTED, text=said)
