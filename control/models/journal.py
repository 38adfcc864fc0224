"""What happened to a card, line by line: who, when, what."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from control.models.assignment import Assignment


class CardEvent(models.Model):
    """One line of a card's history; written with the change it tells of, never altered."""

    class Verb(models.TextChoices):
        TOLD = "told", _("letter about the instruction sent")
        ACKNOWLEDGED = "acknowledged", _("acknowledged")
        STARTED = "started", _("work begun")
        INTERIM = "interim", _("information in between")
        REPORTED = "reported", _("report sent")
        ACCEPTED = "accepted", _("report accepted")
        RETURNED = "returned", _("report returned")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("back on control")
        CANCELLED = "cancelled", _("cancelled")
        EXTENSION_ASKED = "extension_asked", _("extension asked for")
        EXTENDED = "extended", _("deadline extended")
        EXTENSION_REFUSED = "extension_refused", _("extension refused")
        REWORDED = "reworded", _("point changed by a later act")
        DATED = "dated", _("control date set")
        REMINDED = "reminded", _("reminder sent")
        HANDED_OVER = "handed_over", _("handed over")
        ENTRUSTED = "entrusted", _("card changed")
        NOTED = "noted", _("note")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="events")
    verb = models.CharField(max_length=20, choices=Verb)
    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # Who it was in words: an account, a person with a link, or the calendar.
    who = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["assignment", "at"])]
        verbose_name = _("event of a card")
        verbose_name_plural = _("events of cards")

    def __str__(self):
        return f"{self.at:%d.%m.%Y %H:%M} {self.get_verb_display()}"
