"""Deleting a party that nothing needs; of one that is needed it is said by what."""

from django.db.models.deletion import ProtectedError, RestrictedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views import generic

from registry.removal import what_keeps


class PartyDeleteView(generic.DeleteView):
    """Deletes a card nothing points at; otherwise says what does."""

    def get_usage(self):
        return None

    def get_usage_url(self):
        return None

    def form_valid(self, form):
        if not what_keeps(self.object):
            try:
                return super().form_valid(form)
            except (ProtectedError, RestrictedError):
                pass  # somebody has named the party this very moment
        things = ", ".join(f"{name}: {number}" for name, number in what_keeps(self.object))
        messages.error(
            self.request,
            _("%(name)s cannot be deleted, the card is needed by others: %(things)s.")
            % {"name": self.object, "things": things},
        )
        return redirect(reverse(f"{self.object._meta.model_name}:inspect", args=[self.object.pk]))
