"""The forms with which a secretary corrects what was read from a file."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from control.forms import DayField
from documents.interchange import CouncilDocument, DeadlineReading
from documents.source import UnreadableDocument
from programs.importing import MAX_BYTES, read_bytes, walk
from resolutions.blocks import ItemClass
from resolutions.models.status import PRINTED_TYPES, DocumentType
from resolutions.numbering import normalise_number


class UploadForm(forms.Form):
    """A file to read and the council it belongs to."""

    council = forms.ModelChoiceField(queryset=None, label=_("Council"), empty_label=None)
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".docx,.txt", "data-drop-file": ""}),
        error_messages={"empty": _("The file is empty.")},
    )

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils
        self.fields["council"].label_from_instance = lambda page: page.get_parent().title
        if councils.count() == 1:
            self.fields["council"].initial = councils.first()
            self.fields["council"].widget = forms.HiddenInput()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 50 MB."))
        try:
            self.source, self.document = read_bytes(file.name, file.read())
        except UnreadableDocument as error:
            raise forms.ValidationError("%(name)s: %(reason)s", params={"name": file.name, "reason": error}) from error
        return file


class RequisitesForm(forms.Form):
    """The header of an act as it was read."""

    superior = forms.CharField(label=_("Superior organisation"), required=False, max_length=500)
    issuer = forms.CharField(
        label=_("Issuer"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    body = forms.CharField(label=_("Body"), required=False, max_length=200)
    type_name = forms.ChoiceField(label=_("Type"), choices=DocumentType.choices)
    number = forms.CharField(label=_("Number"), required=False, max_length=50)
    date = DayField(label=_("Date"), required=False)
    place = forms.CharField(label=_("Place"), required=False, max_length=120)
    title = forms.CharField(label=_("Title"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def correct(self, document: CouncilDocument):
        """Put the secretary's corrections in place of what was read."""
        data = self.cleaned_data
        for name in ("superior", "issuer", "body", "place", "title"):
            setattr(document, name, data[name] or None)
        document.type_name = PRINTED_TYPES[data["type_name"]]
        document.number = {"raw": data["number"], "norm": normalise_number(data["number"])} if data["number"] else None
        document.date = data["date"].isoformat() if data["date"] else None


class ItemForm(forms.Form):
    """One operative item: its number, class, addressees and deadline; its text is corrected in the editor."""

    label = forms.CharField(label=_("№"), required=False, max_length=20)
    item_class = forms.ChoiceField(label=_("Class"), choices=ItemClass.choices)
    addressees = forms.CharField(
        label=_("To whom"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    deadline = forms.CharField(
        label=_("Deadline"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"data-deadline-words": ""}),
    )

    def correct(self, item):
        data = self.cleaned_data
        item.label = data["label"]
        item.item_class = data["item_class"]
        item.addressees = [line.strip() for line in data["addressees"].splitlines() if line.strip()]
        if data["deadline"] != (item.deadline.raw if item.deadline else ""):
            item.deadline = DeadlineReading(raw=data["deadline"], kind="") if data["deadline"] else None


class SignatoryForm(forms.Form):
    """Who signs."""

    position = forms.CharField(label=_("Position"), required=False, max_length=500)
    name = forms.CharField(label=_("Initials and surname"), required=False, max_length=200)


def _inherited(items, above=""):
    """For every point, top to bottom, the addressees it takes over from the point above it."""
    for item in items:
        yield above
        own = ", ".join(item.addressees) or above
        yield from _inherited(
            item.items, gettext("from point %(label)s: %(whom)s") % {"label": item.label, "whom": own} if own else ""
        )


ItemFormSet = forms.formset_factory(ItemForm, extra=0, absolute_max=5000, max_num=5000)
SignatoryFormSet = forms.formset_factory(SignatoryForm, extra=0)


class ReviewForm:
    """All forms of the review screen together: requisites, points and signatories of one read act."""

    def __init__(self, document: CouncilDocument, type_choice: str, data=None):
        self.document = document
        self.items = list(walk(document.items))
        self.requisites = RequisitesForm(
            data,
            initial={
                "superior": document.superior,
                "issuer": document.issuer,
                "body": document.body,
                "type_name": type_choice,
                "number": (document.number or {}).get("raw", ""),
                "date": document.date,
                "place": document.place,
                "title": document.title,
            },
        )
        self.points = ItemFormSet(
            data,
            prefix="item",
            initial=[
                {
                    "label": item.label,
                    "item_class": item.item_class,
                    "addressees": "\n".join(item.addressees),
                    "deadline": item.deadline.raw if item.deadline else "",
                }
                for item in self.items
            ],
        )
        for form, above in zip(self.points.forms, _inherited(document.items), strict=False):
            form.fields["addressees"].widget.attrs["placeholder"] = above
        signatories = document.signatories or [{"position": "", "name": ""}]
        self.signatories = SignatoryFormSet(data, prefix="signatory", initial=signatories)

    def is_valid(self):
        complete = len(self.points.forms) == len(self.items)
        return all([self.requisites.is_valid(), self.points.is_valid(), self.signatories.is_valid(), complete])

    def corrected(self) -> CouncilDocument:
        """The document with everything the secretary changed."""
        self.requisites.correct(self.document)
        for item, form in zip(self.items, self.points.forms, strict=True):
            form.correct(item)
        self.document.signatories = [
            {"position": form.cleaned_data["position"], "name": form.cleaned_data["name"]}
            for form in self.signatories.forms
            if form.cleaned_data.get("position") or form.cleaned_data.get("name")
        ]
        return self.document

    @property
    def error_summary(self):
        return gettext("Correct the marked fields: nothing has been created yet.")
