"""The personal link of one card: made once for whoever answers, good for every letter, renewed with each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from control.answering import Answerer, answerer_of
from control.models import Assignment
from registry.models import PersonalLink

# So long after its day a card may still be reported on by link.
LIFE = datetime.timedelta(days=60)


def link_for(card: Assignment, answerer: Answerer | None = None, day=None) -> PersonalLink:
    """The open link of the card for whoever answers for it; links of those who do not any more lose their force."""
    answerer = answerer or answerer_of(card, day)
    return links_for([card], answerer.person, answerer.address, day=day)[card.pk]


@transaction.atomic
def links_for(
    cards: Iterable[Assignment], person, address: str, *, day=None, keep_others=False
) -> dict[int, PersonalLink]:
    """The open link of each of the cards of one letter, whose reader is the person, or a mailbox without a name.

    The same link serves all letters about the card, so that an older letter opens the same page. ``keep_others``:
    the links of other readers go on, for this one only stands in.
    """
    now, day, address = timezone.now(), day or timezone.localdate(), address[:254]
    due = {card.pk: card.next_due for card in cards}
    # Two letters at one moment must not make two links.
    list(Assignment.objects.select_for_update().filter(pk__in=due).order_by("pk").values_list("pk"))
    links = PersonalLink.objects.filter(purpose=PersonalLink.Purpose.REPORT, subject_id__in=due, revoked_at=None)
    if not keep_others:
        links.exclude(person=person, sent_to=address).revoke()
    own = links.filter(person=person, sent_to=address, expires_at__gt=now)
    open_now = {link.subject_id: link for link in own}
    kept = list(open_now.values())
    for pk, next_due in due.items():
        link = open_now.setdefault(
            pk, PersonalLink(purpose=PersonalLink.Purpose.REPORT, subject_id=pk, person=person, sent_to=address)
        )
        expires_at = _expiry(next_due, day)
        link.expires_at, link.sent_at = max(expires_at, link.expires_at or expires_at), now
    PersonalLink.objects.bulk_update(kept, ["expires_at", "sent_at"])
    PersonalLink.objects.bulk_create([link for link in open_now.values() if link.pk is None])
    return open_now


def where_to_report(card: Assignment, answerer: Answerer | None = None) -> str:
    """The full address of the page on which the card is reported: the account's own, or a personal link."""
    return pages_to_report([card], answerer or answerer_of(card))[card.pk]


def pages_to_report(cards: list[Assignment], answerer: Answerer, day=None) -> dict[int, str]:
    """The full address of each card's page for whoever answers for all of them."""
    if answerer.has_account:
        about = PersonalLink.objects.filter(
            purpose=PersonalLink.Purpose.REPORT, subject_id__in=[card.pk for card in cards]
        )
        about.exclude(person=answerer.person).revoke()
        paths = {card.pk: reverse("control_duty", args=[card.pk]) for card in cards}
    else:
        links = links_for(cards, answerer.person, answerer.address, day=day)
        paths = {pk: link.path for pk, link in links.items()}
    return {pk: f"{settings.WAGTAILADMIN_BASE_URL}{path}" for pk, path in paths.items()}


def _expiry(next_due, day):
    last = max(next_due or day, day) + LIFE
    return timezone.make_aware(datetime.datetime.combine(last, datetime.time(23, 59)))
