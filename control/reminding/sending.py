"""Sending the digests: each letter leaves once, whoever runs this, however often and however it ended."""

from __future__ import annotations

import datetime
import logging
import smtplib
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from control.models import CardEvent, Digest, Reminder
from control.refusal import Refused
from control.reminding.digests import Letter, letter_of, still_waiting
from control.reminding.gathering import gather
from control.working_days import WorkingCalendar
from registry.letters import LANGUAGE

logger = logging.getLogger(__name__)

# After so long a letter somebody claimed and never finished is taken for cut off on its way.
CUT_OFF = datetime.timedelta(minutes=15)
# Mail servers take so many letters by one connection gladly.
LETTERS_A_CONNECTION = 50
EVENTS = 1_000

# The mail server has said no, so the letter has certainly not gone.
REFUSALS = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPHeloError,
)


@dataclass
class Run:
    """What one run has done."""

    causes: int = 0
    sent: int = 0
    failed: int = 0
    unreachable: str = ""


def remind(day: datetime.date | None = None) -> Run:
    """Gather the causes of the day and send the letters; run again it sends only what has not gone yet."""
    day = day or timezone.localdate()
    with translation.override(LANGUAGE):
        run = Run(causes=gather(day))
        _name_what_was_cut_off()
        _send_all(day, run)
    return run


@transaction.atomic
def send_again(digest: Digest) -> None:
    """Let the letter go with the next run, whatever became of it; raises Refused for one that has gone."""
    stored = Digest.objects.select_for_update(of=("self",)).get(pk=digest.pk)
    if stored.sent_at or stored.carried_on:
        raise Refused(_("This letter has gone already."))
    if stored.claimed_at and not stored.is_uncertain:
        raise Refused(_("This letter is being sent now."))
    Digest.objects.filter(pk=stored.pk).update(claimed_at=None, is_uncertain=False, tries=0)


def _send_all(day, run):
    post, calendar = _Post(), WorkingCalendar(day)
    try:
        for pk in list(Digest.objects.to_send().filter(day=day).values_list("pk", flat=True)):
            try:
                post.open()
            except (OSError, smtplib.SMTPException) as error:
                # No fault of the addresses: nothing is counted against them, the next run tries again.
                run.unreachable = (_("The mail server cannot be reached: %s") % _said(error))[:300]
                run.failed += Digest.objects.to_send().filter(day=day).update(failure=run.unreachable)
                return
            _send(pk, day, post, calendar, run)
    finally:
        post.close()


def _send(pk, day, post, calendar, run):
    """Claim one letter, write it, hand it over, note it on its cards."""
    # From here on nobody else sends it, and nothing more is put into it.
    if not Digest.objects.to_send().filter(pk=pk).update(claimed_at=timezone.now()):
        return
    digest = Digest.objects.select_related("person__user").get(pk=pk)
    try:
        letter = letter_of(digest, day, calendar)
        if letter is None:
            _withdraw(digest)
            return
        message = _message(digest, letter)
    except Exception as error:
        # One letter that cannot be written must not keep the others back.
        logger.exception("The digest %s could not be written", pk)
        _fail(digest, error)
        run.failed += 1
        return
    try:
        post.send(message)
    except REFUSALS as error:
        post.close()
        _fail(digest, error)
        run.failed += 1
    except (OSError, smtplib.SMTPException) as error:
        # Cut off in the middle: it may have arrived, so only a person sends it again.
        post.close()
        Digest.objects.filter(pk=pk).update(failure=_uncertain(error), is_uncertain=True, tries=F("tries") + 1)
        run.failed += 1
    else:
        _note_sent(digest)
        run.sent += 1


class _Post:
    """The connection to the mail server, opened anew from time to time and after every refusal."""

    def __init__(self):
        self._connection, self._sent = None, 0

    def open(self):
        if self._sent >= LETTERS_A_CONNECTION:
            self.close()
        if self._connection is None:
            connection = get_connection()
            connection.open()
            self._connection, self._sent = connection, 0

    def send(self, message):
        message.connection = self._connection
        message.send()
        self._sent += 1

    def close(self):
        if self._connection is not None:
            connection, self._connection = self._connection, None
            self._sent = 0
            connection.close()


def _message(digest, letter: Letter) -> EmailMessage:
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    # The same for every copy of the letter, so that a mailbox that gets two shows one.
    mark = salted_hmac("control.digest", f"{digest.pk}.{digest.day}").hexdigest()[:16]
    headers = {"Message-ID": f"<reminder-{digest.pk}-{mark}@{host}>", "Auto-Submitted": "auto-generated"}
    sender = settings.DEFAULT_FROM_EMAIL
    return EmailMessage(
        letter.subject, letter.body, sender, [digest.address], reply_to=letter.reply_to, headers=headers
    )


@transaction.atomic
def _note_sent(digest):
    """The letter has gone: say so on it, and in the history of every card it speaks of."""
    # What has been reported meanwhile was not in the letter.
    Reminder.objects.filter(digest=digest).exclude(still_waiting()).delete()
    Digest.objects.filter(pk=digest.pk).update(sent_at=timezone.now(), failure="")
    told = Reminder.objects.filter(digest=digest).order_by("pk")
    rows = told.values_list("pk", "occurrence__assignment", "reader", "person__name")
    page = list(rows[:EVENTS])
    while page:
        CardEvent.objects.bulk_create(
            CardEvent(
                assignment_id=card,
                verb=CardEvent.Verb.REMINDED,
                note=f"{Reminder.Reader(reader).label}: {person or digest.address}",
            )
            for _pk, card, reader, person in page
        )
        page = list(rows.filter(pk__gt=page[-1][0])[:EVENTS])


@transaction.atomic
def _withdraw(digest):
    """There is nothing to send: all has been reported meanwhile, or somebody else is told of it now."""
    Reminder.objects.filter(digest=digest).delete()
    if digest.failure:
        Digest.objects.filter(pk=digest.pk).update(claimed_at=None, carried_on=digest.day)
    else:
        Digest.objects.filter(pk=digest.pk).delete()


def _fail(digest, error):
    refused = _("The mail server has not taken the letter: %s") if isinstance(error, REFUSALS) else "%s"
    words = (refused % _said(error))[:300]
    Digest.objects.filter(pk=digest.pk).update(claimed_at=None, failure=words, tries=F("tries") + 1)


def _name_what_was_cut_off():
    """Letters whose run ended between claiming and noting them: nobody knows whether they went."""
    long_ago = timezone.now() - CUT_OFF
    cut_off = Digest.objects.filter(sent_at=None, carried_on=None, is_uncertain=False, claimed_at__lt=long_ago)
    cut_off.update(failure=_uncertain(""), is_uncertain=True)


def _uncertain(error):
    words = _("Sending was cut off: perhaps the letter has arrived.")
    return f"{words} {_said(error) if error else ''}".strip()[:300]


def _said(error):
    """What the mail server has answered, without the marks of the program."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, words = error.smtp_code, error.smtp_error
    else:
        return str(error) or type(error).__name__
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
