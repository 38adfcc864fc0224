"""The one form of the search."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """What to look for; an empty question is allowed and finds nothing."""

    q = forms.CharField(
        label=_("What to find"),
        max_length=200,
        required=False,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
