"""The act before the register: what number it gets, what stands in the way, what will happen, one button."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from control.access import may_control, may_see
from control.boards.unsent import unsent_of
from control.models import ControlledItem, ControlOpening
from control.refusal import Refused
from resolutions.adopting import adopt_on_paper, put_before_the_chair
from resolutions.amending.finalising import finalise
from resolutions.blocks import ItemClass
from resolutions.cards_ahead import cards_ahead
from resolutions.consistency import findings
from resolutions.items import operative_items
from resolutions.models import Adoption, Registration, ReservedNumber, ResolutionPage, Status
from resolutions.models.status import WITHOUT_VOTE
from resolutions.moving_control import moves_ahead, moves_made
from resolutions.registration import Entry, NumberChanged, publish, register

# Which screen an act of this status gets; of any other one the screen only says what it waits for.
SCREENS = {
    Status.APPROVED: "resolutions/registration/adopt.html",
    Status.FINALISING: "resolutions/registration/finish.html",
    Status.SIGNED: "resolutions/registration/register.html",
    Status.REGISTERED: "resolutions/registration/registered.html",
}

# The button that leads here from the act's page.
NEXT_STEPS = {
    Status.APPROVED: gettext_lazy("Already adopted…"),
    Status.FINALISING: gettext_lazy("Finished…"),
    Status.SIGNED: gettext_lazy("Register…"),
    Status.REGISTERED: gettext_lazy("In the register"),
}


def official_pdf(request, pk):
    """The official file of a registered act for the people of its council, on the site or not yet."""
    act = get_object_or_404(ResolutionPage.objects.registered().select_related("official_file"), pk=pk)
    if not act.may(request.user, "read_drafts"):
        raise PermissionDenied
    return act.serve_official_file(request)


def entry(request, pk):
    """From a row of the journal: the secretary to the screen of registration, others to the paper."""
    act = get_object_or_404(ResolutionPage.objects.registered(), pk=pk)
    if act.may(request.user, "register"):
        return redirect("resolutions_register", pk)
    return redirect("resolutions_registered_pdf", pk)


class PaperForm(forms.Form):
    """What an act adopted on paper bears, and what proves it."""

    number = forms.CharField(label=gettext_lazy("Number on the paper"), max_length=50)
    adopted_on = forms.DateField(label=gettext_lazy("Date on the paper"), widget=AdminDateInput)
    words = forms.CharField(
        label=gettext_lazy("What proves it"),
        max_length=300,
        help_text=gettext_lazy("For example: minutes No. 3 of 12.02.2024"),
    )

    def clean_adopted_on(self):
        day = self.cleaned_data["adopted_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class RegisterView(WagtailAdminTemplateMixin, TemplateView):
    """From the adopted text to the register and to the site, one step at a time."""

    page_title = gettext_lazy("Registration")
    header_icon = "lock"
    _show_breadcrumbs = True
    form = None

    def dispatch(self, request, *args, **kwargs):
        if not self.act.may(request.user, "register"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def act(self):
        return get_object_or_404(ResolutionPage, pk=self.kwargs["pk"])

    def get_template_names(self):
        return [SCREENS.get(self.act.status, "resolutions/registration/too_early.html")]

    def get_page_subtitle(self):
        return self.act.draft_title

    def get_breadcrumbs_items(self):
        log = {"url": reverse("resolutions_register_log"), "label": _("Journal of registration")}
        return [*super().get_breadcrumbs_items(), log, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(act=self.act, **self._about_status(), **kwargs)

    def _about_status(self):
        if self.act.status == Status.SIGNED:
            return self._about_entry()
        if self.act.status == Status.REGISTERED:
            return {"registration": Registration.objects.for_listing().get(act=self.act), **self._about_control()}
        text = self.act.get_latest_revision_as_object()
        if self.act.status == Status.APPROVED:
            return {
                "text": text,
                "is_directive": text.document_type in WITHOUT_VOTE,
                "form": self.form or PaperForm(initial={"number": text.number, "adopted_on": text.adopted_on}),
            }
        return {"text": text, "adoption": Adoption.objects.select_related("returned_by").filter(act=self.act).first()}

    def _about_control(self):
        """The cards the registration has opened, and what none could be opened for."""
        opening = ControlOpening.objects.filter(source=self.act).first()
        items = list(ControlledItem.objects.of(self.act).select_related("council")) if opening else []
        by_label = {item.label: item for item in items}
        seen = bool(items) and may_see(self.request.user, items[0])
        return {
            "opening": opening,
            "moves": moves_made(self.act),
            "unsent": unsent_of(self.act) if seen else None,
            "unsent_query": f"source={self.act.pk}",
            "sees_control": seen,
            "controls": seen and may_control(self.request.user, items[0]),
            "doubts": [(by_label.get(label), doubt) for label, doubt in (opening.doubts if opening else ())],
            "council": self.act.council_organisation,
        }

    def _about_entry(self):
        """What the register would hold, and what stands in the way of it."""
        typed, refusal = self.request.POST.get("number") or self.request.GET.get("number") or "", ""
        try:
            entry = Entry.of(self.act, typed)
        except Refused as error:
            refusal = str(error)
            try:
                entry = Entry.of(self.act) if typed else None
            except Refused:
                entry = None
            typed = ""
        if entry is None:
            return {"refusal": refusal, "text": self.act.get_latest_revision_as_object(), "entry": None}
        entry.number_the_text()
        found = findings(entry.text)
        instructions = [item for item in entry.text.operative_items if item.item_class == ItemClass.INSTRUCTION]
        day = entry.adoption.adopted_on
        ahead = cards_ahead(operative_items(entry.text.items, day), self.act.council_organisation, day)
        ahead_of = {each.point.id: each for each in ahead.points}
        voting = entry.adoption.voting
        return {
            "entry": entry,
            "text": entry.text,
            "typed": typed,
            "number_refusal": refusal,
            "taken": entry.rule.latest_numbers(),
            "reserved": ReservedNumber.objects.waiting().of_series(entry.rule),
            "reservation": entry.rule.reservation_of(entry.number.printed),
            "voting": voting,
            "finished_after_vote": voting and voting.text_sha256 != entry.adoption.text_sha256,
            "blocking": [finding for finding in found if finding.is_blocking],
            "warnings": [finding for finding in found if not finding.is_blocking],
            "instructions": [(item, ahead_of.get(item.id)) for item in instructions],
            "others": len(entry.text.operative_items) - len(instructions),
            "ahead": ahead,
            "moves": moves_ahead(entry.text),
            "annexes": sum(bool(block.value.get("document")) for block in entry.text.annexes),
        }

    def post(self, request, *args, **kwargs):
        verbs = {
            "register": self._register,
            "publish": self._publish,
            "paper": self._paper,
            "chair": self._chair,
            "finish": self._finish,
        }
        verb = verbs.get(request.POST.get("action"))
        try:
            if verb and verb():
                return redirect(request.path)
        except NumberChanged as refusal:
            # The number in the address bar, if there was one, is not wanted any more.
            messages.warning(request, str(refusal))
        except Refused as refusal:
            messages.error(request, str(refusal))
        self.__dict__.pop("act", None)
        return self.render_to_response(self.get_context_data())

    def _register(self):
        data, user = self.request.POST, self.request.user
        registration = register(self.act, user, number=data.get("number", ""), expected=data.get("expected", ""))
        messages.success(self.request, _("Registered: %(entry)s.") % {"entry": registration})
        if data.get("publish"):
            self._publish()
        return True

    def _publish(self):
        publish(self.act, self.request.user)
        messages.success(self.request, _("The act is on the site."))
        return True

    def _paper(self):
        self.form = PaperForm(self.request.POST)
        if not self.form.is_valid():
            return False
        data = self.form.cleaned_data
        adopt_on_paper(self.act, data["words"], self.request.user, number=data["number"], adopted_on=data["adopted_on"])
        return True

    def _chair(self):
        put_before_the_chair(self.act, user=self.request.user)
        messages.success(self.request, _("The directive waits for the chair's signature."))
        return True

    def _finish(self):
        finalise(self.act, self.request.user)
        messages.success(self.request, _("The text waits for the chair's signature."))
        return True
