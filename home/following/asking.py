"""Asking for a digest: kept as asked for, and confirmed by whoever reads the mailbox."""

from __future__ import annotations

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.models import Digest

logger = logging.getLogger(__name__)

# Nobody may fill a stranger's mailbox with our letters.
LETTERS_A_DAY = 3


def consent_words() -> str:
    """What is asked on the form, and kept with the answer word for word."""
    return _(
        "I agree that the council keeps my e-mail address in order to send me letters about what it publishes. "
        "I can end it at any time by the link in every letter, and the address is then no longer used."
    )


def ask_for_digest(home, host: str, email: str, frequency: str, chosen: list[str]) -> bool:
    """Keep the wish and write to the address to confirm it; false where no letter could be sent now.

    Whoever asks learns nothing of what else was asked for from that address: the answer is always the same.
    """
    email = email.strip().lower()
    since = timezone.now() - datetime.timedelta(days=1)
    asked = Digest.objects.filter(email=email, asked_at__gt=since)
    if asked.count() >= LETTERS_A_DAY:
        return True
    digest = Digest.objects.create(
        email=email,
        home=home,
        host=host,
        language=get_language() or settings.LANGUAGE_CODE,
        frequency=frequency,
        chosen=chosen,
        consent=consent_words(),
    )
    try:
        _confirmation(digest).send()
    except OSError:
        logger.exception("The letter that asks to confirm a digest could not be sent")
        digest.delete()
        return False
    return True


def _confirmation(digest):
    council = str(digest.home.organisation or digest.home.title)
    return EmailMessage(
        subject=_("Confirm: letters of the council “%(council)s”") % {"council": council[:80]},
        body=_(
            "Somebody, perhaps you, asked for letters about what the council “%(council)s” publishes.\n\n"
            "To confirm, open:\n%(confirm)s\n\n"
            "If it was not you, do nothing: without confirmation the address is deleted in three days."
        )
        % {"council": council, "confirm": digest.link("digest_confirm")},
        to=[digest.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
