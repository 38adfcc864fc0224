"""One step over the chosen cards: what would happen, and then what has happened."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from control.batch import ACTIONS, MOST, Orders, perform, preview
from control.boards.asking import NarrowingForm
from control.boards.board import Board
from control.boards.narrowing import councils_of
from control.forms import DayField
from control.models import Assignment
from control.views.board import BoardDoor
from registry.access import RegistryAccess


class DateForm(forms.Form):
    """A day of control for cards whose words name none."""

    due = DayField(label=gettext_lazy("Day of control"))
    basis = forms.CharField(label=gettext_lazy("Why"), max_length=500, required=False)

    def clean_due(self):
        if self.cleaned_data["due"] < timezone.localdate():
            raise forms.ValidationError(_("The day of control has passed."))
        return self.cleaned_data["due"]


class CloseForm(forms.Form):
    """On what ground cards are closed without a report."""

    result = forms.ChoiceField(label=gettext_lazy("Result"), choices=Assignment.Result.choices)
    basis = forms.CharField(
        label=gettext_lazy("On what ground"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write on what ground the cards are closed.")},
    )


class ExtendForm(forms.Form):
    """One later day for all, or the day each has asked for."""

    due = DayField(
        label=gettext_lazy("To one day for all"),
        help_text=gettext_lazy("Empty: each to the day it has asked for."),
        required=False,
    )
    basis = forms.CharField(label=gettext_lazy("Remark"), max_length=500, required=False)

    def clean_due(self):
        due = self.cleaned_data["due"]
        if due and due < timezone.localdate():
            raise forms.ValidationError(_("The new day has passed."))
        return due


class CancelForm(forms.Form):
    """Why nothing is asked any more."""

    basis = forms.CharField(
        label=gettext_lazy("On what ground"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write on what ground the cards are cancelled.")},
    )


FORMS = {"date": DateForm, "close": CloseForm, "extend": ExtendForm, "cancel": CancelForm}


class BulkView(BoardDoor, TemplateView):
    """First the list of what would be done and what passed over; the same address does it."""

    template_name = "control/bulk/preview.html"
    http_method_names = ["post", "options"]

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("control"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def action(self):
        given = self.request.POST.get("action", "")
        return given if given in ACTIONS else ""

    def get_page_title(self):
        return _titles().get(self.action, _("Cards chosen"))

    @cached_property
    def query(self):
        """The board as it stood, which says what the chosen points hold and where to come back to."""
        return QueryDict(self.request.POST.get("query", "")[:2000])

    @property
    def board_url(self):
        query = self.query.urlencode()
        return reverse("control_board") + (f"?{query}" if query else "")

    def post(self, request, *args, **kwargs):
        cards = self.chosen_cards()
        if not self.action or not cards:
            messages.warning(request, _("Choose at least one card, then what is to be done."))
            return HttpResponseRedirect(self.board_url)
        form_class = FORMS.get(self.action)
        if "do" not in request.POST:
            return self.show(cards, form_class() if form_class else None)
        form = form_class(request.POST) if form_class else None
        if form is not None and not form.is_valid():
            return self.show(cards, form, status=422)
        orders = Orders(**(form.cleaned_data if form else {}), seen=self.decided_on())
        return self.show_done(perform(self.action, cards, request.user, orders))

    def chosen_cards(self):
        """The cards marked one by one, and those of the marked points or organisations in the list as it stood."""
        cards = self.numbers("card")
        points, organisations = self.numbers("item"), self.numbers("organisation")
        if points or organisations:
            form = NarrowingForm(self.query, self.request.user)
            own = councils_of(self.request.user, "control")
            board = Board(form.narrowing(), self.day, form.narrowing(own))
            view = self.query.get("view", "")
            listed = board.cards(view if view in Board.VIEWS else Board.VIEWS[0])
            if points:
                listed = listed.filter(item__in=points)
            if organisations:
                listed = listed.filter(assignee__in=organisations)
            cards += listed.values_list("pk", flat=True)[: MOST + 1]
        return list(dict.fromkeys(cards))

    def numbers(self, name):
        given = self.request.POST.getlist(name)[: MOST + 1]
        return [int(each) for each in given if each.isdecimal() and len(each) < 16]

    def decided_on(self):
        """Which report or request stood on the screen beside which card: «card-report»."""
        seen = {}
        for pair in self.request.POST.getlist("seen")[:MOST]:
            card, _dash, decided = pair.partition("-")
            if card.isdecimal() and decided.isdecimal() and len(pair) < 32:
                seen[int(card)] = int(decided)
        return seen

    def show(self, cards, form, status=200):
        steps = preview(self.action, cards, self.request.user)
        return self.render_to_response(self.get_context_data(steps=steps, form=form, chosen=len(cards)), status=status)

    def show_done(self, steps):
        done = [step for step in steps if not step.refusal]
        if done:
            said = ngettext("Done for %(number)d card.", "Done for %(number)d cards.", len(done))
            messages.success(self.request, said % {"number": len(done)})
        return self.render_to_response(self.get_context_data(steps=steps, form=None, chosen=len(steps), is_done=True))

    def get_context_data(self, steps, chosen, **kwargs):
        return super().get_context_data(
            action=self.action,
            todo=[step for step in steps if not step.refusal],
            skipped=[step for step in steps if step.refusal],
            too_many=max(chosen - MOST, 0),
            most=MOST,
            board_url=self.board_url,
            query=self.query.urlencode(),
            button=_buttons()[self.action],
            consequence=_consequences()[self.action],
            **kwargs,
        )


def _titles():
    return {
        "accept": _("Accept reports"),
        "extend": _("Extend as asked"),
        "date": _("Set a day of control"),
        "remind": _("Remind"),
        "close": _("Close on another ground"),
        "cancel": _("Cancel cards"),
    }


def _buttons():
    return {
        "accept": _("Accept"),
        "extend": _("Extend"),
        "date": _("Set the day"),
        "remind": _("Send"),
        "close": _("Close"),
        "cancel": _("Cancel the cards"),
    }


def _consequences():
    return {
        "accept": _("Each assignee gets the same letter as when a single report is accepted."),
        "extend": _("The earlier day stays on the card. Each assignee gets a letter."),
        "date": _("The words of the act stay as they are. No letters go out."),
        "remind": _("Whoever answers for a card gets a letter with the way to report on it."),
        "close": _("The ground stands on every card. No letters go out."),
        "cancel": _("Nothing more is asked and the days no longer count. The ground stands on every card."),
    }
