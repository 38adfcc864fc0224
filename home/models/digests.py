"""Digests: letters about what the council has published, daily or weekly, of what the reader chose."""

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.letters import Letters, LettersQuerySet


class DigestQuerySet(LettersQuerySet):
    def due_on(self, day):
        """Those a letter may go to on the day: the daily ones, and on Mondays the weekly ones."""
        chosen = [Digest.Frequency.DAILY, *([Digest.Frequency.WEEKLY] if day.weekday() == 0 else [])]
        return self.active().filter(frequency__in=chosen)


class Digest(Letters):
    """Who wants to read what, and how often; ``told_until`` is the moment up to which everything has been told."""

    class Frequency(models.TextChoices):
        DAILY = "daily", _("every day, if there is anything new")
        WEEKLY = "weekly", _("once a week, on Mondays")

    home = models.ForeignKey("home.HomePage", on_delete=models.CASCADE, related_name="digests")
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency, default=Frequency.WEEKLY)
    # Words of what can be chosen (home.following.choices): "news", "rubric-12", "body-3", "to-7".
    chosen = models.JSONField(_("about what"), default=list)
    told_until = models.DateTimeField(_("told until"), null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email", "home"],
                condition=models.Q(ended_at=None, confirmed_at__isnull=False),
                name="one_digest_of_a_council_for_an_address",
            )
        ]
        indexes = [models.Index(fields=["email", "asked_at"])]
        verbose_name = _("digest by letter")
        verbose_name_plural = _("digests by letter")

    def __str__(self):
        return self.email

    def confirm(self):
        """What this address had before of the council is replaced by it."""
        with transaction.atomic():
            # Two links opened at once wait for each other.
            type(self.home).objects.select_for_update(of=("self",)).only("pk").get(pk=self.home_id)
            earlier = Digest.objects.active().filter(email=self.email, home=self.home_id).exclude(pk=self.pk)
            earlier.update(ended_at=timezone.now())
            Digest.objects.filter(pk=self.pk, told_until=None).update(told_until=timezone.now())
            super().confirm()
