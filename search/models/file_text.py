"""The text of a file anybody may fetch: read once, known by its fingerprint."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileText(models.Model):
    """What stands in the bytes of this fingerprint; empty where they hold no text we can read."""

    fingerprint = models.CharField(max_length=64, unique=True)
    text = models.TextField(blank=True)
    problem = models.CharField(_("why it has no text"), max_length=300, blank=True)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")

    def __str__(self):
        return self.fingerprint
