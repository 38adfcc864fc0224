"""Asking for letters about a search: kept as asked for, and confirmed by whoever reads the mailbox."""

from __future__ import annotations

import datetime
import logging
from urllib.parse import urlencode

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from search.alerting.consent import consent_words
from search.finding.naming import in_words
from search.finding.narrowing import Narrowing
from search.models import SearchAlert

logger = logging.getLogger(__name__)

# Nobody may fill a stranger's mailbox with our letters.
LETTERS_A_DAY = 5
AGAIN_AFTER = datetime.timedelta(hours=1)
MOST_OF_AN_ADDRESS = 50


def query_of(text: str, narrowing: Narrowing) -> str:
    """The address of the search, by which the same one is known again; the order is no part of it."""
    return urlencode({"q": text} | narrowing.with_(order="").values)


def ask_for_letters(request, root, text: str, narrowing: Narrowing, email: str) -> bool:
    """Keep the wish and write to the address to confirm it; false where no letter could be sent now.

    Whoever asks learns nothing of what else was asked for from that address: the answer is always the same.
    """
    email = email.strip().lower()
    query = query_of(text, narrowing)
    with transaction.atomic():
        alert, is_new = SearchAlert.objects.get_or_create(
            email=email,
            root=root,
            query=query,
            ended_at=None,
            defaults={
                "host": f"{request.scheme}://{request.get_host()}",
                "language": get_language() or settings.LANGUAGE_CODE,
                "in_words": Truncator(in_words(text, narrowing)).chars(1_200),
                "consent": consent_words(),
            },
        )
        now = timezone.now()
        asked = SearchAlert.objects.waiting().filter(email=email, asked_at__gt=now - datetime.timedelta(days=1))
        too_often = (
            asked.count() > LETTERS_A_DAY or SearchAlert.objects.filter(email=email).count() > MOST_OF_AN_ADDRESS
        )
        if is_new and too_often:
            alert.delete()
    if alert.is_active or (is_new and too_often):
        return True
    if not is_new:
        if alert.asked_at > now - AGAIN_AFTER:
            return True
        SearchAlert.objects.filter(pk=alert.pk).update(asked_at=now, consent=consent_words())
    return _send_confirmation(alert)


def _send_confirmation(alert):
    letter = EmailMessage(
        subject=_("Confirm: letters about “%(query)s”") % {"query": alert.in_words[:60]},
        body=_(
            "Somebody, perhaps you, asked for letters about new finds of the search “%(query)s”.\n\n"
            "To confirm, open:\n%(confirm)s\n\n"
            "If it was not you, do nothing: without confirmation the address is deleted in three days."
        )
        % {"query": alert.in_words, "confirm": alert.link("search_alert_confirm")},
        to=[alert.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        letter.send()
    except OSError:
        logger.exception("The letter that asks to confirm a search could not be sent")
        # It was not sent: whoever tries again should not wait.
        SearchAlert.objects.filter(pk=alert.pk).update(asked_at=alert.asked_at - AGAIN_AFTER)
        return False
    return True
