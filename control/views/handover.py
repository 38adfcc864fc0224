"""Handing open cards over: who, to whom, as what; the list beforehand, the list to sign afterwards."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from control.handing_over import (
    AS_ANSWERING,
    AS_CONTROLLER,
    first_cards,
    hand_over,
    handover_pdf,
    handovers_seen,
    number_of,
)
from control.refusal import Refused
from control.views.board import BoardDoor
from documents.writers.pdf import MEDIA_TYPE
from registry.access import RegistryAccess
from registry.choosers import person_chooser
from registry.models import Person

SHOWN = 200
PAST = 20
ROLES = ((AS_CONTROLLER, gettext_lazy("as the controller")), (AS_ANSWERING, gettext_lazy("as the one who answers")))


class HandoverForm(forms.Form):
    """From whom, to whom, and as what the cards are held."""

    giver = forms.ModelChoiceField(
        Person.objects.all(), label=gettext_lazy("Who hands over"), widget=person_chooser.widget_class
    )
    taker = forms.ModelChoiceField(
        Person.objects.all(), label=gettext_lazy("Who takes over"), widget=person_chooser.widget_class
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Which cards"),
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple,
        initial=[AS_CONTROLLER, AS_ANSWERING],
        error_messages={"required": gettext_lazy("Choose what is handed over: control, answering, or both.")},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        people = RegistryAccess.of(user).limit_choices(Person.objects.all())
        self.fields["giver"].queryset = self.fields["taker"].queryset = people

    def clean(self):
        giver, taker = self.cleaned_data.get("giver"), self.cleaned_data.get("taker")
        if giver and giver == taker:
            self.add_error("taker", _("Choose another person: one cannot hand over to oneself."))


class HandoverView(BoardDoor, TemplateView):
    """GET with both names shows what would be handed over; POST hands it over."""

    template_name = "control/handover/handover.html"
    page_title = gettext_lazy("Handing cards over")
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("control"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self):
        given = (self.request.POST if self.request.method == "POST" else self.request.GET).copy()
        for name in ("giver", "taker"):
            key = given.get(name, "")
            # The chooser shows whomever it is given and takes no nonsense in an address.
            if key and not (key.isdecimal() and len(key) < 16 and Person.objects.filter(pk=key).exists()):
                given[name] = ""
        return HandoverForm(given if "giver" in given else None, user=self.request.user)

    def post(self, request, *args, **kwargs):
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        data = self.form.cleaned_data
        try:
            made = hand_over(data["giver"], data["taker"], request.user, roles=data["roles"])
        except Refused as refusal:
            return self.render_to_response(self.get_context_data(refusal=str(refusal)), status=409)
        url = reverse("control_handover_pdf", args=[made.pk])
        said = _("Handed over: %(number)d. Print the list and have both sign it.") % {"number": len(made.lines)}
        messages.success(request, said, buttons=[messages.button(url, _("List to sign"))])
        return HttpResponseRedirect(reverse("control_handover"))

    def get_context_data(self, **kwargs):
        cards, number = None, 0
        if self.form.is_bound and self.form.is_valid():
            asked = self.form.cleaned_data["giver"], self.request.user, self.form.cleaned_data["roles"]
            cards, number = first_cards(*asked, SHOWN), number_of(*asked)
        return super().get_context_data(
            form=self.form,
            media=self.form.media,
            cards=cards,
            number=number,
            shown=SHOWN,
            past=handovers_seen(self.request.user)[:PAST],
            **kwargs,
        )


def handover_list_pdf(request, pk):
    """The list with the lines of both signatures."""
    if not RegistryAccess.of(request.user).has("control"):
        raise PermissionDenied
    made = get_object_or_404(handovers_seen(request.user), pk=pk)
    name = f"Передача карточек {made.made_on:%d.%m.%Y}.pdf"
    return HttpResponse(
        handover_pdf(made).content,
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": content_disposition_header(False, name),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
