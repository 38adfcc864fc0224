"""What a public page says of the points on control."""

from django import template
from django.utils.translation import pgettext

from control import execution

register = template.Library()


@register.simple_tag
def execution_of(page):
    """How far the points of the page have come; None where nothing of it is on control."""
    return execution.execution_of(page.pk) if page.pk else None


@register.simple_tag
def state_of_point(found, item):
    """What is told of this point of an act, or measure of a plan; None where nothing is."""
    return found.of(getattr(item, "item_id", "") or item.id) if found else None


@register.filter
def kind_of_points(kind):
    """The word for several points in the line over the text: «2 done, 3 in work»."""
    return {
        execution.DONE: pgettext("points", "done"),
        execution.WORK: pgettext("points", "in work"),
        execution.REVIEW: pgettext("points", "being checked"),
        execution.STEADY: pgettext("points", "permanent"),
        execution.WAIT: pgettext("points", "not due yet"),
        execution.OVERDUE: pgettext("points", "late"),
        execution.OFF: pgettext("points", "taken off control"),
    }[kind]
