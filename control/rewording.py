"""A later act changes, or repeals, a point on control: both wordings stand on the cards, and the controller decides."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.card import note_all
from control.closing import cancel_all
from control.deadline_value import Deadline
from control.deadlines import read_deadline
from control.models import ON_CONTROL, Assignment, CardEvent, ControlledItem, Rewording
from control.refusal import Refused
from control.renewing import renew_days


@transaction.atomic
def reword(
    item: ControlledItem, act, *, act_name: str, since: datetime.date, after: str, deadline: Deadline | None = None
) -> Rewording:
    """Put the new wording beside the old one; ``after`` is empty where the point is repealed.

    Told the same twice it changes nothing. A plan may be changed again and again: its last wording is asked about anew.
    """
    on_control = item.assignments.filter(state__in=ON_CONTROL).select_for_update().order_by("pk")
    cards = list(on_control.values_list("pk", flat=True))
    ControlledItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    term = deadline or read_deadline(after, act_date=since)
    days = [day.isoformat() for day in term.due]
    known = item.rewordings.filter(act=act).first()
    if known and known.after == after and known.due == days:
        return known
    before = item.rewordings.exclude(after="").exclude(pk=known.pk if known else None).last()
    rewording = known or Rewording(item=item, act=act, before=before.after if before else item.text)
    rewording.act_name, rewording.since, rewording.after = act_name[:300], since, after
    rewording.deadline_words, rewording.due = term.raw[:300], days
    rewording.decision, rewording.decided_by, rewording.decided_at = "", None, None
    rewording.save()
    note_all(cards, CardEvent.Verb.REWORDED, who=act_name)
    return rewording


@transaction.atomic
def decide(rewording: Rewording, user, decision: str) -> Rewording:
    """Settle what the new wording means for the cards still on control; raises Refused when it is settled already."""
    stored = Rewording.objects.select_for_update(of=("self",)).select_related("item", "act").get(pk=rewording.pk)
    if stored.decision:
        raise Refused(_("This has been decided already: %(decision)s.") % {"decision": stored.get_decision_display()})
    if decision == Rewording.Decision.RENEW and not stored.after:
        raise Refused(_("The point is repealed: there is no new wording to take."))
    stored.decision, stored.decided_by, stored.decided_at = decision, user, timezone.now()
    stored.save(update_fields=["decision", "decided_by", "decided_at"])
    if decision == Rewording.Decision.CANCEL:
        cancel_all(Assignment.objects.filter(item=stored.item), user, basis=stored.act_name, act=stored.act)
    elif decision == Rewording.Decision.RENEW and stored.due:
        days = [datetime.date.fromisoformat(day) for day in stored.due]
        renew_days(stored.item, user, days=days, act=stored.act, act_name=stored.act_name)
    return stored


def withdraw(source, user, *, act=None, act_name: str) -> int:
    """The whole act is repealed: nothing of it is asked any more. Returns how many cards were cancelled."""
    cards = Assignment.objects.filter(item__source=source)
    return cancel_all(cards, user, basis=act_name, act=act, who=act_name)
