"""The fields in which an author writes a deadline, sees how it is read and puts the reading right."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from control.deadline_correcting import NotADate, dates_written


class DeadlineBlock(blocks.FieldBlock):
    """A deadline in the author's words; the admin shows its dates beside it while he types."""

    def __init__(self, required=True, help_text=None, max_length=500, **kwargs):
        self.field = forms.CharField(
            required=required,
            help_text=help_text,
            max_length=max_length,
            widget=forms.TextInput(attrs={"data-deadline-words": ""}),
        )
        super().__init__(**kwargs)


class DatesField(forms.CharField):
    """Days printed with commas, or a dash that says there is none."""

    def clean(self, value):
        words = super().clean(value)
        try:
            days = dates_written(words)
        except NotADate as error:
            message = _("“%(words)s” is not a date. Write days with commas, like 31.03.2026, 30.06.2026.")
            raise ValidationError(message, params={"words": str(error)}) from None
        return words if not days else ", ".join(f"{day:%d.%m.%Y}" for day in days)


class DeadlineDatesBlock(blocks.FieldBlock):
    """The days of a deadline whose words are read wrongly; empty where the reading holds."""

    def __init__(self, **kwargs):
        self.field = DatesField(
            required=False,
            max_length=800,
            help_text=_(
                "Only where the reading is wrong: days with commas, like 31.03.2026, 30.06.2026; – for no date."
            ),
            widget=forms.TextInput(attrs={"data-deadline-dates": "", "autocomplete": "off"}),
        )
        super().__init__(required=False, **kwargs)
