"""Letters to whoever answers: the link of a card, and what the controller has said."""

from __future__ import annotations

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from control.answering import answerer_of
from control.linking import where_to_report
from control.models import Assignment, Extension, Report
from control.models.item import paper_in_full
from registry.letters import LANGUAGE
from registry.tasks import send_letter


def send_link(card: Assignment) -> str:
    """Send the address of the card's page; returns where it went, empty where nobody can be written to."""
    address = _post(card, "control_card", source_in_full=paper_in_full(card.item.source))
    if address:
        # The letter about new cards need not say it once more.
        Assignment.objects.filter(pk=card.pk, told_at=None).update(told_at=timezone.now())
    return address


def tell_decision(card: Assignment, report: Report) -> str:
    """Say that the report was accepted or returned."""
    return _post(card, "control_report_decided", report=report)


def tell_extension(card: Assignment, extension: Extension) -> str:
    """Say what came of the request for a later day."""
    return _post(card, "control_extension_decided", extension=extension)


def _post(card, template, **context):
    answerer = answerer_of(card)
    if not answerer.address:
        return ""
    words = {
        "card": card,
        "item": card.item,
        "person": answerer.person,
        "url": where_to_report(card, answerer) if card.is_on_control else "",
        "by_link": not answerer.has_account,
        **context,
    }
    with translation.override(LANGUAGE):
        subject, _newline, body = render_to_string(f"letters/{template}.txt", words).strip().partition("\n")
    transaction.on_commit(lambda: send_letter.enqueue(answerer.address, subject.strip(), body.strip() + "\n"))
    return answerer.address
