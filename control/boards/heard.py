"""What the assignee was last heard of with: a word and its day, for a page of cards at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from control.models import Assignment, CardEvent
from control.turn import short_day
from registry.models import PersonalLink

VERBS = CardEvent.Verb
# Lines of the history that are a word of the assignee, not of the secretariat or the calendar.
OF_ASSIGNEE = (VERBS.ACKNOWLEDGED, VERBS.STARTED, VERBS.INTERIM, VERBS.REPORTED, VERBS.EXTENSION_ASKED)


def put_last_words(cards: Iterable[Assignment], day: datetime.date) -> None:
    """Give each card ``heard``: «отчёт 12 марта», «ничего не слышно»; two questions for them all."""
    cards = list(cards)
    keys = [card.pk for card in cards]
    if not keys:
        return
    spoken = CardEvent.objects.filter(assignment__in=keys, verb__in=OF_ASSIGNEE).order_by()
    last = spoken.values("assignment").annotate(last=Max("pk")).values("last")
    events = {event.assignment_id: event for event in CardEvent.objects.filter(pk__in=last)}
    # Opening a link is no word yet, but the next best thing to know where there is none.
    links = PersonalLink.objects.filter(purpose=PersonalLink.Purpose.REPORT, subject_id__in=keys).order_by()
    seen = dict(links.values_list("subject_id").annotate(last=Max("seen_at")))
    for card in cards:
        card.heard = _in_words(events.get(card.pk), seen.get(card.pk), day)


def heard_in_group(heard_on: datetime.date, since: datetime.date | None, day: datetime.date) -> str:
    """The same of several cards, which are known by the last day alone; ``since``: they have stood from that day."""
    if since and heard_on <= since:
        return _("nothing heard")
    return _("last word on %(day)s") % {"day": short_day(heard_on, day)}


def _in_words(event, seen_at, day):
    if event is None:
        words, at = _("link opened on %(day)s"), seen_at
    else:
        words, at = _words()[event.verb], event.at
    return words % {"day": short_day(timezone.localdate(at), day)} if at else _("nothing heard")


def _words():
    return {
        VERBS.ACKNOWLEDGED: _("acknowledged on %(day)s"),
        VERBS.STARTED: _("work begun on %(day)s"),
        VERBS.INTERIM: _("information of %(day)s"),
        VERBS.REPORTED: _("report of %(day)s"),
        VERBS.EXTENSION_ASKED: _("extension asked for on %(day)s"),
    }
