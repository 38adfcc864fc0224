"""The form a reader answers, and what the editor's form of a survey checks."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder, WagtailAdminFormPageForm

from cms.page_forms import CouncilPageForm

# A reader never sees it; a program fills in whatever is called so.
TRAP = "website_address"
CONSENT = "consent_given"
# Kinds of questions whose answers tell of a person.
PERSONAL = ("email",)


class TrapField(forms.CharField):
    """Must come back empty."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "tabindex": "-1"}
        super().__init__(required=False, label=_("Leave this empty"), widget=forms.TextInput(attrs=attrs), **kwargs)


class ReadersForm(BaseForm):
    """The questions with the trap and, where the page has words of consent, their tick."""

    own_fields = (TRAP, CONSENT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = True
        self.fields[TRAP] = TrapField()
        if self.page is not None and self.page.consent_text:
            self.fields[CONSENT] = forms.BooleanField(
                label=self.page.consent_text,
                error_messages={"required": _("Without your consent the form cannot be taken.")},
            )
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            if name == "email" or isinstance(field, forms.EmailField):
                field.widget.attrs.setdefault("autocomplete", "email")

    @property
    def questions(self):
        """The fields the editor has made."""
        return [self[name] for name in self.fields if name not in self.own_fields]

    @property
    def trap(self):
        return self[TRAP]

    @property
    def consent(self):
        return self[CONSENT] if CONSENT in self.fields else None

    @property
    def is_trapped(self):
        return bool(self.data.get(TRAP))


class SurveyBuilder(FormBuilder):
    """Makes the form of the editor's questions."""

    def get_form_class(self):
        return type("SurveyForm", (ReadersForm,), self.formfields)

    def create_multiline_field(self, field, options):
        return super().create_multiline_field(field, {**options, "max_length": 5000})


class SurveyPageForm(WagtailAdminFormPageForm, CouncilPageForm):
    """A survey that asks for somebody's address says to what they agree."""

    def clean(self):
        data = super().clean()
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("The last day is before the first."))
        formset = self.formsets.get("form_fields")
        asked = [form.cleaned_data for form in formset.forms if form.is_valid()] if formset else []
        personal = any(row.get("field_type") in PERSONAL for row in asked if not row.get("DELETE"))
        if personal and not (data.get("consent_text") or "").strip() and not self.is_deferred_validation:
            self.add_error("consent_text", _("The form asks for an e-mail: write what its owner agrees to."))
        return data
