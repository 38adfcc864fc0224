"""The form over every board: what is asked, and the pills that say so."""

from __future__ import annotations

from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from control.boards.narrowing import Narrowing, councils_of
from control.forms import DayField
from control.models import ControlledItem
from registry.models import Body, Organisation, Party, Person

LONGEST_WORDS = 100


class NarrowingForm(forms.Form):
    """Which council, body, controller, act, organisation, kind of control, days and words."""

    q = forms.CharField(label=_("Words"), max_length=LONGEST_WORDS, required=False)
    council = forms.ModelChoiceField(Organisation.objects.none(), label=_("Council"), required=False)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"), required=False)
    controller = forms.ModelChoiceField(Person.objects.none(), label=_("Controller"), required=False)
    control_type = forms.ChoiceField(
        label=_("Type of control"),
        choices=[("", "---------"), *ControlledItem.ControlType.choices],
        required=False,
    )
    since = DayField(label=_("Due from"), required=False)
    until = DayField(label=_("Due to"), required=False)
    # Chosen by a link, not from a list of thousands.
    source = forms.ModelChoiceField(Page.objects.all(), required=False, widget=forms.HiddenInput)
    item = forms.ModelChoiceField(ControlledItem.objects.none(), required=False, widget=forms.HiddenInput)
    organisation = forms.ModelChoiceField(Party.objects.all(), required=False, widget=forms.HiddenInput)
    answers = forms.ModelChoiceField(Person.objects.all(), required=False, widget=forms.HiddenInput)

    def __init__(self, data, user, right="read_control"):
        super().__init__(data)
        self.user, self.councils = user, councils_of(user, right)
        items = ControlledItem.objects.order_by()
        if self.councils is not None:
            items = items.filter(council__in=self.councils)
        for name, model in (("council", Organisation), ("body", Body), ("controller", Person)):
            named = items.filter(**{name: OuterRef("pk")})
            self.fields[name].queryset = model.objects.filter(Exists(named))
        self.fields["item"].queryset = items
        self._narrowings = {}

    @property
    def chosen(self) -> dict:
        """What was asked and understood; what was not is left out, and its field says why."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrowing(self, councils=False) -> Narrowing:
        """What is asked, within the councils of the account, or within others given."""
        border = self.councils if councils is False else councils
        if border not in self._narrowings:
            keys = {name: getattr(value, "pk", value) for name, value in self.chosen.items()}
            self._narrowings[border] = Narrowing(border, **keys)
        return self._narrowings[border]

    def pills(self, query) -> list[dict]:
        """Each choice with the address that takes it back; ``query`` is the address as it stands."""
        shown = []
        for name, value in self.chosen.items():
            rest = query.copy()
            rest.pop(name, None)
            rest.pop("page", None)
            shown.append({"label": self._label(name), "value": self._words(name, value), "url": f"?{rest.urlencode()}"})
        return shown

    def _label(self, name):
        return {
            "source": _("Act or plan"),
            "item": _("Point"),
            "organisation": _("Organisation"),
            "answers": _("Answers"),
        }.get(name, self.fields[name].label)

    def _words(self, name, value):
        if name in ("since", "until"):
            return f"{value:%d.%m.%Y}"
        if name == "control_type":
            return ControlledItem.ControlType(value).label
        return str(value)
