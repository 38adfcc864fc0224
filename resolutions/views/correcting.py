"""A slip of the pen in a registered act: what stands, what should stand, and why."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from resolutions.correcting import correct, places_of
from resolutions.models import Correction, ResolutionPage


class CorrectionForm(forms.Form):
    """The words as they should stand, and why."""

    before = forms.CharField(widget=forms.HiddenInput(), required=False, strip=False)
    after = forms.CharField(
        label=gettext_lazy("Should stand"), required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 6})
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Everybody will read it beside the act, for example: a letter was missing in a word."),
    )

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if not reason:
            raise forms.ValidationError(_("Write why: the reason stands beside the correction for ever."))
        return reason


class OfARegisteredAct(WagtailAdminTemplateMixin):
    """A screen of the secretary about an act in the register."""

    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not self.act.may(request.user, "register"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def act(self):
        return get_object_or_404(ResolutionPage.objects.registered(), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return f"№ {self.act.number}"

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("resolutions_register_log"), "label": _("Journal of registration")},
            {"url": reverse("resolutions_register", args=[self.act.pk]), "label": f"№ {self.act.number}"},
            {"url": "", "label": self.page_title},
        ]


class CorrectView(OfARegisteredAct, FormView):
    """First the place is chosen from the text, then its words are put right."""

    template_name = "resolutions/corrections/correct.html"
    form_class = CorrectionForm
    page_title = gettext_lazy("Technical correction")
    header_icon = "edit"

    @cached_property
    def places(self):
        return places_of(self.act)

    @cached_property
    def place(self):
        wanted = self.request.POST.get("place") or self.request.GET.get("place")
        return next((place for place in self.places if place.key == wanted), None)

    def get_initial(self):
        return {"before": self.place.text, "after": self.place.text} if self.place else {}

    def post(self, request, *args, **kwargs):
        if self.place is None:
            messages.error(request, _("Choose the words to correct."))
            return self.get(request)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            correct(self.act, self.place.key, data["after"], data["reason"], self.request.user, before=data["before"])
        except Refused as refusal:
            form.add_error("after", str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Corrected. The paper is printed anew; the one before is kept."))
        return redirect("resolutions_register", self.act.pk)

    def get_context_data(self, **kwargs):
        made = Correction.objects.filter(registration__act=self.act).select_related("made_by")
        return super().get_context_data(act=self.act, places=self.places, place=self.place, made=made, **kwargs)
