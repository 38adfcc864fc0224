from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from cms.typography import with_non_breaking_spaces

register = template.Library()


@register.filter(needs_autoescape=True)
def typeset(text, autoescape=True):
    """Adopted words for the screen: escaped, with non-breaking spaces where Russian printing wants them."""
    text = "" if text is None else text
    # Escaped by conditional_escape unless the caller already marked it safe; the spaces added need no escaping.
    return mark_safe(with_non_breaking_spaces(str(conditional_escape(text) if autoescape else text)))  # noqa: S308
