"""What is typed about a card: a report, a request for a later day, the controller's answers."""

import datetime
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from control.models import Assignment, ControlledItem, Rewording
from control.refusal import Refused
from control.report_files import ACCEPT, MAX_FILES, MAX_SIZE, MEDIA_TYPES, check_file
from registry.access import RegistryAccess
from registry.choosers import person_chooser
from registry.models import Person

LONGEST = 20_000


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class ReportFilesField(forms.FileField):
    """Several files; those that cannot be kept are named, and the others are not lost for it."""

    widget = FilesInput(attrs={"multiple": True, "accept": ACCEPT})

    def clean(self, data, initial=None):
        uploads = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if len(uploads) > MAX_FILES:
            raise ValidationError(_("No more than %(count)d files go with one report.") % {"count": MAX_FILES})
        kept, refusals = [], []
        for upload in uploads:
            try:
                check_file(upload)
                kept.append(upload)
            except Refused as refusal:
                refusals.append(str(refusal))
        # Whoever keeps the files looks here even when some were refused.
        self.kept = kept
        if refusals:
            raise ValidationError(refusals)
        return kept


class FigureField(forms.DecimalField):
    """A number as people write it: «1 200», «5,5 %»."""

    def to_python(self, value):
        if isinstance(value, str):
            value = "".join(value.replace(",", ".").replace("%", "").split())
        if value in self.empty_values:
            return None
        try:
            number = Decimal(value)
        except InvalidOperation as error:
            raise ValidationError(self.error_messages["invalid"]) from error
        if not number.is_finite():
            raise ValidationError(self.error_messages["invalid"])
        return number


class NativeDayField(forms.DateField):
    """A day in the browser's own field: on a telephone, and in a table with hundreds of them."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs):
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], **kwargs)


class DayField(NativeDayField):
    """A day as every screen of the secretariat asks for it; the page must carry the form's ``media``."""

    widget = AdminDateInput

    def prepare_value(self, value):
        # Addresses carry days as a machine writes them; a person reads them as everywhere else.
        if isinstance(value, str):
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                return value
        return value


class ReportForm(forms.Form):
    """What was done, a figure where one is asked for, files; who says so where the link does not know it."""

    text = forms.CharField(
        label=gettext_lazy("What was done"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write at least one sentence about what was done.")},
    )
    figure = FigureField(
        label=gettext_lazy("Figure"),
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Write the figure: the point asks for one."),
            "invalid": gettext_lazy("Write a number, for example 120 or 5,5."),
        },
    )
    signed_as = forms.CharField(
        label=gettext_lazy("Who reports: name and position"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write who reports: name and position.")},
    )
    files = ReportFilesField(
        label=gettext_lazy("Files"),
        required=False,
        help_text=format_lazy(
            gettext_lazy("{kinds}; up to {size} each, {most} at most"),
            kinds=", ".join(kind.upper() for kind in MEDIA_TYPES),
            size=lazy(filesizeformat, str)(MAX_SIZE),
            most=MAX_FILES,
        ),
    )

    def __init__(self, *args, card: Assignment, names_reporter=False, interim=False, draft=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not names_reporter:
            del self.fields["signed_as"]
        if not card.item.figure_words:
            del self.fields["figure"]
        elif interim:
            self.fields["figure"].required = False
        if draft:
            for field in self.fields.values():
                field.required = False

    @property
    def kept_files(self):
        """The files that can be kept, whatever became of the others."""
        return getattr(self.fields["files"], "kept", [])


class ExtensionForm(forms.Form):
    """A later day, and why."""

    new_due = NativeDayField(
        label=gettext_lazy("New deadline"),
        error_messages={
            "required": gettext_lazy("Choose the new day."),
            "invalid": gettext_lazy("There is no such day."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )
    signed_as = forms.CharField(
        label=gettext_lazy("Who asks: name and position"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Write who asks: name and position.")},
    )

    def __init__(self, *args, names_reporter=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not names_reporter:
            del self.fields["signed_as"]


class DecisionForm(forms.Form):
    """The answer to a report: accepted, or returned with what is to be mended; which report was read comes along."""

    report = forms.IntegerField(widget=forms.HiddenInput())
    remark = forms.CharField(label=gettext_lazy("Remark"), required=False, max_length=2000)

    def __init__(self, *args, returns=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["remark"].required = returns
        self.fields["remark"].error_messages["required"] = _("Write what is to be mended.")


class ClosingForm(forms.Form):
    """Closing without a report: what came of it, and on what ground."""

    result = forms.ChoiceField(label=gettext_lazy("What came of it"), choices=Assignment.Result.choices)
    basis = forms.CharField(
        label=gettext_lazy("On what ground"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: letter No. 14 of 12.02.2026; act of the Presidium No. 14-5."),
        error_messages={"required": gettext_lazy("Write on what ground the card is closed.")},
    )


class CancellingForm(forms.Form):
    """Why nothing is asked any more."""

    ground = forms.CharField(
        label=gettext_lazy("Why nothing is asked any more"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: the organisation has been dissolved; given to another one."),
        error_messages={"required": gettext_lazy("Write why nothing is asked any more.")},
    )


class EntrustingForm(forms.Form):
    """Who answers for the card, who watches over its point, and how."""

    answers = forms.ModelChoiceField(
        Person.objects.all(),
        label=gettext_lazy("Who answers for this card"),
        required=False,
        widget=person_chooser.widget_class,
        help_text=gettext_lazy("Empty: whoever heads the assignee."),
    )
    controller = forms.ModelChoiceField(
        Person.objects.all(),
        label=gettext_lazy("Controller of the whole point"),
        required=False,
        widget=person_chooser.widget_class,
    )
    control_type = forms.ChoiceField(label=gettext_lazy("Type of control"), choices=ControlledItem.ControlType.choices)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = RegistryAccess.of(user).limit_choices(Person.objects.all())
        self.fields["answers"].queryset = self.fields["controller"].queryset = people


class ExtensionDecisionForm(forms.Form):
    """The day given, and a word to whoever asked; a refusal needs the word."""

    extension = forms.IntegerField(widget=forms.HiddenInput())
    due = DayField(
        label=gettext_lazy("Extend to"),
        required=False,
        error_messages={"invalid": gettext_lazy("There is no such day.")},
    )
    answer = forms.CharField(label=gettext_lazy("Remark"), required=False, max_length=2000)

    def __init__(self, *args, refuses=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].required = refuses
        self.fields["answer"].error_messages["required"] = _("Write why the day stays.")


class ControlDateForm(forms.Form):
    """A day of control for a point whose words name none."""

    day = DayField(
        label=gettext_lazy("Day of control"),
        error_messages={
            "required": gettext_lazy("Choose the day."),
            "invalid": gettext_lazy("There is no such day."),
        },
    )
    why = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=500)


class NoteForm(forms.Form):
    """A line of the card's history: a call, an agreement by word of mouth."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For example: the chair has called, the list will come on Friday."),
        error_messages={"required": gettext_lazy("Write the note.")},
    )


class ReopeningForm(forms.Form):
    """Why a closed card is taken back on control."""

    cause = forms.CharField(
        label=gettext_lazy("Why it is taken back on control"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write why the card is taken back on control.")},
    )


class RewordingForm(forms.Form):
    """What a new wording of the point means for its cards."""

    rewording = forms.IntegerField(widget=forms.HiddenInput())
    decision = forms.ChoiceField(
        label=gettext_lazy("What follows for the cards of this point"),
        choices=Rewording.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what follows."),
            "invalid_choice": gettext_lazy("Choose what follows."),
        },
    )
