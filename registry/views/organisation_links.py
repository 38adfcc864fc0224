"""Where an organisation's own screens are."""

from django.urls import reverse


def card_url(organisation):
    return reverse("organisation:inspect", args=[organisation.pk])


def form_url(organisation, tab=""):
    return reverse("organisation:edit", args=[organisation.pk]) + (f"#tab-{tab}" if tab else "")
