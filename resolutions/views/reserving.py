"""A number is kept back, or let go, with its reason."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from registry.access import RegistryAccess
from registry.models import Body
from resolutions.models import DocumentType, ReservedNumber
from resolutions.numbers.reserving import release, reserve
from resolutions.numbers.rule import NumberRule


class ReserveForm(forms.Form):
    """Which number is kept, of which series, and what for."""

    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Body"))
    document_type = forms.ChoiceField(label=gettext_lazy("Kind of acts"), choices=DocumentType.choices)
    number = forms.CharField(
        label=gettext_lazy("Number"),
        required=False,
        max_length=50,
        help_text=gettext_lazy("Empty: the next one in turn. Where the body numbers by its meetings, write it."),
    )
    reason = forms.CharField(label=gettext_lazy("What it is kept for"), max_length=300)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        kept = Body.objects.filter(RegistryAccess.of(user).within("register"))
        self.fields["body"].queryset = kept.select_related("organisation")


class ReleaseForm(forms.Form):
    """Why the number is not needed."""

    reason = forms.CharField(label=gettext_lazy("Why it is not needed any more"), max_length=300)


class NumberFormView(WagtailAdminTemplateMixin, FormView):
    """A small form about a number; what the verb refuses stands over it."""

    template_name = "resolutions/registration/number_form.html"
    header_icon = "key"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("resolutions_register_log"), "label": _("Journal of registration")},
            {"url": "", "label": self.page_title},
        ]

    def form_valid(self, form):
        try:
            said = self.do(form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect("resolutions_register_log")


class ReserveView(NumberFormView):
    form_class = ReserveForm
    page_title = gettext_lazy("Keep a number back")
    extra_context = {"verb": gettext_lazy("Keep it back")}

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("register"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def do(self, data):
        rule = NumberRule(data["body"], data["document_type"], timezone.localdate())
        reserved = reserve(rule, data["reason"], self.request.user, number=data["number"])
        return _("№ %(number)s is kept back.") % {"number": reserved.number}


class ReleaseView(NumberFormView):
    form_class = ReleaseForm
    page_title = gettext_lazy("Let a number go")
    extra_context = {"verb": gettext_lazy("Let it go")}

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).may("register", self.reserved.series.body.path):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def reserved(self):
        return get_object_or_404(ReservedNumber.objects.for_listing(), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return f"№ {self.reserved.number}: {self.reserved.reason}"

    def do(self, data):
        release(self.reserved, data["reason"], self.request.user)
        return _("№ %(number)s is let go.") % {"number": self.reserved.number}
