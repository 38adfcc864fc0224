"""Telling those who answer that something is asked of them: one letter an act to each reader, each card once.

Registration does not write letters: an act given to two thousand organisations would keep the secretary waiting. A
periodic job finds the new cards, so that a process killed in between loses none.
"""

from __future__ import annotations

import datetime
import smtplib
from collections import defaultdict

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from control.answering import Answerer, answerer_of
from control.linking import pages_to_report
from control.models import Assignment, CardEvent
from registry.letters import LANGUAGE, deliver

BATCH = 1_000

# The mail server has said no to this letter; the others may go.
REFUSALS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


def tell_assignees(day: datetime.date | None = None) -> int:
    """Write about every card nobody has been told of; returns how many letters have gone."""
    day, sent = day or timezone.localdate(), 0
    untold = Assignment.objects.untold().order_by()
    with translation.override(LANGUAGE):
        for source in list(untold.values_list("item__source", flat=True).distinct()):
            for answerer, cards in _readers(untold.filter(item__source=source), day).items():
                if not answerer.address:
                    _note_nobody(cards)
                    continue
                try:
                    sent += _write(answerer, cards, day)
                except (OSError, smtplib.SMTPException):
                    # The server cannot be reached: the next run tries again.
                    return sent
    return sent


def _readers(cards, day) -> dict[Answerer, list[int]]:
    """The keys of the cards by who is written to; whoever heads two assignees of an act gets one letter."""
    answerers: dict[tuple, Answerer] = {}
    readers = defaultdict(list)
    for card in cards.select_related("assignee", "answers__user").order_by("pk").iterator(chunk_size=BATCH):
        asked = (card.assignee_id, card.answers_id)
        if asked not in answerers:
            answerers[asked] = answerer_of(card, day)
        readers[answerers[asked]].append(card.pk)
    return readers


def _write(answerer, keys, day) -> int:
    """Claim the cards, write the letter, hand it over, note on each card that it has gone.

    A process killed on the way leaves cards that count as told: a letter is rather missed, and made up for by the
    reminders, than sent twice.
    """
    cards, words = _claim(answerer, keys, day)
    if not cards:
        return 0
    subject, _newline, body = words.partition("\n")
    try:
        deliver(answerer.address, subject.strip(), body.strip() + "\n")
    except REFUSALS as refusal:
        said = _("The mail server has not taken the letter to %(address)s: %(reason)s")
        reason = str(refusal)[:200]
        _note(cards, CardEvent.Verb.NOTED, said % {"address": answerer.address, "reason": reason})
        return 0
    except (OSError, smtplib.SMTPException):
        Assignment.objects.filter(pk__in=[card.pk for card in cards]).update(told_at=None)
        raise
    _note(cards, CardEvent.Verb.TOLD, answerer.address)
    return 1


@transaction.atomic
def _claim(answerer, keys, day):
    held = Assignment.objects.select_for_update(of=("self",)).untold().filter(pk__in=keys)
    cards = list(held.select_related("item__council", "item__source").order_by("item__position", "pk"))
    if not cards:
        return [], ""
    urls = pages_to_report(cards, answerer, day)
    Assignment.objects.filter(pk__in=[card.pk for card in cards]).update(told_at=timezone.now())
    words = {
        "rows": [{"card": card, "item": card.item, "url": urls[card.pk]} for card in cards],
        "council": cards[0].item.council,
        "source": cards[0].item.source_name,
        "person": answerer.person,
        "by_link": not answerer.has_account,
    }
    return cards, render_to_string("letters/control_cards.txt", words).strip()


def _note_nobody(keys):
    """Nobody can be written to: the card says so, and the letters about deadlines tell the controller."""
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            part = keys[start : start + BATCH]
            cards = list(Assignment.objects.select_for_update().untold().filter(pk__in=part).order_by("pk"))
            Assignment.objects.filter(pk__in=[card.pk for card in cards]).update(told_at=timezone.now())
            _note(cards, CardEvent.Verb.NOTED, _("There is no address to write to: telephone."))


def _note(cards, verb, words):
    CardEvent.objects.bulk_create(
        [CardEvent(assignment=card, verb=verb, note=words) for card in cards], batch_size=BATCH
    )
