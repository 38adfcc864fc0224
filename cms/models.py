"""What the foundations keep in the database: which run of a periodic job has been started."""

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
