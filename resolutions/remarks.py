"""Who has the ball: whom a draft waits for, until when, and what an approver who did not agree has said."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import WorkflowState

from resolutions.models.status import Status


def remark_on(act) -> str:
    """«Пётр Зимин просит исправить: …» while the act is back with its author, otherwise an empty string."""
    state = act.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return ""
    remarked = [visa for visa in _current_visas(act) if visa.remark]
    against = [visa for visa in remarked if visa.is_negative]
    if len(remarked) == 1 == len(against):
        return _("%(who)s asks to change: %(remark)s") % {
            "who": remarked[0].answered_name,
            "remark": remarked[0].remark,
        }
    if remarked:
        words = "; ".join(f"{visa.answered_name} — {visa.remark}" for visa in remarked)
        return _("Back for changes. Remarks: %(remarks)s") % {"remarks": words}
    comment = state.current_task_state.comment if state.current_task_state else ""
    return _("Back for changes: %(remark)s") % {"remark": comment} if comment else _("Back for changes.")


def place_of(act) -> str:
    """Who has the ball, what is waited for and until when; empty for an act nobody waits for any more.

    In lists read the acts ``with_ball()``: then it asks the database nothing.
    """
    words = {
        Status.DRAFT: _place_of_draft,
        Status.APPROVED: lambda act: _("approved: the secretary puts it on an agenda"),
        Status.ON_AGENDA: _place_on_agenda,
        Status.FINALISING: lambda act: _("adopted as a basis: %(who)s finishes the text") % {"who": _author(act)},
        Status.AWAITING_SIGNATURE: lambda act: _("waits for the signature of the chair"),
        Status.SIGNED: lambda act: _("signed: the secretary registers it"),
    }.get(act.status)
    return words(act) if words else ""


def _place_of_draft(act):
    state = act.current_workflow_state
    if state is None:
        return _("with the author: %(who)s") % {"who": _author(act)}
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return remark_on(act)
    waiting = [visa for visa in _current_visas(act) if visa.is_waiting]
    # Those without whom the draft goes on are named only when nobody else is waited for.
    waiting = [visa for visa in waiting if visa.is_mandatory] or waiting
    if not waiting:
        return _("waits for approval")
    due = min(visa.due_on for visa in waiting)
    names = ", ".join(dict.fromkeys(visa.approver for visa in waiting))
    words = _("waits for approval: %(names)s, until %(day)s") % {"names": names, "day": date_format(due, "j E")}
    late = (timezone.localdate() - due).days
    if late > 0:
        words += ngettext(" (%(count)s day late)", " (%(count)s days late)", late) % {"count": late}
    return words


def _place_on_agenda(act):
    coming = act.coming_agenda if hasattr(act, "coming_agenda") else act.agenda_items.filter(outcome="")
    item = next(iter(coming), None)
    if item is None:
        return _("on the agenda")
    day = date_format(timezone.localtime(item.meeting.starts_at), "j E")
    return _("on the agenda: %(body)s, %(day)s") % {"body": item.meeting.body.name, "day": day}


def _author(act):
    owner = act.owner
    return (owner.get_full_name() or owner.username) if owner else _("nobody")


def _current_visas(act):
    sheet = getattr(act, "approval_sheet", None)
    if sheet is None:
        return []
    if not hasattr(sheet, "current_visas"):
        sheet.current_visas = list(sheet.visas.filter(round=sheet.round).with_people())
    return sheet.current_visas
