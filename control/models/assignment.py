"""The control card: one instruction, one assignee, what is due and what came of it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from control.models.item import ControlledItem, ItemState
from registry.models import Organisation, Party, Person

# States in which something is still to be done by the assignee.
OPEN = (ItemState.ASSIGNED, ItemState.IN_WORK, ItemState.RETURNED)
# States in which the card is still on control.
ON_CONTROL = (*OPEN, ItemState.REPORTED)
ENDED = (ItemState.CLOSED, ItemState.CANCELLED)

# Results of cards that were closed though the work was not done.
UNDONE = ("not_done", "obsolete")

# After so many days without a word the assignee is called silent.
SILENT_AFTER = datetime.timedelta(days=14)


def overdue_q(day, prefix=""):
    """The condition on cards, or on their tallies: the day is past and nothing has been reported."""
    return Q(**{f"{prefix}state__in": OPEN, f"{prefix}next_due__lt": day})


def silent_q(day, prefix=""):
    """The condition on cards, or on their tallies: open, and not a word for two weeks."""
    return Q(**{f"{prefix}state__in": OPEN, f"{prefix}heard_on__lte": day - SILENT_AFTER})


def closed_undone_q():
    """The condition on cards: closed, and yet the work was not done; tallies know no result."""
    return Q(state=ItemState.CLOSED, result__in=UNDONE)


class AssignmentQuerySet(models.QuerySet):
    def on_control(self):
        return self.filter(state__in=ON_CONTROL)

    def closed_undone(self):
        """Closed though nothing was done: not done as asked, or no longer needed. Neither done nor open."""
        return self.filter(closed_undone_q())

    def overdue(self, day):
        """Past their day with nothing reported; a submitted report is never overdue."""
        return self.filter(overdue_q(day))

    def silent(self, day):
        return self.filter(silent_q(day))

    def untold(self):
        """Those whose assignees have not been written to since the cards were opened."""
        return self.filter(state__in=OPEN, told_at=None)

    def unsent(self):
        """Those nobody could be written to: there is no address, and there was none when it was last looked for."""
        return self.untold().exclude(unreached_at=None)

    def undated(self):
        return self.filter(state__in=OPEN, next_due=None)

    def for_listing(self):
        """With all a row of a list shows, in one query."""
        return self.select_related("item", "assignee", "answers")


class Assignment(models.Model):
    """A control card (карточка контроля), keyed by source, item and assignee."""

    class Role(models.TextChoices):
        RESPONSIBLE = "responsible", _("responsible")
        CO_ASSIGNEE = "co_assignee", _("co-executor")

    class Result(models.TextChoices):
        DONE = "done", _("done")
        PARTLY = "partly", _("partly done")
        NOT_DONE = "not_done", _("not done")
        OBSOLETE = "obsolete", _("no longer needed")

    item = models.ForeignKey(ControlledItem, on_delete=models.PROTECT, related_name="assignments")
    # The item's council, beside the card: boards of a council must not join a million rows.
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(
        Party, verbose_name=_("assignee"), on_delete=models.PROTECT, related_name="assignments"
    )
    # What the assignee was called on the day; it may be renamed or dissolved later.
    assignee_name = models.CharField(max_length=500)
    through = models.ForeignKey(
        Party, verbose_name=_("as a member of"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.RESPONSIBLE)
    # Who answers for the assignee, if somebody has been named; else whoever heads the organisation that day.
    answers = models.ForeignKey(
        Person, verbose_name=_("answers for it"), on_delete=models.PROTECT, null=True, blank=True, related_name="duties"
    )

    state = models.CharField(_("state"), max_length=20, choices=ItemState, default=ItemState.ASSIGNED)
    next_due = models.DateField(_("deadline"), null=True)
    opened_on = models.DateField(_("put on control"))
    # The last day anything was heard of the assignee; the day of opening before that.
    heard_on = models.DateField()
    # When the letter about the new card was written.
    told_at = models.DateTimeField(null=True)
    # When it was found that there is nobody to write to; empty again once there is an address.
    unreached_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True)
    reported_at = models.DateTimeField(_("reported"), null=True)

    closed_on = models.DateField(_("closed"), null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    result = models.CharField(_("result"), max_length=20, choices=Result, blank=True)
    basis = models.CharField(_("on what ground"), max_length=500, blank=True)
    basis_act = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.PROTECT, null=True, blank=True, related_name="closed_cards"
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "assignee"], name="one_card_of_an_assignee")]
        indexes = [
            models.Index(fields=["item", "state"]),
            # A board reads its pages in this order and adds organisations up from the index alone.
            models.Index(
                fields=["next_due", "council", "assignee"], condition=Q(state__in=OPEN), name="open_cards_by_due"
            ),
            models.Index(
                fields=["heard_on", "council", "assignee"], condition=Q(state__in=OPEN), name="open_cards_by_word"
            ),
            models.Index(fields=["council", "reported_at"], condition=Q(state="reported"), name="cards_to_decide"),
            models.Index(fields=["assignee", "state", "next_due"]),
            models.Index(fields=["item"], condition=Q(state__in=OPEN, told_at=None), name="cards_to_tell_of"),
            models.Index(
                fields=["council", "assignee"],
                condition=Q(state__in=OPEN, told_at=None, unreached_at__isnull=False),
                name="cards_without_an_address",
            ),
            # The few that a roll-up must not call done: tallies know no result.
            models.Index(fields=["item"], condition=Q(state="closed", result__in=UNDONE), name="cards_closed_undone"),
        ]
        verbose_name = _("control card")
        verbose_name_plural = _("control cards")

    def __str__(self):
        return f"{self.item} — {self.assignee_name}"

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def is_on_control(self):
        return self.state in ON_CONTROL

    @property
    def is_unsent(self):
        """Whether there is nobody to write to about it."""
        return self.is_open and self.told_at is None and self.unreached_at is not None

    def is_overdue(self, day=None):
        """Past its day with nothing reported."""
        return self.is_open and self.next_due is not None and self.next_due < (day or timezone.localdate())

    def is_silent(self, day=None):
        return self.is_open and self.heard_on <= (day or timezone.localdate()) - SILENT_AFTER


class OccurrenceQuerySet(models.QuerySet):
    def waiting(self):
        """Those nobody has accepted a report on."""
        return self.filter(done_on=None, cancelled_at=None)


class Occurrence(models.Model):
    """One day on which a card is due; a quarterly duty has four a year, an undated one has one without a day."""

    class Outcome(models.TextChoices):
        IN_TIME = "in_time", _("in time")
        EXTENDED = "extended", _("in time after an extension")
        LATE = "late", pgettext_lazy("execution", "late")

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="occurrences")
    # Beside the card's own, so that the discipline of a period is added up without a join.
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    # The day in force now, and the one the words gave; extensions in between are rows of their own.
    due = models.DateField(_("deadline"), null=True)
    first_due = models.DateField(null=True)
    # The day the executor reported what was accepted later: lateness is counted by it, not by the controller's day.
    done_on = models.DateField(_("done"), null=True)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    cancelled_at = models.DateTimeField(null=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["assignment", "number"], name="one_occurrence_of_a_number")]
        indexes = [
            models.Index(fields=["due"], condition=Q(done_on=None, cancelled_at=None), name="occurrences_waiting"),
            # The discipline of a period is added up from the index alone.
            models.Index(
                fields=["due", "council", "assignee", "outcome"],
                condition=Q(cancelled_at=None),
                name="occurrences_due",
            ),
            models.Index(fields=["assignee", "due", "outcome"]),
        ]
        verbose_name = _("day a card is due")
        verbose_name_plural = _("days cards are due")

    def __str__(self):
        return f"{self.assignment_id}: {self.due}"

    def outcome_on(self, day):
        """What a report of this day makes of the occurrence."""
        if self.due is None or day <= (self.first_due or self.due):
            return self.Outcome.IN_TIME
        return self.Outcome.EXTENDED if day <= self.due else self.Outcome.LATE
