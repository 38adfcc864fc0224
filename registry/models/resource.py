"""Where an organisation speaks to people on the Internet, and how alive each place is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from registry.history import RegistryRecords
from registry.models.organisation import Organisation


class ResourceQuerySet(models.QuerySet):
    def in_use(self, day):
        """Those not closed by the day."""
        return self.filter(models.Q(closed_on=None) | models.Q(closed_on__gt=day))

    def with_last_reading(self, day):
        """Each with ``last_read_on``, ``last_subscribers`` and ``last_published_on`` as seen up to the day."""
        readings = ResourceReading.objects.filter(resource=models.OuterRef("pk"), read_on__lte=day).order_by("-read_on")
        return self.annotate(
            last_read_on=models.Subquery(readings.values("read_on")[:1]),
            last_subscribers=models.Subquery(readings.values("subscribers")[:1]),
            last_published_on=models.Subquery(readings.values("last_published_on")[:1]),
        )


class InformationResource(models.Model):
    """A site, or a page in a social network, of an organisation."""

    class Kind(models.TextChoices):
        SITE = "site", _("own site")
        VK = "vk", "ВКонтакте"
        OK = "ok", "Одноклассники"
        TELEGRAM = "telegram", "Telegram"
        MAX = "max", "MAX"
        VIDEO = "video", _("video channel")
        OTHER = "other", _("other page")

    class Answer(models.TextChoices):
        UNKNOWN = "", _("not checked")
        ALIVE = "alive", _("opens")
        DEAD = "dead", _("does not open")

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="resources")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    url = models.URLField(_("address"), max_length=500)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    answer = models.CharField(_("does it open"), max_length=10, choices=Answer, blank=True, editable=False)
    checked_on = models.DateField(_("checked on"), null=True, editable=False)
    history = RegistryRecords(excluded_fields=["answer", "checked_on"])

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "url"],
                name="one_resource_of_an_address",
                violation_error_message=_("This address is already in the list."),
            )
        ]
        verbose_name = _("site or page")
        verbose_name_plural = _("sites and pages")

    def __str__(self):
        return self.url


class ResourceReading(models.Model):
    """What was seen on a day: how many subscribers, and when the last publication was made."""

    resource = models.ForeignKey(InformationResource, on_delete=models.CASCADE, related_name="readings")
    read_on = models.DateField(_("read on"))
    subscribers = models.PositiveIntegerField(_("subscribers"), null=True, blank=True)
    last_published_on = models.DateField(_("last publication"), null=True, blank=True)
    history = RegistryRecords()

    class Meta:
        ordering = ["-read_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["resource", "read_on"], name="one_reading_a_day")]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")

    def __str__(self):
        return f"{self.resource} — {self.read_on:%d.%m.%Y}"
