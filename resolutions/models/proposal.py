"""A drafter asks that an approved draft be put on the agenda of a meeting."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from resolutions.models.meeting import Meeting


class Proposal(models.Model):
    """That a draft was handed in for a meeting, and when: what was handed in too late is a late item."""

    act = models.OneToOneField("resolutions.ResolutionPage", on_delete=models.CASCADE, related_name="proposal")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="proposals")
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["proposed_at", "pk"]
        verbose_name = _("draft proposed for a meeting")
        verbose_name_plural = _("drafts proposed for meetings")

    def __str__(self):
        return f"{self.act} → {self.meeting}"
