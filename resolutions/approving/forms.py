"""What an approver fills in: on the screen with files and points, by a link in three buttons."""

from pathlib import Path

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from resolutions.models.approval import WITH_REMARK, Opinion

MAX_FILES = 10
MAX_FILE_SIZE = 20 * 1024 * 1024

# The two buttons of whoever answers for the council where the route names nobody.
TWO_BUTTONS = {"approve": Opinion.AGREED, "reject": Opinion.NOT_AGREED}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files of the kinds and the size a council keeps."""

    widget = FilesInput

    def clean(self, data, initial=None):
        uploads = [upload for upload in (data if isinstance(data, list | tuple) else [data]) if upload]
        if len(uploads) > MAX_FILES:
            words = ngettext("No more than %(count)s file.", "No more than %(count)s files.", MAX_FILES)
            raise forms.ValidationError(words % {"count": MAX_FILES})
        for upload in uploads:
            self._check(super().clean(upload, initial))
        return uploads

    def _check(self, upload):
        extension = Path(upload.name).suffix.lstrip(".").lower()
        if extension not in settings.WAGTAILDOCS_EXTENSIONS:
            raise forms.ValidationError(
                _("“%(name)s” cannot be kept: send a file of one of these kinds: %(kinds)s.")
                % {"name": upload.name, "kinds": ", ".join(settings.WAGTAILDOCS_EXTENSIONS)}
            )
        if upload.size > MAX_FILE_SIZE:
            raise forms.ValidationError(
                _("“%(name)s” is too large: no more than %(size)s.")
                % {"name": upload.name, "size": filesizeformat(MAX_FILE_SIZE)}
            )


class LinkOpinionForm(forms.Form):
    """Three buttons and a remark, as a phone shows them; which text was read comes along."""

    revision = forms.IntegerField(widget=forms.HiddenInput())
    action = forms.ChoiceField(
        choices=[(Opinion(value).value, Opinion(value).label) for value in (Opinion.AGREED, *WITH_REMARK)],
        error_messages={
            "required": gettext_lazy("Choose one of the opinions."),
            "invalid_choice": gettext_lazy("Choose one of the opinions."),
        },
    )
    comment = forms.CharField(
        label=gettext_lazy("Remark"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )

    @property
    def opinion(self):
        action = self.cleaned_data["action"]
        return TWO_BUTTONS.get(action, action)

    def clean(self):
        data = super().clean()
        action = data.get("action")
        if TWO_BUTTONS.get(action, action) in WITH_REMARK and not data.get("comment", "").strip():
            self.add_error("comment", _("Write what to change."))
        return data


class OpinionForm(LinkOpinionForm):
    """All four opinions, a remark, files, and the points meant."""

    action = forms.ChoiceField(
        choices=[*Opinion.choices, *((name, name) for name in TWO_BUTTONS)],
        error_messages=LinkOpinionForm.base_fields["action"].error_messages,
    )
    points = forms.MultipleChoiceField(
        label=gettext_lazy("Only about these points"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Nothing marked: about the whole text. Otherwise you are asked again only if these change."
        ),
    )
    files = FilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=gettext_lazy("For example a conclusion or your own wording; they are kept with the sheet for ever."),
    )

    def __init__(self, *args, items=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["points"].choices = [
            (item.id, f"{item.printed_label} {Truncator(item.text).chars(90)}".strip()) for item in items
        ]
        self.fields["comment"].help_text = _(
            "Needed unless you simply agree or take note: which point, and what is wrong."
        )

    def clean(self):
        data = super().clean()
        # «Agreed» with a remark beside it is an agreement with remarks: nothing said may be lost.
        if data.get("action") in ("approve", Opinion.AGREED) and data.get("comment", "").strip():
            data["action"] = Opinion.AGREED_WITH_REMARKS
        return data
