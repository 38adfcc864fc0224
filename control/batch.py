"""One step over many cards: first what would happen to which, then the same verb as on a single card, card by card."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from control import closing, extending
from control.access import cards_within
from control.answer_letters import send_link, tell_decision, tell_extension
from control.answering import address_of_card
from control.card import note
from control.models import OPEN, Assignment, CardEvent, Extension, ItemState, Occurrence, Report
from control.refusal import Refused

ACTIONS = ("accept", "extend", "date", "remind", "close", "cancel")
# A person can read so many lines before pressing the button.
MOST = 500


@dataclass
class Step:
    """What would happen, or has happened, to one card; a card with a refusal is passed over."""

    card: Assignment
    report: Report | None = None
    request: Extension | None = None
    refusal: str = ""
    said: str = ""

    @property
    def seen(self) -> str:
        """What stood on the screen beside the card: «card-report» or «card-request»; nothing else is decided."""
        decided = self.report or self.request
        return f"{self.card.pk}-{decided.pk}" if decided else ""


@dataclass
class Orders:
    """What the person has written for all the cards together."""

    due: datetime.date | None = None
    result: str = Assignment.Result.DONE
    basis: str = ""
    seen: dict = field(default_factory=dict)  # card -> the report or request that was read


def preview(action: str, cards: list[int], user) -> list[Step]:
    """Each of the cards the account sees, with the reason where it would be passed over."""
    undated = Occurrence.objects.waiting().filter(assignment=OuterRef("pk"), due=None)
    found = (
        Assignment.objects.filter(cards_within(user), pk__in=cards[:MOST])
        .select_related("item__council", "assignee", "answers__user")
        .annotate(has_undated_day=Exists(undated))
        .order_by("item__source", "item__position", "assignee_name", "pk")
    )
    steps = [Step(card) for card in found]
    keys = [step.card.pk for step in steps]
    within = Assignment.objects.filter(cards_within(user, "control"), pk__in=keys)
    controlled = set(within.order_by().values_list("pk", flat=True))
    if action == "accept":
        _read_reports(steps, keys)
    if action == "extend":
        _read_requests(steps, keys)
    for step in steps:
        step.refusal = _refusal(action, step, step.card.pk in controlled)
    return steps


def perform(action: str, cards: list[int], user, orders: Orders) -> list[Step]:
    """Do it to each card that allows it, each in a transaction of its own; what one refuses stops no other."""
    steps = preview(action, cards, user)
    verb = VERBS[action]
    for step in steps:
        if step.refusal:
            continue
        try:
            with transaction.atomic():
                step.said = verb(step, user, orders)
        except Refused as refusal:
            step.refusal = str(refusal)
    return steps


def _read_reports(steps, keys):
    waiting = Report.objects.filter(assignment__in=keys, kind=Report.Kind.REPORT, decision="")
    by_card = {report.assignment_id: report for report in waiting}
    for step in steps:
        step.report = by_card.get(step.card.pk)


def _read_requests(steps, keys):
    waiting = Extension.objects.filter(occurrence__assignment__in=keys, decision="").select_related("occurrence")
    by_card = {request.occurrence.assignment_id: request for request in waiting}
    for step in steps:
        step.request = by_card.get(step.card.pk)


def _refusal(action, step, is_controlled):
    card = step.card
    if not is_controlled:
        return _("Another council's controller decides on it.")
    if not card.is_on_control:
        return _("The card has ended: %(state)s.") % {"state": card.get_state_display()}
    if action == "accept" and step.report is None:
        return _("No report has been sent.")
    if action == "extend" and step.request is None:
        return _("Nobody has asked for a later day.")
    if action == "date" and not card.has_undated_day:
        return _("It has a deadline: that is changed by an extension.")
    if action == "remind":
        return _why_no_letter(step)
    return ""


def _why_no_letter(step):
    if step.card.state not in OPEN:
        return _("A report has been sent: the turn is yours.")
    step.said = address_of_card(step.card)
    return "" if step.said else _("There is no address to write to: telephone.")


def _accept(step, user, orders):
    """The report that was on the screen; a newer one is first to be read."""
    seen = orders.seen.get(step.card.pk, step.report.pk)
    report = Report.objects.filter(pk=seen, assignment=step.card).first() or step.report
    card = closing.accept(step.card, user, report=report)
    report.refresh_from_db()
    tell_decision(card, report)
    return _("accepted, closed") if card.state == ItemState.CLOSED else _("accepted, the next day waits")


def _extend(step, user, orders):
    """To the day each has asked for, or to the one day given for all."""
    if orders.seen.get(step.card.pk, step.request.pk) != step.request.pk:
        raise Refused(_("Another later day has been asked for meanwhile: read it first."))
    granted = extending.grant(step.request, user, due=orders.due, remark=orders.basis)
    tell_extension(step.card, granted)
    return _("extended to %(day)s") % {"day": f"{granted.granted_due:%d.%m.%Y}"}


def _date(step, user, orders):
    extending.set_control_date(step.card, user, due=orders.due, reason=orders.basis)
    return f"{orders.due:%d.%m.%Y}"


def _remind(step, user, orders):
    address = send_link(step.card)
    if not address:
        raise Refused(_("There is no address to write to: telephone."))
    note(step.card, CardEvent.Verb.REMINDED, user=user, text=address)
    return _("letter to %(address)s") % {"address": address}


def _close(step, user, orders):
    closing.close(step.card, user, result=orders.result, basis=orders.basis)
    return Assignment.Result(orders.result).label


def _cancel(step, user, orders):
    card = closing.cancel(step.card, user, basis=orders.basis)
    return card.get_state_display()


VERBS = {
    "accept": _accept,
    "extend": _extend,
    "date": _date,
    "remind": _remind,
    "close": _close,
    "cancel": _cancel,
}
