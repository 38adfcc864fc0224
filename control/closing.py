"""What the controller does with a card: accepts, returns, closes otherwise, cancels, takes back on control."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.card import lock, note, note_all, refuse_ended, settle
from control.changed_by_act import remember
from control.models import ON_CONTROL, Assignment, CardChange, CardEvent, Extension, ItemState, Occurrence, Report
from control.refusal import Refused
from control.tallying import recount

BATCH = 1_000


class DecidedBefore(Refused):
    """Somebody else has decided first; ``report`` is what was decided."""

    def __init__(self, report):
        self.report = report
        super().__init__(
            _("%(who)s has decided this report already: %(decision)s.")
            % {"who": _name(report.decided_by), "decision": report.get_decision_display()}
        )


@transaction.atomic
def accept(card: Assignment, user, *, report: Report | None = None, result=None, remark: str = "") -> Assignment:
    """Accept the report: its day is done, and when no other day waits the card is closed.

    ``report`` is the one the controller has read; raises Refused when it has been decided or replaced meanwhile.
    """
    stored = lock(card.pk)
    waiting = _waiting_report(stored, report)
    _decide(waiting, Report.Decision.ACCEPTED, user, remark.strip())
    occurrence = waiting.occurrence
    if occurrence and occurrence.done_on is None and occurrence.cancelled_at is None:
        day = timezone.localdate(waiting.sent_at)
        occurrence.done_on, occurrence.outcome = day, occurrence.outcome_on(day)
        occurrence.save(update_fields=["done_on", "outcome"])
        _drop_requests(occurrence__pk=occurrence.pk)
    note(stored, CardEvent.Verb.ACCEPTED, user=user, text=remark.strip())
    if stored.occurrences.waiting().exists():
        settle(stored, state=ItemState.IN_WORK, reported_at=None)
    else:
        _close(stored, user, result or Assignment.Result.DONE, basis="", act=None)
    return stored


@transaction.atomic
def return_report(card: Assignment, user, *, remark: str, report: Report | None = None) -> Assignment:
    """Give the report back with what is to be mended; the card is open again and its day goes on."""
    stored = lock(card.pk)
    remark = remark.strip()
    if not remark:
        raise Refused(_("Write what is to be mended."))
    _decide(_waiting_report(stored, report), Report.Decision.RETURNED, user, remark)
    settle(stored, state=ItemState.RETURNED, reported_at=None)
    note(stored, CardEvent.Verb.RETURNED, user=user, text=remark)
    return stored


@transaction.atomic
def close(card: Assignment, user, *, result, basis: str, act=None) -> Assignment:
    """Close the card without a report, on another ground: a later act, a letter, the work has lost its sense."""
    stored = lock(card.pk)
    refuse_ended(stored)
    if not (basis.strip() or act):
        raise Refused(_("Write on what ground the card is closed."))
    waiting = stored.reports.filter(kind=Report.Kind.REPORT, decision="").first()
    if waiting:
        _decide(waiting, Report.Decision.ACCEPTED, user)
    today = timezone.localdate()
    for occurrence in stored.occurrences.waiting():
        if result in (Assignment.Result.DONE, Assignment.Result.PARTLY):
            day = timezone.localdate(waiting.sent_at) if waiting else today
            occurrence.done_on, occurrence.outcome = day, occurrence.outcome_on(day)
        else:
            occurrence.cancelled_at = timezone.now()
        occurrence.save(update_fields=["done_on", "outcome", "cancelled_at"])
    _close(stored, user, result, basis.strip(), act)
    if act:
        remember([stored], CardChange.Kind.CLOSED, act, basis.strip())
    return stored


@transaction.atomic
def cancel(card: Assignment, user, *, basis: str, act=None) -> Assignment:
    """Nothing is asked any more: the act was repealed, the assignee dissolved."""
    stored = lock(card.pk)
    refuse_ended(stored)
    if not (basis.strip() or act):
        raise Refused(_("Write why nothing is asked any more."))
    stored.occurrences.waiting().update(cancelled_at=timezone.now())
    _drop_requests(occurrence__assignment=stored)
    settle(
        stored,
        state=ItemState.CANCELLED,
        closed_on=timezone.localdate(),
        closed_by=user,
        basis=basis.strip()[:500],
        basis_act=act,
    )
    note(stored, CardEvent.Verb.CANCELLED, user=user, text=basis.strip())
    if act:
        remember([stored], CardChange.Kind.CANCELLED, act, basis.strip())
    return stored


@transaction.atomic
def cancel_all(cards, user, *, basis: str, act=None, who: str = "") -> int:
    """Nothing is asked any more of any of the cards; those that have ended stay as they are."""
    held = Assignment.objects.select_for_update().filter(pk__in=cards.order_by().values("pk"), state__in=ON_CONTROL)
    ended = list(held.order_by("pk").only("pk", "item", "told_at"))
    keys, now, today = [card.pk for card in ended], timezone.now(), timezone.localdate()
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        Occurrence.objects.waiting().filter(assignment__in=part).update(cancelled_at=now)
        _drop_requests(occurrence__assignment__in=part)
        Assignment.objects.filter(pk__in=part).update(
            state=ItemState.CANCELLED,
            next_due=None,
            closed_on=today,
            closed_by=user,
            basis=basis[:500],
            basis_act=act,
        )
        note_all(part, CardEvent.Verb.CANCELLED, user=user, who=who, text=basis)
    if act:
        remember(ended, CardChange.Kind.CANCELLED, act, basis)
    recount(*(card.item_id for card in ended))
    return len(keys)


@transaction.atomic
def reopen(card: Assignment, user, *, reason: str) -> Assignment:
    """Take a closed card back on control; what was reported stays."""
    stored = lock(card.pk)
    if stored.state != ItemState.CLOSED:
        raise Refused(_("Only a closed card can be taken back on control."))
    if not reason.strip():
        raise Refused(_("Write why the card is taken back on control."))
    last = stored.occurrences.order_by("-number").first()
    if last:
        last.done_on, last.outcome, last.cancelled_at = None, "", None
        last.save(update_fields=["done_on", "outcome", "cancelled_at"])
    settle(
        stored,
        state=ItemState.IN_WORK,
        closed_on=None,
        closed_by=None,
        result="",
        basis="",
        basis_act=None,
        reported_at=None,
        heard_on=timezone.localdate(),
    )
    note(stored, CardEvent.Verb.REOPENED, user=user, text=reason.strip())
    return stored


def _waiting_report(card, seen):
    """The report that waits for a decision; raises Refused when it is not the one the controller has read."""
    waiting = card.reports.filter(kind=Report.Kind.REPORT, decision="").select_related("occurrence").first()
    if seen is not None and (waiting is None or waiting.pk != seen.pk):
        seen.refresh_from_db()
        if seen.decision == Report.Decision.REPLACED:
            raise Refused(_("The executor has sent another report meanwhile: read it first."))
        if seen.decision:
            raise DecidedBefore(seen)
    refuse_ended(card)
    if waiting is None:
        raise Refused(_("There is no report on this card to decide."))
    return waiting


def _decide(report, decision, user, remark=""):
    report.decision, report.remark = decision, remark
    report.decided_by, report.decided_at = user, timezone.now()
    report.save(update_fields=["decision", "remark", "decided_by", "decided_at"])


def _drop_requests(**which):
    """Nobody need decide on a later day of what is done or not asked any more."""
    Extension.objects.filter(decision="", **which).update(
        decision=Extension.Decision.WITHDRAWN, decided_at=timezone.now()
    )


def _close(card, user, result, basis, act):
    _drop_requests(occurrence__assignment=card)
    settle(
        card,
        state=ItemState.CLOSED,
        closed_on=timezone.localdate(),
        closed_by=user,
        result=result,
        basis=basis[:500],
        basis_act=act,
    )
    note(card, CardEvent.Verb.CLOSED, user=user, text=basis)


def _name(user):
    return (user.get_full_name() or user.get_username()) if user else _("Somebody")
