"""A later day: asked for before the day has come, decided by whoever gave the instruction, the earlier day kept."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.card import heard, lock, note, refuse_ended, settle
from control.changed_by_act import remember
from control.models import Assignment, CardChange, CardEvent, Extension, ItemState, Occurrence
from control.refusal import Refused
from control.reporting import Reporter


@transaction.atomic
def ask(card: Assignment, reporter: Reporter, *, new_due: datetime.date, reason: str) -> Extension:
    """Ask for a later day; raises Refused once the day has passed, or while an earlier request waits."""
    stored = lock(card.pk)
    refuse_ended(stored)
    occurrence = _nearest(stored)
    if stored.state == ItemState.REPORTED:
        raise Refused(_("A report has been sent: wait for the answer to it."))
    if occurrence.due < timezone.localdate():
        raise Refused(
            _("The deadline, %(day)s, has passed: an extension is asked for before it.")
            % {"day": f"{occurrence.due:%d.%m.%Y}"}
        )
    if new_due <= occurrence.due:
        raise Refused(_("The new day must be later than %(day)s.") % {"day": f"{occurrence.due:%d.%m.%Y}"})
    if not reason.strip():
        raise Refused(_("Write the reason."))
    if occurrence.extensions.filter(decision="").exists():
        raise Refused(_("An extension has been asked for already: wait for the answer."))
    made = Extension.objects.create(
        occurrence=occurrence,
        old_due=occurrence.due,
        new_due=new_due,
        reason=reason.strip(),
        asked_by=reporter.user,
        **reporter.as_fields(),
    )
    settle(stored, **heard())
    text = f"{new_due:%d.%m.%Y}. {reason.strip()}"
    note(stored, CardEvent.Verb.EXTENSION_ASKED, user=reporter.user, who=reporter.name, text=text)
    return made


@transaction.atomic
def grant(extension: Extension, user, *, due: datetime.date | None = None, remark: str = "") -> Extension:
    """Extend to the day asked for, or to another one later than the old."""
    card, stored = _waiting(extension)
    due = due or stored.new_due
    if due <= stored.old_due:
        raise Refused(_("The new day must be later than %(day)s.") % {"day": f"{stored.old_due:%d.%m.%Y}"})
    if stored.occurrence.done_on or stored.occurrence.cancelled_at:
        raise Refused(_("This day has been reported and accepted: there is nothing to extend."))
    _decide(stored, Extension.Decision.GRANTED, user, remark, granted_due=due)
    _move(card, stored.occurrence, due)
    note(card, CardEvent.Verb.EXTENDED, user=user, text=f"{stored.old_due:%d.%m.%Y} → {due:%d.%m.%Y}. {remark}".strip())
    return stored


@transaction.atomic
def refuse(extension: Extension, user, *, remark: str) -> Extension:
    """Leave the day as it is, and say why."""
    card, stored = _waiting(extension)
    if not remark.strip():
        raise Refused(_("Write why the day stays."))
    _decide(stored, Extension.Decision.REFUSED, user, remark.strip())
    note(card, CardEvent.Verb.EXTENSION_REFUSED, user=user, text=remark.strip())
    return stored


@transaction.atomic
def extend_by_act(card: Assignment, user, *, due: datetime.date, act, reason: str) -> Extension | None:
    """A later act has set another day; an undated card gets its first one."""
    stored = lock(card.pk)
    refuse_ended(stored)
    occurrence = stored.occurrences.waiting().order_by("due", "number").first()
    if occurrence is None or occurrence.due == due:
        return None
    remember([stored], CardChange.Kind.MOVED, act, reason, old_due=occurrence.due, new_due=due)
    if occurrence.due is None:
        return set_control_date(stored, user, due=due, reason=reason)
    Extension.objects.filter(occurrence=occurrence, decision="").update(
        decision=Extension.Decision.WITHDRAWN, decided_at=timezone.now()
    )
    made = Extension.objects.create(
        occurrence=occurrence,
        ground=Extension.Ground.ACT,
        old_due=occurrence.due,
        new_due=due,
        granted_due=due,
        reason=reason,
        act=act,
        decision=Extension.Decision.GRANTED,
        decided_by=user,
        decided_at=timezone.now(),
    )
    _move(stored, occurrence, due)
    note(stored, CardEvent.Verb.EXTENDED, user=user, text=f"{made.old_due:%d.%m.%Y} → {due:%d.%m.%Y}. {reason}")
    return made


@transaction.atomic
def set_control_date(card: Assignment, user, *, due: datetime.date, reason: str = "") -> None:
    """Give a card whose words name no day a day of control; the words stay as they are."""
    stored = lock(card.pk)
    refuse_ended(stored)
    occurrence = stored.occurrences.waiting().filter(due=None).first()
    if occurrence is None:
        raise Refused(_("This card has a deadline: it is changed by an extension."))
    if due < timezone.localdate():
        raise Refused(_("The day of control has passed."))
    Occurrence.objects.filter(pk=occurrence.pk).update(due=due, first_due=due)
    settle(stored)
    note(stored, CardEvent.Verb.DATED, user=user, text=f"{due:%d.%m.%Y}. {reason}".strip())


def _nearest(card):
    occurrence = card.occurrences.waiting().exclude(due=None).order_by("due", "number").first()
    if occurrence is None:
        raise Refused(_("This card has no deadline to extend."))
    return occurrence


def _waiting(extension):
    """The card, locked, and the request, which nobody has decided yet."""
    card = lock(extension.occurrence.assignment_id)
    stored = Extension.objects.select_for_update(of=("self",)).select_related("occurrence").get(pk=extension.pk)
    if stored.decision:
        raise Refused(
            _("This request has been decided already: %(decision)s.") % {"decision": stored.get_decision_display()}
        )
    refuse_ended(card)
    return card, stored


def _decide(extension, decision, user, remark, **changes):
    changes |= {"decision": decision, "remark": remark, "decided_by": user, "decided_at": timezone.now()}
    for name, value in changes.items():
        setattr(extension, name, value)
    extension.save(update_fields=list(changes))


def _move(card, occurrence, due):
    occurrence.due = due
    occurrence.save(update_fields=["due"])
    settle(card)
