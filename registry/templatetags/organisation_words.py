"""Words of the organisations' screens: how old a reading is, how an address is shown."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def days_until(day, today):
    """Whole days from the one day to the other."""
    return (today - day).days


@register.filter
def age(day, today):
    """How long ago a day was, as one says it."""
    days = (today - day).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(number)d day ago", "%(number)d days ago", days) % {"number": days}


@register.filter
def short_url(url):
    """An address without what every address has."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


@register.filter
def grouped(number):
    """A number with its thousands apart, or a dash where none is known."""
    return "—" if number is None else f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
