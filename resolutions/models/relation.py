"""How acts stand to one another: derived from their texts at registration."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from resolutions.blocks import Operation


class RelationQuerySet(models.QuerySet):
    def in_force(self):
        """Those of registered acts: a draft changes nothing yet."""
        return self.filter(act__status="registered")

    def of(self, act):
        """Those of the act and those onto it, with the acts at both ends, in one query."""
        ends = [f"{end}__{name}" for end in ("act", "target") for name in HEAVY]
        return (
            self.in_force()
            .filter(models.Q(act=act) | models.Q(target=act))
            .select_related("act", "target")
            .defer(*ends)
        )


# The long texts of an act that is only named.
HEAVY = ("preamble", "enacting_clause", "items", "signatories", "annexes", "printed_header")


class Relation(models.Model):
    """What one act does to another one, or to one of its points."""

    class Kind(models.TextChoices):
        CITES = "cites", _("cites")
        IMPLEMENTS = "implements", _("implements")
        APPROVES = "approves", _("approves")
        AMENDS = "amends", _("amends")
        REPEALS = "repeals", _("repeals")
        OFF_CONTROL = "off_control", _("takes off control")
        EXTENDS = "extends", _("extends the deadlines of")

    act = models.ForeignKey("resolutions.ResolutionPage", on_delete=models.PROTECT, related_name="relations")
    # The point of the act that says so (its stream id), and its number.
    point = models.CharField(max_length=40, blank=True)
    label = models.CharField(_("point"), max_length=20, blank=True)
    kind = models.CharField(_("relation"), max_length=20, choices=Kind)
    target = models.ForeignKey(
        "resolutions.ResolutionPage", on_delete=models.PROTECT, null=True, related_name="relations_from"
    )
    # A programme or another page the act approves, or a plan whose measures it takes off control or extends.
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.PROTECT, null=True, related_name="+")
    # The words of the text for what is not in the register.
    words = models.CharField(max_length=500, blank=True)
    target_point = models.CharField(max_length=40, blank=True)
    target_label = models.CharField(_("point of the other act"), max_length=20, blank=True)
    operation = models.CharField(max_length=20, choices=Operation, blank=True)
    new_text = models.TextField(_("new wording"), blank=True)
    new_label = models.CharField(max_length=20, blank=True)
    # The day to which a deadline is extended.
    due = models.DateField(_("extended to"), null=True)
    effective_from = models.DateField(_("in force from"), null=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["effective_from", "pk"]
        indexes = [models.Index(fields=["target", "kind"])]
        verbose_name = _("relation between acts")
        verbose_name_plural = _("relations between acts")

    def __str__(self):
        return f"{self.act} {self.get_kind_display()} {self.target or self.page or self.words}"

    @property
    def is_whole_repeal(self):
        return self.kind == self.Kind.REPEALS and not self.target_point

    @property
    def changes_text(self):
        """Whether the other act has another edition by it."""
        return self.kind == self.Kind.AMENDS or (self.kind == self.Kind.REPEALS and bool(self.target_point))

    @property
    def moves_control(self):
        """Whether it decides of the cards of the other act or plan without changing a word there."""
        return self.kind in (self.Kind.OFF_CONTROL, self.Kind.EXTENDS)

    @property
    def new_point(self):
        """The stable id of the point it adds, the same however often the edition is computed."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.point}:{self.target_point}"))
