"""Amendments members propose to a draft before it is adopted."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models import Person
from resolutions.blocks import Operation


class Amendment(models.Model):
    """A change to one point of a draft, proposed by a member, accepted or declined."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    act = models.ForeignKey("resolutions.ResolutionPage", on_delete=models.CASCADE, related_name="amendments")
    # The text it was proposed to: the stream id of the point, its number and wording of that day.
    point = models.CharField(max_length=40, blank=True)
    label = models.CharField(_("point"), max_length=20, blank=True)
    before = models.TextField(_("wording"), blank=True)
    operation = models.CharField(_("what"), max_length=20, choices=Operation, default=Operation.REPLACE)
    after = models.TextField(_("proposed wording"), blank=True)
    reason = models.TextField(_("why"), blank=True)
    person = models.ForeignKey(
        Person, verbose_name=_("proposed by"), on_delete=models.PROTECT, related_name="amendments"
    )
    proposed_at = models.DateTimeField(_("proposed"), auto_now_add=True)
    by_link = models.BooleanField(_("by a personal link"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(_("answer"), blank=True)
    # The revision of the draft that has it in.
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["proposed_at", "pk"]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")

    def __str__(self):
        return f"{self.label or '—'}: {self.get_operation_display()}"
