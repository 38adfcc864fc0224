"""The act's forms in the editor: a draft may be anything, a submitted text must stand."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm


class ActForm(WagtailAdminPageForm):
    """Checks across fields, made when the text is submitted and never when a draft is saved."""

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
        if self.is_deferred_validation:
            return data
        issuer, body = data.get("issuer"), data.get("body")
        if issuer and body and body.organisation_id != issuer.pk:
            self.add_error("body", _("This body belongs to another organisation."))
        act = self.instance
        if act.number_is_taken(data.get("number"), data.get("adopted_on"), body, data.get("document_type")):
            self.add_error("number", _("This body already has an act with this number this year."))
        return data


class ActCopyForm(CopyForm):
    """A copy of an act is a new draft: it is neither published with the copying nor a mirror of the record."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("alias", "publish_copies"):
            if name in self.fields:
                self.fields[name].widget = forms.HiddenInput()
                self.fields[name].disabled = True
                self.fields[name].initial = False
