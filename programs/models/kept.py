"""What has been read from a paper and kept."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """The kinds of paper we read (council-document/1, "kind")."""

    RESOLUTION = "resolution", _("resolution")
    PROGRAMME = "programme", _("programme")
    PLAN = "plan", _("plan")
    REPORT = "report", _("report")


class ImportedDocument(models.Model):
    """One file as it was read for one council; the same bytes are kept once."""

    council = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("council"), on_delete=models.CASCADE, related_name="imported_documents"
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    name = models.CharField(_("file name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind)
    title = models.TextField(_("title"), blank=True)
    reading = models.JSONField(_("what was read"), help_text="council-document/1")
    lines = models.JSONField(_("lines of the file"), default=list, help_text="[[number, text], …]")
    item_lines = models.JSONField(_("lines of the points"), default=list, help_text="[number, …] in reading order")
    act = models.ForeignKey(
        "resolutions.ResolutionPage",
        verbose_name=_("act"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="imported_from",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("programme or plan"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("imported by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    imported_at = models.DateTimeField(_("imported at"), auto_now_add=True)

    class Meta:
        ordering = ["-imported_at"]
        constraints = [models.UniqueConstraint(fields=["council", "sha256"], name="same_bytes_once_for_a_council")]
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")

    def __str__(self):
        return self.title or self.name
