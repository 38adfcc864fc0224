"""The act's forms in the editor: a draft may be anything, a submitted text must stand."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm

from cms.page_forms import CouncilPageForm
from registry.access import RegistryAccess
from registry.models import Organisation
from resolutions.issuers import is_own


class ActForm(CouncilPageForm):
    """Whose act it is, checked always; other checks across fields only when the text is submitted."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and self.parent_page and "issuer" in self.fields:
            # A council mostly writes its own acts.
            organisation = getattr(self.parent_page.get_parent().specific, "organisation", None)
            if organisation:
                self.initial["issuer"] = self.initial.get("issuer") or organisation.pk
                self.initial["place"] = self.initial.get("place") or organisation.place

    def clean(self):
        data = super().clean()
        self._check_whose_act(data)
        if self.is_deferred_validation:
            return data
        issuer, body = data.get("issuer"), data.get("body")
        if issuer and body and body.organisation_id != issuer.pk:
            self.add_error("body", _("This body belongs to another organisation."))
        number = [data.get("number"), data.get("adopted_on"), body, data.get("document_type")]
        if self.instance.number_is_taken(*number):
            self.add_error("number", _("This body already has an act with this number."))
        return data

    def _check_whose_act(self, data):
        """A council writes no acts for another one; what an imported paper has named already may stay."""
        stored, council = self.instance, self.parent_page.specific.council_organisation
        issuer, body, superior = data.get("issuer"), data.get("body"), data.get("superior")
        if council and issuer and issuer.pk != stored.issuer_id and not is_own(issuer, council):
            self.add_error("issuer", _("A council issues its own acts and those of organisations under it."))
        new_body = body and body.pk != stored.body_id and body.organisation_id != stored.issuer_id
        if council and new_body and not is_own(body.organisation, council):
            self.add_error("body", _("This body belongs to another organisation."))
        if superior and superior.pk != stored.superior_id and self.for_user:
            seen = RegistryAccess.of(self.for_user).limit_choices(Organisation.objects.filter(pk=superior.pk))
            if not seen.exists():
                self.add_error("superior", _("Choose an organisation from the list."))


class ActCopyForm(CopyForm):
    """A copy of an act is a new draft: it is neither published with the copying nor a mirror of the record."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("alias", "publish_copies"):
            if name in self.fields:
                self.fields[name].widget = forms.HiddenInput()
                self.fields[name].disabled = True
                self.fields[name].initial = False
