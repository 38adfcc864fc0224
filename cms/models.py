"""What the foundations keep in the database: which periodic jobs ran, and when what the public sees changed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ScheduledRun(models.Model):
    """One run of a periodic job; whoever inserts the row starts the run, so it starts once."""

    job = models.CharField(_("job"), max_length=200)
    slot = models.DateTimeField(_("due at"))
    started_at = models.DateTimeField(_("started at"), default=timezone.now)

    class Meta:
        verbose_name = _("run of a periodic job")
        verbose_name_plural = _("runs of periodic jobs")
        ordering = ["-slot", "job"]
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="one_run_per_slot")]

    def __str__(self):
        return f"{self.job}, {timezone.localtime(self.slot):%d.%m.%Y %H:%M}"


class Fact(models.Model):
    """When something public pages show changed last, by the number of the common clock (``cms.caching``)."""

    name = models.CharField(max_length=120, primary_key=True)
    stamp = models.BigIntegerField()
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("fact shown to the public")
        verbose_name_plural = _("facts shown to the public")

    def __str__(self):
        return f"{self.name}: {self.stamp}"


class ProxiedAnswer(models.Model):
    """An answer a proxy in front may be keeping, under the key it gave it, with the facts it shows."""

    digest = models.CharField(max_length=64, primary_key=True)
    key = models.TextField()
    facts = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("answer kept by a proxy")
        verbose_name_plural = _("answers kept by proxies")

    def __str__(self):
        return self.key
