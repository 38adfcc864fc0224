"""Open cards handed over from one person to another, with the list both sign."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models import Organisation, Person


class Handover(models.Model):
    """Who gave what to whom on which day; the list is kept as it was signed."""

    giver = models.ForeignKey(Person, verbose_name=_("gives"), on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey(Person, verbose_name=_("takes"), on_delete=models.PROTECT, related_name="+")
    giver_name = models.CharField(max_length=300)
    taker_name = models.CharField(max_length=300)
    made_on = models.DateField(_("handed over"))
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    councils = models.ManyToManyField(Organisation, related_name="+")
    # Every card as it stood: source and point, text, assignee, deadline, state, and as what it was handed over.
    lines = models.JSONField(default=list)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("handover of cards")
        verbose_name_plural = _("handovers of cards")

    def __str__(self):
        return f"{self.giver_name} → {self.taker_name}, {self.made_on:%d.%m.%Y}"
