"""The field in which an author writes a deadline and sees how it is read."""

from django import forms
from wagtail import blocks


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
