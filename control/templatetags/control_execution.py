"""What a public page says of the points on control."""

from django import template
from django.utils.translation import pgettext

from control import execution, marking

register = template.Library()


@register.simple_tag
def execution_of(page):
    """How far the points of the page have come; None where nothing of it is on control."""
    return execution.execution_of(page.pk) if page.pk else None


@register.simple_tag
def state_of_point(found, item):
    """What is told of this point of an act, or measure of a plan; None where nothing is."""
    return found.of(getattr(item, "item_id", "") or item.id) if found else None


@register.simple_tag
def with_states(items, found):
    """Each point with what is told of it: in pairs, for a page that goes through all points."""
    return [(item, found.of(item.id) if found else None) for item in items]


@register.simple_tag
def glyph(kind):
    """The figure of a kind of points."""
    return marking.glyph_of(kind)


@register.filter
def sign_of_point(state, words="shown"):
    """The figure of the point with its words, shown or only heard."""
    return marking.sign_of(state, hidden=words == "hidden")


@register.filter
def mark_of_point(state, due_words=""):
    """All that is told of the point, beside the author's words of its deadline, where there are any."""
    return marking.mark_of(state, shows_due=bool(due_words))


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
