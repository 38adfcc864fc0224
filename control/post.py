"""One run of the post: who reads about a card is asked once, and a letter refused stops no other."""

from __future__ import annotations

import datetime
import smtplib

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from control.answering import Answerer, answerer_of
from control.card import note_all
from control.models import Assignment, CardEvent
from control.models.item import paper_in_full
from registry.letters import deliver

# The mail server has said no to this letter; the others may go.
REFUSALS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


class Unreachable(Exception):
    """The mail server cannot be reached: the next run tries again."""


class Post:
    """The letters of a day, one after another; ``sent`` counts those that have gone."""

    def __init__(self, day: datetime.date):
        self.day, self.sent = day, 0
        self._answerers: dict[tuple, Answerer] = {}
        self._papers: dict[int, str] = {}

    def reader_of(self, card: Assignment) -> Answerer:
        """Who is written to about the card; of the cards of one assignee the registry is asked once."""
        asked = (card.assignee_id, card.answers_id)
        if asked not in self._answerers:
            self._answerers[asked] = answerer_of(card, self.day)
        return self._answerers[asked]

    def paper(self, page) -> str:
        """The act or plan by its full name; of all the letters about one it is read once."""
        if page.pk not in self._papers:
            self._papers[page.pk] = paper_in_full(page)
        return self._papers[page.pk]

    def send(self, answerer: Answerer, words: str, cards: list[int]) -> None:
        """Hand over one letter, whose first line is its subject; the cards remember where it went, or why it did not.

        Raises Unreachable where there is no server to hand it to.
        """
        subject, _newline, body = words.partition("\n")
        try:
            deliver(answerer.address, subject.strip(), body.strip() + "\n")
        except REFUSALS as refusal:
            said = _("The mail server has not taken the letter to %(address)s: %(reason)s")
            told = said % {"address": answerer.address, "reason": str(refusal)[:200]}
            note_all(cards, CardEvent.Verb.NOTED, text=told)
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable from error
        else:
            self.sent += 1
            note_all(cards, CardEvent.Verb.TOLD, text=answerer.address)


def words_of(template: str, answerer: Answerer, **context) -> str:
    """A letter to the reader: its subject, then its text."""
    words = {"person": answerer.person, "by_link": not answerer.has_account, **context}
    return render_to_string(f"letters/{template}.txt", words).strip()
