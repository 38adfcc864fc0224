"""Private calendars: an address that needs no log-in and can be taken back."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.models import Party


def new_key():
    """What nobody can guess and a calendar programme can keep."""
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """The calendar of one person or organisation: its deadlines and meetings."""

    party = models.ForeignKey(Party, verbose_name=_("whose"), on_delete=models.CASCADE, related_name="calendar_feeds")
    key = models.CharField(max_length=64, unique=True, default=new_key)
    created_at = models.DateTimeField(_("given out"), auto_now_add=True)
    read_at = models.DateTimeField(_("last read"), null=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True)
    # What was last read out, and since when it reads so: a programme that asks again is told that nothing is new.
    content_hash = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party"], condition=models.Q(revoked_at=None), name="one_open_calendar_of_a_party"
            )
        ]
        verbose_name = _("private calendar")
        verbose_name_plural = _("private calendars")

    def __str__(self):
        return str(self.party)

    @property
    def url(self):
        """The whole address a calendar programme is given."""
        return settings.WAGTAILADMIN_BASE_URL + reverse("control_feed", args=[self.key])

    @property
    def subscribing_url(self):
        """The same address as telephones and Outlook open it: at once as a calendar to subscribe to."""
        return "webcal:" + self.url.partition(":")[2]
