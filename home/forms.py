"""The form with which an administrator opens another council on this installation."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from home.models import HomePage
from registry.models import Organisation
from registry.names import name_key

host_name = RegexValidator(
    r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", _("Write it as profozero.example: Latin letters, digits, dots and hyphens.")
)


class CouncilForm(forms.Form):
    """A council to be made: its organisation and its address."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=500,
        help_text=_("As in the charter. If the registry knows the organisation, it is taken from there."),
    )
    short_name = forms.CharField(label=_("Short name"), max_length=120, required=False)
    host = forms.CharField(
        label=_("Address of its site"),
        max_length=255,
        required=False,
        validators=[host_name],
        help_text=_("For example obkom.profozero.example; empty: made of the short name."),
    )

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        organisation = Organisation.objects.filter(unique_key=name_key(name)).first()
        if organisation and HomePage.objects.filter(organisation=organisation).exists():
            raise forms.ValidationError(_("This organisation already has a council here."))
        return name

    def clean_host(self):
        host = self.cleaned_data["host"]
        if host and Site.objects.filter(hostname=host).exists():
            raise forms.ValidationError(_("Another council has this address."))
        return host
