"""What the assignee does with a card: takes note of it, begins, tells, reports."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from control.card import heard, lock, note, refuse_ended, settle
from control.models import OPEN, Assignment, CardEvent, ItemState, Report, ReportDraft, ReportFile
from control.refusal import Refused
from registry.models import Person


@dataclass(frozen=True)
class Reporter:
    """Who speaks for the assignee: an account, or a person by a link, under the name they give."""

    user: object = None
    person: Person | None = None
    signed_as: str = ""
    by_link: bool = False

    @property
    def name(self) -> str:
        if self.signed_as:
            return self.signed_as
        if self.person:
            return self.person.name
        return (self.user.get_full_name() or self.user.get_username()) if self.user else ""

    def as_fields(self) -> dict:
        return {"person": self.person, "signed_as": self.signed_as, "by_link": self.by_link}


@transaction.atomic
def acknowledge(card: Assignment, reporter: Reporter) -> None:
    """The assignee has read the instruction («ознакомлен»); only the first time counts."""
    stored = lock(card.pk)
    if stored.acknowledged_at or not stored.is_on_control:
        return
    settle(stored, acknowledged_at=timezone.now(), **heard())
    note(stored, CardEvent.Verb.ACKNOWLEDGED, user=reporter.user, who=reporter.name)


@transaction.atomic
def begin(card: Assignment, reporter: Reporter) -> None:
    """The assignee has begun to work."""
    stored = lock(card.pk)
    refuse_ended(stored)
    if stored.state != ItemState.ASSIGNED:
        return
    settle(stored, state=ItemState.IN_WORK, **heard())
    note(stored, CardEvent.Verb.STARTED, user=reporter.user, who=reporter.name)


@transaction.atomic
def report(
    card: Assignment, reporter: Reporter, *, text: str, figure=None, files=(), interim=False, on_behalf=False
) -> Report:
    """Say what was done; a report waits for the controller, information in between closes nothing.

    The report is about the nearest day still waiting. A report sent before the controller has answered the earlier one
    takes its place. ``files`` are ReportFile rows kept beforehand. ``on_behalf``: the secretariat writes down what it
    was told; what the assignee has typed stays, and he has not read the card for it. Raises Refused for a card that
    has ended.
    """
    stored = lock(card.pk)
    refuse_ended(stored)
    text = text.strip()
    if not text:
        raise Refused(_("Write at least one sentence about what was done."))
    occurrence = stored.occurrences.waiting().order_by("due", "number").first()
    replaced = stored.reports.filter(kind=Report.Kind.REPORT, decision="").first()
    if replaced and not interim:
        replaced.decision = Report.Decision.REPLACED
        replaced.decided_at = timezone.now()
        replaced.save(update_fields=["decision", "decided_at"])
    made = Report.objects.create(
        assignment=stored,
        occurrence=occurrence,
        kind=Report.Kind.INTERIM if interim else Report.Kind.REPORT,
        number=(stored.reports.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=text,
        figure=figure,
        sent_by=reporter.user,
        **reporter.as_fields(),
    )
    ReportFile.objects.filter(pk__in=[file.pk for file in files]).update(report=made, draft=None)
    changes = heard()
    if not on_behalf:
        ReportDraft.objects.filter(assignment=stored).delete()
        # Nobody answers an instruction unread.
        changes["acknowledged_at"] = stored.acknowledged_at or made.sent_at
    if not interim:
        changes |= {"state": ItemState.REPORTED, "reported_at": made.sent_at}
    elif stored.state == ItemState.ASSIGNED:
        changes["state"] = ItemState.IN_WORK
    settle(stored, **changes)
    verb = CardEvent.Verb.INTERIM if interim else CardEvent.Verb.REPORTED
    note(stored, verb, user=reporter.user, who=reporter.name, text=text)
    return made


@transaction.atomic
def keep_draft(card: Assignment, *, text: str, figure: str = "") -> ReportDraft:
    """Keep what has been typed so far; it is no word to the controller."""
    refuse_ended(lock(card.pk))
    draft, _is_new = ReportDraft.objects.update_or_create(
        assignment_id=card.pk, defaults={"text": text, "figure": figure[:30]}
    )
    return draft


def may_report(card: Assignment) -> bool:
    """Whether a report can be sent, or one sent can be added to."""
    return card.state in (*OPEN, ItemState.REPORTED)
