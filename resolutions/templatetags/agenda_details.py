"""Looking up, in a template, what is known today of a line of a kept agenda."""

from django import template

register = template.Library()


@register.filter
def of_key(rows, key):
    """The row of the key, or nothing."""
    return rows.get(key)
