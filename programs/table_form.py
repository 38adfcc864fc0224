"""The table of a plan as a form: a row each, which works without a script as well."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from control.blocks import DatesField
from programs.blocks import CELLS, RowKind

MOST_ROWS = 2_000
EMPTY_ROWS = 3


class RowForm(forms.Form):
    """One row; an empty one is nobody's mistake and is left out."""

    item_id = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind of row"), choices=RowKind.choices, required=False)
    label = forms.CharField(label=_("№"), required=False, max_length=20)
    text = forms.CharField(label=_("Measure"), required=False, max_length=5000, widget=forms.Textarea({"rows": 1}))
    deadline = forms.CharField(label=_("Deadline"), required=False, max_length=500, widget=forms.Textarea({"rows": 1}))
    deadline_dates = DatesField(label=_("Days of the deadline"), required=False, max_length=800, widget=forms.TextInput)
    responsible = forms.CharField(
        label=_("Responsible"), required=False, max_length=2000, widget=forms.Textarea({"rows": 1})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A pasted or scripted row may come without its kind: it is a measure.
        self.fields["kind"].initial = RowKind.MEASURE

    def clean_item_id(self):
        """The stable id of a row, or nothing where what came is no id at all."""
        try:
            return str(UUID(self.cleaned_data["item_id"]))
        except ValueError:
            return ""

    def clean(self):
        data = super().clean()
        said = [name for name in ("label", "text", "deadline", "responsible") if data.get(name)]
        if said and not data.get("text") and not self.errors:
            section = data.get("kind") == RowKind.SECTION
            self.add_error("text", _("Write the name of the section.") if section else _("Write what is to be done."))
        return data

    @property
    def is_section(self):
        return self["kind"].value() == RowKind.SECTION

    @property
    def said(self):
        """What the row says, ready for the stream; nothing for an empty row."""
        data = self.cleaned_data
        if not data.get("text"):
            return None
        kind = data.get("kind") or RowKind.MEASURE
        section = kind == RowKind.SECTION
        return {
            "kind": kind,
            "label": data["label"],
            "text": data["text"],
            "deadline": "" if section else " ".join(data["deadline"].split()),
            "deadline_dates": "" if section else data["deadline_dates"],
            "responsible": "" if section else data["responsible"],
        }


class TableFormSet(
    forms.formset_factory(
        RowForm,
        extra=EMPTY_ROWS,
        can_delete=True,
        can_order=True,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        validate_max=True,
    )
):
    """The rows in the order the author has put them."""

    def stream(self, known_ids):
        """The rows as a stream; a row keeps its id if the plan knows it, once, and gets a new one otherwise."""
        left, rows = set(known_ids), []
        for form in self.ordered_forms:
            said = form.said
            if said is None:
                continue
            item_id = form.cleaned_data["item_id"]
            if item_id in left:
                left.discard(item_id)
            else:
                item_id = str(uuid4())
            rows.append({"type": "row", "value": said, "id": item_id})
        return rows

    @property
    def ordered_forms(self):
        """Those that stay, by the number in their order field; rows without one come last, as they stand."""
        kept = [form for form in self.forms if form not in self.deleted_forms]
        place = {form: form.cleaned_data.get("ORDER") for form in kept}
        return sorted(kept, key=lambda form: (place[form] is None, place[form] or 0))


def initial_rows(plan):
    """What the form shows of a stored plan."""
    return [
        {
            "item_id": str(block.id),
            **{name: block.value.get(name) or "" for name in CELLS},
        }
        for block in plan.measures
    ]
