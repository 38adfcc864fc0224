"""Collegial bodies: the list, the card, and the letterhead while it is being typed."""

import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.admin.views.generic import IndexView, InspectView

from registry.access import RegistryAccess
from registry.forms import admit_only_what_may_be_chosen
from registry.letterhead import letterhead_of
from registry.models import Body


class BodyIndexView(IndexView):
    """The bodies the account may see."""

    def get_base_queryset(self):
        return RegistryAccess.of(self.request.user).limit(Body.objects.select_related("organisation"), "view")


class BodyCardView(InspectView):
    """Who sits on the body, and the rules by which it decides, numbers and reminds."""

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        memberships = list(self.object.memberships.select_related("person"))
        order = list(type(memberships[0]).Role) if memberships else []
        memberships.sort(key=lambda seat: (order.index(seat.role), str(seat.person)))
        convocations = list(self.object.convocations.all())
        current = next((term for term in convocations if term.is_current(today)), None)
        return super().get_context_data(
            body=self.object,
            sitting=[seat for seat in memberships if seat.is_current(today)],
            former=[seat for seat in memberships if not seat.is_current(today)],
            convocations=convocations,
            convocation=current,
            quorum=self.object.quorum_of(current.seats) if current and current.seats else None,
            sample_number=self.object.number_for(seq=12, session=7, item=4, year=today.year),
            may_change=RegistryAccess.of(self.request.user).may("change", self.object.path),
            **kwargs,
        )


class LetterheadForm(forms.ModelForm):
    """The fields of the letterhead as they stand in the editor, complete or not."""

    class Meta:
        model = Body
        fields = [
            "name",
            "organisation",
            "layout_profile",
            "letterhead_superior",
            "letterhead_name",
            "letterhead_requisites",
            "letterhead_emblem",
            "numbering_template",
        ]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        admit_only_what_may_be_chosen(self, user)


@xframe_options_sameorigin
def letterhead_preview(request):
    """The head of an act with the letterhead that is being typed; nothing is saved."""
    if not RegistryAccess.of(request.user).has("change"):
        raise PermissionDenied
    form = LetterheadForm(request.GET, user=request.user)
    form.is_valid()
    data = form.cleaned_data
    body = Body(**{name: value for name, value in data.items() if value})
    try:
        number = body.number_for(seq=12, session=7, item=4, year=datetime.date.today().year)
    except KeyError:
        number = "…"
    with translation.override("ru"):
        page = render_to_string(
            "registry/bodies/letterhead_preview.html",
            {
                "letterhead": letterhead_of(body, data.get("organisation")),
                "number": number,
                "today": timezone.localdate(),
            },
        )
    return HttpResponse(page)
