"""What a list of acts needs to know of an act: derived from the act, so that 100,000 are browsed like ten."""

from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registry.models import Body
from resolutions.models.meeting import Meeting
from resolutions.models.relation import HEAVY
from resolutions.models.status import DocumentType


class Standing(models.TextChoices):
    """How an act of a list stands on a day; computed from the days of its row, never stored."""

    IN_FORCE = "in_force", pgettext_lazy("acts", "in force, unchanged")
    AMENDED = "amended", pgettext_lazy("acts", "in force as amended")
    NOT_YET = "not_yet", pgettext_lazy("acts", "not in force yet")
    ENDED = "ended", pgettext_lazy("acts", "the term has ended")
    REPEALED = "repealed", pgettext_lazy("acts", "repealed")


class ListedActQuerySet(models.QuerySet):
    def shown_in(self, section):
        """The acts anybody may read in the list of a council."""
        return self.filter(section=section, is_shown=True)

    def with_standing(self, day):
        """With ``standing``: how each stands on the day, by the same rules as on its own page."""
        outlived = Q(ends_on__isnull=False, ends_on__lt=models.F("repealed_on"))
        return self.alias(
            standing=Case(
                When(Q(repealed_on__lte=day) & ~outlived, then=models.Value(Standing.REPEALED)),
                When(starts_on__gt=day, then=models.Value(Standing.NOT_YET)),
                When(ends_on__lt=day, then=models.Value(Standing.ENDED)),
                When(amended_on__lte=day, then=models.Value(Standing.AMENDED)),
                default=models.Value(Standing.IN_FORCE),
                output_field=models.CharField(),
            )
        )

    def with_standing_of(self, day):
        """The same as a value that the rows carry."""
        return self.with_standing(day).annotate(standing_now=models.F("standing"))

    def in_order(self):
        """The newest sitting first; in a sitting as its questions stood."""
        return self.order_by("-day", "body_id", "meeting_id", "place", "act_id")

    def for_rows(self):
        """With all a row shows, in one query; what has been hidden a moment ago is not shown whatever its row says."""
        heavy = [f"act__{name}" for name in HEAVY]
        acts = self.filter(act__live=True, act__is_restricted=False)
        return acts.select_related("act__body", "act__issuer", "meeting").defer(*heavy)


class ListedAct(models.Model):
    """One act in the list of its council. Kept in step by ``resolutions.browsing.listing``."""

    act = models.OneToOneField(
        "resolutions.ResolutionPage", on_delete=models.CASCADE, primary_key=True, related_name="listed"
    )
    section = models.ForeignKey(
        "resolutions.ResolutionIndexPage", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    is_shown = models.BooleanField()
    # The day of adoption; the first of all days where there is none.
    day = models.DateField()
    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, related_name="+")
    document_type = models.CharField(max_length=20, choices=DocumentType)
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, related_name="listed_acts")
    # The number with its digits filled up, so that 6-10 comes after 6-9.
    place = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    repealed_on = models.DateField(null=True)
    amended_on = models.DateField(null=True)
    # What was counted before the last change of a list holds no longer.
    changed_at = models.DateTimeField()

    objects = ListedActQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["section", "-day", "body", "meeting", "place", "act"],
                condition=Q(is_shown=True),
                name="listed_acts_in_order",
            ),
            models.Index(fields=["section", "-changed_at"]),
        ]
        verbose_name = _("act in the public list")
        verbose_name_plural = _("acts in the public list")

    def __str__(self):
        return f"{self.act_id}: {self.day}"

    @property
    def sitting(self):
        """What acts of one sitting have in common."""
        return self.day, self.body_id, self.meeting_id


class ListedFacet(models.Model):
    """A topic, a programme or an addressee of a listed act: what a list is narrowed by and counts."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("topic")
        PROGRAMME = "programme", _("programme")
        ADDRESSEE = "to", _("addressee")

    listed = models.ForeignKey(ListedAct, on_delete=models.CASCADE, related_name="facets", db_index=False)
    section = models.ForeignKey(
        "resolutions.ResolutionIndexPage", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    # The primary key of the topic, of the programme's page, of the party.
    key = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listed", "kind", "key"], name="a_facet_of_an_act_once")]
        indexes = [models.Index(fields=["section", "kind", "key", "listed"])]
        verbose_name = _("mark of an act in the public list")
        verbose_name_plural = _("marks of acts in the public list")

    def __str__(self):
        return f"{self.listed_id}: {self.kind} {self.key}"
