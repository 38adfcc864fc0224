"""The panel of the reader's look, for any page."""

from django import template

from cms import appearance as looks

register = template.Library()


@register.filter
def questions(appearance):
    """The rows of the panel with the chosen answers marked."""
    return looks.questions(appearance)
