"""Figures as people write them."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def plain_number(value):
    """1234567.500 → «1 234 567,5»: groups of three from five digits on, no empty decimals."""
    number = Decimal(value).normalize()
    decimals = max(-number.as_tuple().exponent, 0)
    return number_format(number, decimals, use_l10n=True, force_grouping=abs(number) >= 10_000)
