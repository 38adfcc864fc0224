"""What a later act has done to a card, until whoever answers for it has been written to."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from control.models.assignment import Assignment

# So long an address is looked for; who is told later than this is told nothing new.
NEWS_FOR = datetime.timedelta(days=30)


class CardChangeQuerySet(models.QuerySet):
    def untold(self):
        """Those of which whoever answers has not heard, as long as it is news."""
        return self.filter(told_at=None, made_at__gte=timezone.now() - NEWS_FOR)


class CardChange(models.Model):
    """A card that an act has closed, cancelled or given another day; it is told once."""

    class Kind(models.TextChoices):
        CLOSED = "closed", _("taken off control")
        CANCELLED = "cancelled", _("nothing is asked any more")
        MOVED = "moved", _("another deadline")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="changes")
    act = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, related_name="+")
    # The act, and the point of it that has done this, in words.
    ground = models.CharField(max_length=500)
    kind = models.CharField(max_length=20, choices=Kind)
    old_due = models.DateField(null=True)
    new_due = models.DateField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(null=True)
    # When it was found, and written on the card, that there is nobody to write to.
    unreached_at = models.DateTimeField(null=True)

    objects = CardChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["act", "made_at"], condition=models.Q(told_at=None), name="changes_to_tell_of")]
        verbose_name = _("change of a card by an act")
        verbose_name_plural = _("changes of cards by acts")

    def __str__(self):
        return f"{self.assignment_id}: {self.get_kind_display()}"
