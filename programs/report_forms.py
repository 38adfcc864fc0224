"""The form of a report on execution: what was done about each point, and what is proposed."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from control.forms import NativeDayField
from programs.reporting.rows import Proposal

MOST_ROWS = 2_000
LONGEST = 20_000


class ReportRowForm(forms.Form):
    """One point: its words, the proposal, the day of an extension."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    done = forms.CharField(
        label=gettext_lazy("What was done"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "ru"}),
    )
    proposal = forms.ChoiceField(label=gettext_lazy("Proposal"), choices=Proposal.choices)
    until = NativeDayField(label=gettext_lazy("Up to what day"), required=False)

    def __init__(self, *args, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.row = row
        if row:
            self.fields["done"].label = _("What was done, point %(label)s") % {"label": row.number}
            self.fields["proposal"].label = _("Proposal, point %(label)s") % {"label": row.number}
            self.fields["until"].label = _("Up to what day, point %(label)s") % {"label": row.number}


class ReportForm(forms.Form):
    """The words over the table and under it."""

    introduction = forms.CharField(
        label=gettext_lazy("Introduction"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
        help_text=gettext_lazy("One paragraph a line"),
    )
    unresolved = forms.CharField(
        label=gettext_lazy("Tasks that remain"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ru"}),
        help_text=gettext_lazy("One a line"),
    )


class _Rows(forms.BaseFormSet):
    def __init__(self, *args, rows=(), **kwargs):
        self.report_rows = list(rows)
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index):
        row = self.report_rows[index] if index is not None and index < len(self.report_rows) else None
        return {**super().get_form_kwargs(index), "row": row}


RowFormSet = forms.formset_factory(
    ReportRowForm, formset=_Rows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
)


class WholeForm:
    """The texts and the rows of one report together."""

    def __init__(self, draft, data=None):
        rows = draft.table
        self.texts = ReportForm(data, initial={"introduction": draft.introduction, "unresolved": draft.unresolved})
        self.rows = RowFormSet(
            data,
            prefix="row",
            rows=rows,
            initial=[
                {"item": row.item, "done": row.done, "proposal": row.proposal, "until": row.until_day} for row in rows
            ],
        )

    def is_valid(self):
        return all([self.texts.is_valid(), self.rows.is_valid()])

    @property
    def written(self) -> dict:
        """What was written about each item."""
        return {form.cleaned_data["item"]: form.cleaned_data for form in self.rows if form.cleaned_data}
