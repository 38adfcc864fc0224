"""Letters about deadlines: one digest a person a day, each cause once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from control.models.assignment import Occurrence
from registry.models import Person
from registry.models.term import Term

# A letter refused so many times is not tried again until somebody has looked at the address.
TRIES = 5


class DigestQuerySet(models.QuerySet):
    def to_send(self):
        """Those that have not gone, that nobody is sending now, and that have a chance to arrive."""
        return self.filter(sent_at=None, claimed_at=None, carried_on=None, tries__lt=TRIES)

    def failed(self):
        """Those that did not go, or of which it is not known whether they went."""
        return self.filter(sent_at=None, carried_on=None).exclude(failure="")


class Digest(models.Model):
    """One letter to one address on one day, with everything that is to be said that day."""

    day = models.DateField(_("day"))
    address = models.EmailField(_("address"))
    person = models.ForeignKey(Person, verbose_name=_("person"), on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    # Set before the letter is handed to the mail server: who finds it set does not send the letter a second time.
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)
    failure = models.CharField(_("why it did not go"), max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    # The run was cut off while the letter was on its way: perhaps it has arrived, so only a person sends it again.
    is_uncertain = models.BooleanField(default=False)
    # The day on which what could not be delivered was put into other letters.
    carried_on = models.DateField(null=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "pk"]
        constraints = [models.UniqueConstraint(fields=["day", "address"], name="one_digest_of_a_day")]
        indexes = [
            models.Index(fields=["day"], condition=Q(sent_at=None, carried_on=None), name="digests_not_sent"),
        ]
        verbose_name = _("digest of reminders")
        verbose_name_plural = _("digests of reminders")

    def __str__(self):
        return f"{self.day:%d.%m.%Y} {self.address}"

    @property
    def is_given_up(self):
        """Whether it was refused so often that it waits for a person."""
        return self.sent_at is None and self.tries >= TRIES


class Reminder(models.Model):
    """One cause told to one person once: this day of this card, this step of the ladder.

    One without a letter says that nobody can be written to; it is tried anew every day.
    """

    class Reader(models.TextChoices):
        ASSIGNEE = "assignee", _("assignee")
        CONTROLLER = "controller", _("controller")
        DEPUTY = "deputy", _("deputy chair")

    class Way(models.TextChoices):
        """How the cause was told, or why it was not."""

        DIRECT = "direct", _("to the reader")
        SUBSTITUTE = "substitute", _("to the substitute")
        AWAY = "away", _("higher: the reader and the substitute are away")
        NO_ADDRESS = "no_address", _("higher: the reader has no address")
        NOBODY = "nobody", _("not told: nobody has an address")

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="reminders")
    due = models.DateField()
    step = models.SmallIntegerField()  # days before the day; negative after it
    reader = models.CharField(max_length=20, choices=Reader)
    way = models.CharField(max_length=20, choices=Way, default=Way.DIRECT)
    # Who reads it: several people, or none by name, may share the address of a letter.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    # Whose letter it would have been, when another person got it.
    instead_of = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, null=True, related_name="reminders")
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            # The day is part of the cause: an extended one is reminded of anew.
            models.UniqueConstraint(fields=["occurrence", "due", "step", "reader"], name="a_cause_is_told_once")
        ]
        indexes = [models.Index(fields=["noted_at"], condition=Q(way="nobody"), name="causes_told_to_nobody")]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self):
        return f"{self.occurrence_id}: {self.step}"

    @property
    def days_left(self) -> int:
        """How far the deadline was on the day of the letter, whatever step it had reached; negative once it is past."""
        return (self.due - self.digest.day).days if self.digest_id else self.step

    @property
    def days_left_words(self):
        """«30 days before», «on the day», «51 days after»."""
        days = self.days_left
        if days == 0:
            return gettext("on the day")
        if days > 0:
            return ngettext("%(days)s day before", "%(days)s days before", days) % {"days": days}
        return ngettext("%(days)s day after", "%(days)s days after", -days) % {"days": -days}


class Absence(Term):
    """Days on which a person is away, and who stands in for them."""

    person = ParentalKey(Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="absences")
    substitute = models.ForeignKey(
        Person,
        verbose_name=_("substitute"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Gets the letters about deadlines meanwhile. Without a substitute the controller is told."),
    )

    class Meta(Term.Meta):
        verbose_name = _("absence")
        verbose_name_plural = _("absences")

    def __str__(self):
        return f"{self.person}: {self.term_text}"

    def clash_with(self, other):
        return gettext("%(name)s is away then already (%(term)s).") % {"name": other.person, "term": other.term_text}
