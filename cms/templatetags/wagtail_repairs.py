"""Small repairs of what Wagtail's own templates say to people who hear a screen instead of seeing it."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()

# The button of the filters: a name that hides the number of filters written in it.
FILTERS = re.compile(
    r'(w-slim-header-action-button"[^>]*?) aria-label="([^"]*)"([^>]*>.*?)(<span class="w-drilldown__count")', re.DOTALL
)


@register.filter
def named(html, name):
    """The search of a screen as a landmark with a name, for the menu has another; its filters with their number."""
    html = html.replace('role="search"', f'role="search" aria-label="{escape(name)}"', 1)
    html = FILTERS.sub(r'\1\3<span class="w-sr-only">\2</span>\4', html, count=1)
    return mark_safe(html)  # noqa: S308


@register.filter
def heard(html):
    """A heading that is read out when it changes and remains a heading: as an alert it would be none."""
    return mark_safe(html.replace('<h2 role="alert">', '<h2 aria-live="polite">'))  # noqa: S308
