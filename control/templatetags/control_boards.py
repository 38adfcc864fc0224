"""Signs of states, days and charts, as boards print them."""

import datetime

from django import template
from django.utils.html import format_html
from django.utils.translation import ngettext

from control import turn
from control.boards.states import sign
from control.charts.shares import drawn
from control.models import ItemState
from control.turn import day_in_words, days_left

register = template.Library()


@register.filter
def state_sign(state):
    """«◐ в работе»."""
    return sign(ItemState(state))


@register.filter
def long_day(day):
    """«17 февраля, вторник»."""
    return day_in_words(day, day)


@register.filter
def short_day(day, today):
    """«13 февраля»; the year only when it is another one; nothing for no day."""
    return turn.short_day(day, today) if day else ""


@register.filter
def left(due, today):
    """«in 3 days»; how late it is, marked, once the day has passed."""
    if not due:
        return ""
    words = days_left(due, today)
    return format_html('<b class="board-late">{}</b>', words) if due < today else words


@register.filter
def late_by(due, today):
    """How many days late, for a column that says so: «4 дня»."""
    return format_html('<b class="board-late">{}</b>', days_in_words(due, today)) if due else ""


@register.filter
def days_in_words(day: datetime.date, today: datetime.date):
    """How many days have passed: «15 дней»."""
    days = (today - day).days
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


@register.inclusion_tag("control/charts/shares.svg")
def share_chart(title, bars, legend):
    """Bars cut into hatched parts; the same figures stand in the table beside."""
    return {"title": title, "legend": legend, **drawn(bars)}
