"""Where an organisation's own screens are."""

from django.urls import NoReverseMatch, reverse


def card_url(organisation):
    return reverse("organisation:inspect", args=[organisation.pk])


def form_url(organisation, tab=""):
    return reverse("organisation:edit", args=[organisation.pk]) + (f"#tab-{tab}" if tab else "")


def optional_url(name, *args):
    """The address of a screen that may not be installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
