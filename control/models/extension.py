"""A later day, asked for before the day has come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from control.models.assignment import Occurrence
from registry.models import Person


class Extension(models.Model):
    """A request for a later day and the decision on it; the earlier day stays visible for ever.

    Only the one who gave the instruction may change its day (rules of office work, see docs/control.md).
    """

    class Decision(models.TextChoices):
        GRANTED = "granted", _("extended")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Ground(models.TextChoices):
        REQUEST = "request", _("at the executor's request")
        ACT = "act", _("by a later act")

    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, related_name="extensions")
    ground = models.CharField(max_length=20, choices=Ground, default=Ground.REQUEST)
    old_due = models.DateField(_("was due"))
    new_due = models.DateField(_("asked for"))
    granted_due = models.DateField(_("extended to"), null=True)
    reason = models.TextField(_("why"))
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_as = models.CharField(max_length=200, blank=True)
    by_link = models.BooleanField(default=False)
    act = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, null=True, related_name="+")

    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence"], condition=Q(decision=""), name="one_extension_is_asked_at_a_time"
            )
        ]
        verbose_name = _("extension of a deadline")
        verbose_name_plural = _("extensions of deadlines")

    def __str__(self):
        return f"{self.old_due} → {self.new_due}"
