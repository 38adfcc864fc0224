"""A comparison on a page: what went is struck through, what came is underlined and bold, and both are said aloud."""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from cms.typography import with_non_breaking_spaces
from control.comparing import DELETED, INSERTED, compare

register = template.Library()


@register.filter
def marked(changes):
    """Runs of a comparison as text with ``<del>`` and ``<ins>``."""
    return format_html_join("", "{}", ((_run(change),) for change in changes))


@register.simple_tag
def comparison(before, after):
    """Two texts as one, with what went and what came marked."""
    return marked(compare(before, after))


def _run(change):
    text = mark_safe(with_non_breaking_spaces(str(conditional_escape(change.text))))  # noqa: S308 escaped just here
    if change.kind == DELETED:
        return format_html('<del class="compare"><span class="compare__word">{} </span>{}</del>', _("deleted:"), text)
    if change.kind == INSERTED:
        return format_html('<ins class="compare"><span class="compare__word">{} </span>{}</ins>', _("added:"), text)
    return text
