"""Sums kept beside a million cards, so that boards need not count them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from control.models.item import ControlledItem, ItemState
from registry.models import Body, Organisation, Person

NARROWED_BY = ("body", "controller", "control_type")


class TallyOfItem(models.Model):
    """A sum of one item; ``control.tallying`` keeps it in step within the transaction that changes a card.

    What boards narrow by stands beside it as on the item, so that no sum needs a join.
    """

    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    controller = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    control_type = models.CharField(max_length=20)

    class Meta:
        abstract = True

    @classmethod
    def of(cls, item: ControlledItem, **counted):
        """A sum of the item, with what boards narrow by."""
        return cls(
            council_id=item.council_id,
            body_id=item.body_id,
            controller_id=item.controller_id,
            control_type=item.control_type,
            **counted,
        )


class Tally(TallyOfItem):
    """How many cards of one item stand alike."""

    item = models.ForeignKey(ControlledItem, on_delete=models.CASCADE, related_name="tallies")
    state = models.CharField(max_length=20, choices=ItemState)
    next_due = models.DateField(null=True)
    heard_on = models.DateField()
    cards = models.PositiveIntegerField()

    class Meta:
        # Boards add up from the indexes alone: every column they ask for stands there.
        indexes = [
            models.Index(
                fields=["next_due", "council", "heard_on", "item", "cards", *NARROWED_BY],
                condition=Q(state__in=("assigned", "in_work", "returned")),
                name="tallies_open",
            ),
            models.Index(
                fields=["council", "item", "cards", *NARROWED_BY],
                condition=Q(state="reported"),
                name="tallies_reported",
            ),
            models.Index(
                fields=["council", "item", "state", "next_due", "heard_on", "cards", *NARROWED_BY],
                condition=Q(state__in=("assigned", "in_work", "returned", "reported")),
                name="tallies_on_control",
            ),
        ]
        verbose_name = _("tally of cards")
        verbose_name_plural = _("tallies of cards")

    def __str__(self):
        return f"{self.item_id}: {self.state} {self.next_due} {self.cards}"


class DayTally(TallyOfItem):
    """How many days of one item's cards came out alike: what the coefficient of a period is added up from.

    Cancelled days are not asked for any more and are left out.
    """

    item = models.ForeignKey(ControlledItem, on_delete=models.CASCADE, related_name="day_tallies")
    due = models.DateField()
    outcome = models.CharField(max_length=20, blank=True)
    days = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["due", "council", "outcome", "item", "days", *NARROWED_BY], name="days_due")]
        verbose_name = _("tally of days")
        verbose_name_plural = _("tallies of days")

    def __str__(self):
        return f"{self.item_id}: {self.due} {self.outcome} {self.days}"
