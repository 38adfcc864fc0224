"""Whose turn it is with a card, in one line: who, what, until when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from control.models import Assignment, ItemState, Report


@dataclass(frozen=True)
class Turn:
    """``mine``: whoever reads is the one to act. ``who`` may be empty once nobody is waited for."""

    who: str
    words: str
    mine: bool = False
    is_late: bool = False


def days_left(due: datetime.date, day: datetime.date | None = None) -> str:
    """«today», «tomorrow», «in 3 days», or how late it is."""
    days = (due - (day or timezone.localdate())).days
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days < 2:
        return _("tomorrow") if days else _("today")
    return ngettext("in %(days)s day", "in %(days)s days", days) % {"days": days}


def day_in_words(day: datetime.date, today: datetime.date | None = None) -> str:
    """«20 февраля, пятница»; the year only when it is another one."""
    today = today or timezone.localdate()
    words = date_format(day, "j E") if day.year == today.year else date_format(day, "j E Y")
    return f"{words}, {date_format(day, 'l').lower()}"


def received_late(report: Report) -> str:
    """«received on 3 May, 2 days after the deadline»; nothing for a report that came in time."""
    days = report.days_late
    if not days:
        return ""
    said = ngettext(
        "received on %(day)s, %(days)s day after the deadline",
        "received on %(day)s, %(days)s days after the deadline",
        days,
    )
    return said % {"day": date_format(timezone.localdate(report.sent_at), "j E"), "days": days}


def short_day(day: datetime.date, today: datetime.date) -> str:
    """«13 февраля»; the year only when it is another one."""
    return date_format(day, "j E" if day.year == today.year else "j E Y").replace(" ", "\N{NO-BREAK SPACE}")


def turn_of(card: Assignment, *, may_control: bool, request=None, rewording=None, day=None) -> Turn:
    """Whose turn it is; ``request`` and ``rewording`` are those nobody has decided yet."""
    day = day or timezone.localdate()
    controller = _("You") if may_control else _controller(card)
    if card.state == ItemState.CLOSED:
        ended = _("Closed on %(day)s: %(result)s.") % {
            "day": f"{card.closed_on:%d.%m.%Y}",
            "result": card.get_result_display(),
        }
        return Turn("", " ".join(filter(None, [ended, card.basis])))
    if card.state == ItemState.CANCELLED:
        return Turn("", " ".join(filter(None, [_("Cancelled: nothing is asked any more."), card.basis])))
    if card.state == ItemState.REPORTED:
        sent = timezone.localtime(card.reported_at)
        words = _("The report was sent on %(day)s at %(time)s. Accept it or return it.") % {
            "day": date_format(sent, "j E"),
            "time": f"{sent:%H:%M}",
        }
        return Turn(controller, words, mine=may_control)
    if request is not None:
        words = _("A later day is asked for: %(day)s. Extend or refuse.") % {"day": day_in_words(request.new_due, day)}
        return Turn(controller, words, mine=may_control)
    if rewording is not None:
        words = _("A later act has changed the point. Say what follows for the card.")
        return Turn(controller, words, mine=may_control)
    return Turn(card.assignee_name, _what_is_waited_for(card, day), is_late=card.is_overdue(day))


def _what_is_waited_for(card, day):
    if card.state == ItemState.RETURNED:
        words = _("The report was returned: a new one is waited for.")
    elif card.is_silent(day):
        silent = (day - card.heard_on).days
        words = ngettext("Silent for %(days)s day.", "Silent for %(days)s days.", silent) % {"days": silent}
    elif card.state == ItemState.IN_WORK:
        words = _("In work.")
    elif card.acknowledged_at:
        words = _("Has read the instruction, has not said that work has begun.")
    else:
        words = _("Has not opened the instruction yet.")
    return words if card.next_due else " ".join([words, _("There is no deadline.")])


def _controller(card):
    return card.item.controller.name if card.item.controller_id else _("The controller")
