"""Telling those who answer what is asked of them, and what later acts have done to it: one letter an act to each.

Registration does not write letters: an act given to two thousand organisations would keep the secretary waiting. A
periodic job finds the new cards and the changed ones, so that a process killed in between loses none.
"""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.db import transaction
from django.db.models import Min
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from control.answering import Answerer
from control.card import note_all
from control.linking import pages_to_report
from control.models import Assignment, CardEvent
from control.post import Post, Unreachable, words_of
from control.telling_of_changes import tell_of_changes
from registry.letters import LANGUAGE

BATCH = 1_000


def tell_assignees(day: datetime.date | None = None) -> int:
    """Write about every card and every change nobody has been told of; returns how many letters have gone."""
    post = Post(day or timezone.localdate())
    with translation.override(LANGUAGE):
        try:
            _tell_of_cards(post)
            tell_of_changes(post)
        except Unreachable:
            # What has not gone waits for the next run.
            pass
    return post.sent


def _tell_of_cards(post):
    _look_for_addresses(post)
    untold = Assignment.objects.untold().filter(unreached_at=None).order_by()
    for source in list(untold.values_list("item__source", flat=True).distinct()):
        for answerer, cards in _readers(untold.filter(item__source=source), post).items():
            if answerer.address:
                _write(answerer, cards, post)
            else:
                _note_nobody(cards)


def _look_for_addresses(post):
    """Cards that found nobody to go to wait for their letter again once the registry has an address."""
    unsent = Assignment.objects.unsent().order_by()
    one_of_each = unsent.values("assignee", "answers").annotate(card=Min("pk")).values("card")
    for card in Assignment.objects.filter(pk__in=one_of_each).select_related("assignee", "answers__user"):
        if post.reader_of(card).address:
            unsent.filter(assignee=card.assignee_id, answers=card.answers_id).update(unreached_at=None)


def _readers(cards, post) -> dict[Answerer, list[int]]:
    """The keys of the cards by who is written to; whoever heads two assignees of an act gets one letter."""
    readers = defaultdict(list)
    for card in cards.select_related("assignee", "answers__user").order_by("pk").iterator(chunk_size=BATCH):
        readers[post.reader_of(card)].append(card.pk)
    return readers


def _write(answerer, keys, post):
    """Claim the cards, write the letter, hand it over.

    A process killed on the way leaves cards that count as told: a letter is rather missed, and made up for by the
    reminders, than sent twice.
    """
    cards, words = _claim(answerer, keys, post)
    if not cards:
        return
    try:
        post.send(answerer, words, cards)
    except Unreachable:
        Assignment.objects.filter(pk__in=cards).update(told_at=None)
        raise


@transaction.atomic
def _claim(answerer, keys, post):
    held = Assignment.objects.select_for_update(of=("self",)).untold().filter(pk__in=keys)
    cards = list(held.select_related("item__council", "item__source").order_by("item__position", "pk"))
    if not cards:
        return [], ""
    urls = pages_to_report(cards, answerer, post.day)
    taken = [card.pk for card in cards]
    Assignment.objects.filter(pk__in=taken).update(told_at=timezone.now())
    item = cards[0].item
    rows = [{"card": card, "item": card.item, "url": urls[card.pk]} for card in cards]
    said = {"council": item.council, "source": item.source_name, "source_in_full": post.paper(item.source)}
    return taken, words_of("control_cards", answerer, rows=rows, **said)


def _note_nobody(keys):
    """Nobody can be written to: the card says so, and stands on the list of those that could not be sent."""
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            untold = Assignment.objects.untold().filter(unreached_at=None, pk__in=keys[start : start + BATCH])
            cards = list(untold.select_for_update().order_by("pk").values_list("pk", flat=True))
            Assignment.objects.filter(pk__in=cards).update(unreached_at=timezone.now())
            note_all(cards, CardEvent.Verb.NOTED, text=_("There is no address to write to: telephone."))
