"""The way to take an organisation out of the registry: closing it, or deleting what nothing points at."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminDateInput

from registry.models import Organisation
from registry.removal import what_keeps
from registry.views.organisation_links import card_url


class OrganisationRemoveView(generic.DeleteView):
    """Closing is offered to everybody; deleting only where nothing points at the organisation."""

    template_name = "registry/organisations/remove.html"
    page_title = gettext_lazy("Close or delete")

    def get_usage(self):
        return None

    def get_usage_url(self):
        return None

    @cached_property
    def kept_by(self):
        return what_keeps(self.object)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("organisation:index"), "label": _("Organisations")},
            {"url": card_url(self.object), "label": str(self.object)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("closing", ClosingForm(self.object))
        return super().get_context_data(
            kept_by=self.kept_by,
            card_url=card_url(self.object),
            media=kwargs["closing"].media,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if "close" not in request.POST:
            return super().post(request, *args, **kwargs)
        closing = ClosingForm(self.object, request.POST)
        if not closing.is_valid():
            return self.render_to_response(self.get_context_data(closing=closing))
        self.object.closed_on = closing.cleaned_data["closed_on"]
        self.object.save()
        messages.success(
            request,
            _("%(name)s exists until %(day)s.") % {"name": self.object, "day": f"{self.object.closed_on:%d.%m.%Y}"},
        )
        return HttpResponseRedirect(card_url(self.object))

    def form_valid(self, form):
        if self.kept_by:
            return self.render_to_response(self.get_context_data())
        return super().form_valid(form)

    def get_success_message(self):
        return _("%(name)s is deleted.") % {"name": self.object}


class ClosingForm(forms.Form):
    """The last day of an organisation."""

    closed_on = forms.DateField(label=gettext_lazy("Exists until"), widget=AdminDateInput)

    def __init__(self, organisation, data=None):
        super().__init__(data, initial={"closed_on": organisation.closed_on or timezone.localdate()})
        self.organisation = organisation

    def clean_closed_on(self):
        day = self.cleaned_data["closed_on"]
        if Organisation.objects.below(self.organisation).active(day + datetime.timedelta(days=1)).exists():
            raise ValidationError(
                _("Organisations under it still exist on that day: close them or move them under another one first.")
            )
        return day
