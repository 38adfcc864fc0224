"""Which findings of the consistency check a council lets pass."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models import Organisation


class CheckLevel(models.TextChoices):
    """What a finding does to the registration."""

    BLOCKING = "blocking", _("stops the registration")
    WARNING = "warning", _("warns")
    OFF = "off", _("is not looked for")


class CheckSetting(models.Model):
    """A council's own level for one rule of the consistency check."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("council"), on_delete=models.CASCADE, related_name="check_settings"
    )
    code = models.CharField(_("rule"), max_length=60)
    level = models.CharField(_("level"), max_length=20, choices=CheckLevel)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_level_for_a_rule")]
        verbose_name = _("level of a rule")
        verbose_name_plural = _("levels of rules")

    def __str__(self):
        return f"{self.code}: {self.get_level_display()}"
