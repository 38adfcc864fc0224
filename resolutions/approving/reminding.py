"""Reminding whoever has not answered: a day before the term, the working day after it, then once a week."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from control.working_days import WorkingCalendar
from resolutions.approving.letters import reached, remind_people, tell_authors
from resolutions.models.approval import Visa

A_WEEK = datetime.timedelta(days=7)


@transaction.atomic
def remind_all(today=None) -> int:
    """Send the day's reminders, one letter to a person; run again the same day it sends nothing. Returns letters."""
    today = today or timezone.localdate()
    waiting = Visa.objects.waiting().filter(sheet__closed_at=None).exclude(reminded_on=today)
    waiting = waiting.select_for_update(of=("self",)).select_related(
        "sheet__act__owner", "person__user", "substitute__user"
    )
    calendar = WorkingCalendar(today - A_WEEK * 3, today + A_WEEK * 3)
    due = [visa for visa in waiting if is_due(visa, today, calendar)]
    asked = [(visa, visa.sheet.act) for visa in due]
    expired = [(visa, act) for visa, act in asked if today > visa.due_on and not _was_told_late(visa)]
    sent = remind_people(asked, _task_of) + tell_authors(expired)
    Visa.objects.filter(pk__in=[visa.pk for visa in due]).update(reminded_on=today)
    return sent


@transaction.atomic
def remind_now(act, visa_pk) -> str:
    """Write to the approver at once; returns to whom. Raises Refused where nothing is waited for."""
    visa = act.approval_sheet.visas.with_people().select_for_update(of=("self",)).filter(pk=visa_pk).first()
    if visa is None or not visa.is_waiting:
        raise Refused(_("No answer is waited for here any more."))
    today = timezone.localdate()
    if visa.reminded_on == today:
        raise Refused(_("%(who)s has been reminded today already.") % {"who": visa.approver})
    people = reached(visa, act, _task_of(act), late=bool(visa.days_late))
    if not people:
        raise Refused(
            _("There is no e-mail to write to: %(who)s. Call, or write the address on the card.")
            % {"who": visa.approver}
        )
    remind_people([(visa, act)], _task_of)
    Visa.objects.filter(pk=visa.pk).update(reminded_on=today)
    return ", ".join(str(person.name) for person in people)


def is_due(visa, today, calendar) -> bool:
    """Whether the visa asks for a letter today."""
    if today <= visa.due_on:
        asked_on = timezone.localdate(visa.asked_at)
        return visa.reminded_on is None and asked_on < today and today >= calendar.previous(visa.due_on)
    first = calendar.next(visa.due_on)
    if today < first:
        return False
    return not _was_told_late(visa) or (today - visa.reminded_on >= A_WEEK and calendar.is_working_day(today))


def _was_told_late(visa):
    return visa.reminded_on is not None and visa.reminded_on > visa.due_on


def _task_of(act):
    return act.current_workflow_task
