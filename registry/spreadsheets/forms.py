"""The form with which a spreadsheet is handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.models import SpreadsheetImport
from registry.spreadsheets.reading import MAX_BYTES


class UploadForm(forms.ModelForm):
    """A file, what is in it, and the council it belongs to."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("XLSX or CSV, up to 20 MB and 100,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": _("The file is empty.")},
    )
    # Set by the script that will start the check itself and show how far it is.
    watched = forms.BooleanField(required=False, widget=forms.HiddenInput())

    class Meta:
        model = SpreadsheetImport
        fields = ["organisation", "kind"]
        widgets = {"kind": forms.RadioSelect}

    def __init__(self, *args, councils, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        council = self.fields["organisation"]
        council.queryset, council.empty_label = councils, None
        self.fields["kind"].choices = SpreadsheetImport.Kind.choices
        self.fields["kind"].initial = SpreadsheetImport.Kind.ORGANISATIONS
        first = list(councils[:2])
        if len(first) == 1:
            council.initial, council.widget = first[0].pk, forms.HiddenInput()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 20 MB: divide it into several."))
        return file

    def save(self, commit=True):
        file = self.cleaned_data["file"]
        self.instance.file_name = file.name[-255:]
        self.instance.content = file.read()
        self.instance.uploaded_by = self.user
        return super().save(commit)
