"""What is on control: a numbered point of a registered act, or a measure of a plan."""

import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from control.deadline_value import Deadline, DeadlineKind
from registry.models import Body, Organisation, Person


def without_tail(words: str) -> str:
    """The words of a point without the sign that leads on to the next one."""
    return words.rstrip(" \t\r\n\N{NO-BREAK SPACE};:,")


def paper_in_full(page) -> str:
    """An act as it names itself, a plan by its title: for readers who do not have the paper at hand."""
    paper = page.specific
    return getattr(paper, "full_name", "") or paper.title


class ItemState(models.TextChoices):
    """Where one card stands; «overdue» and «silent» are computed, never stored."""

    ASSIGNED = "assigned", _("assigned")
    IN_WORK = "in_work", _("in work")
    REPORTED = "reported", _("reported")
    RETURNED = "returned", _("returned")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


class ControlledItemQuerySet(models.QuerySet):
    def of(self, source):
        """The items of one act or plan in the order of its text."""
        return self.filter(source=source).order_by("position", "pk")

    def for_listing(self):
        """With all that a row of a list says about its source, in one query."""
        return self.select_related("source", "body", "controller", "council")


class ControlledItem(models.Model):
    """A point of the adopted text, or a measure of a plan, that has been put on control.

    The words are those of the source on the day it was put on control; the source is frozen, so they cannot differ.
    A later act that changes the point adds a ``Rewording``.
    """

    class ControlType(models.TextChoices):
        CURRENT = "current", _("current")
        PRELIMINARY = "preliminary", _("preliminary")
        FINAL = "final", _("final")

    source = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("act or plan"), on_delete=models.PROTECT, related_name="controlled_items"
    )
    item_id = models.CharField(max_length=40)
    # What the source is called in a list: «Совет № 6-2».
    source_name = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(_("point"), max_length=20, blank=True)
    heading = models.TextField(_("heading"), blank=True)
    text = models.TextField(_("text"))

    # The council that keeps the control; its path is the border of who may see.
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="controlled_items")
    # The body that gave the instruction: its ladder of reminders, its rule about days off.
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="controlled_items")
    given_on = models.DateField(_("given"))
    controller = models.ForeignKey(
        Person, verbose_name=_("controller"), on_delete=models.PROTECT, null=True, related_name="controls"
    )
    control_words = models.CharField(max_length=500, blank=True)
    control_type = models.CharField(
        _("type of control"), max_length=20, choices=ControlType, default=ControlType.CURRENT
    )

    deadline_words = models.CharField(_("deadline"), max_length=300, blank=True)
    deadline_kind = models.CharField(max_length=20, default=DeadlineKind.UNSPECIFIED)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    due = models.JSONField(default=list)
    inherited = models.CharField(max_length=30, blank=True)

    # «не ниже 5 %»: the figure a report has to give, in the author's words; empty where none is asked for.
    figure_words = models.CharField(_("figure asked for"), max_length=200, blank=True)
    # Its source, heading and text folded (``name_key``): what the words typed on a board are looked for in.
    words_key = models.TextField(blank=True, editable=False)

    put_on_control_at = models.DateTimeField(auto_now_add=True)
    put_on_control_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ControlledItemQuerySet.as_manager()

    class Meta:
        ordering = ["source", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "item_id"], name="an_item_is_put_on_control_once")]
        indexes = [models.Index(fields=["council", "given_on"])]
        verbose_name = _("item on control")
        verbose_name_plural = _("items on control")

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """«Совет № 6-2, п. 1.2»."""
        if not self.label:
            return self.source_name
        return gettext("%(source)s, point %(label)s") % {"source": self.source_name, "label": self.label}

    @property
    def title(self) -> str:
        """The point as a list, a letter or a heading shows it: without the sign that leads to the next point."""
        return without_tail(self.text)

    @property
    def full_name(self) -> str:
        """«Постановление Совета от 12.03.2026 № 5 «О …», пункт 3.2»."""
        paper = paper_in_full(self.source)
        if not self.label:
            return paper
        return pgettext("in full", "%(source)s, point %(label)s") % {"source": paper, "label": self.label}

    @property
    def deadline(self) -> Deadline:
        """The term as it was read on the day the item was put on control."""
        return Deadline(
            raw=self.deadline_words,
            kind=DeadlineKind(self.deadline_kind),
            start=self.start,
            end=self.end,
            due=tuple(datetime.date.fromisoformat(day) for day in self.due),
            inherited=self.inherited,
        )


class Rewording(models.Model):
    """A later act has changed, or repealed, a point that is on control; the controller decides what follows."""

    class Decision(models.TextChoices):
        KEEP = "keep", _("the cards go on as they are")
        RENEW = "renew", _("the cards take the new wording and its deadline")
        CANCEL = "cancel", _("the cards are cancelled")

    item = models.ForeignKey(ControlledItem, on_delete=models.PROTECT, related_name="rewordings")
    act = models.ForeignKey("wagtailcore.Page", verbose_name=_("by act"), on_delete=models.PROTECT, related_name="+")
    act_name = models.CharField(max_length=300)
    since = models.DateField(_("in force from"))
    before = models.TextField(_("stood"))
    after = models.TextField(_("stands"), blank=True)  # empty: the point is repealed
    deadline_words = models.CharField(max_length=300, blank=True)
    due = models.JSONField(default=list)
    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "act"], name="an_act_rewords_an_item_once")]
        indexes = [models.Index(fields=["item"], condition=models.Q(decision=""), name="rewordings_to_decide")]
        verbose_name = _("new wording of an item")
        verbose_name_plural = _("new wordings of items")

    def __str__(self):
        return f"{self.item}: {self.act_name}"


class ControlOpening(models.Model):
    """That the items of an act or a plan have been put on control: once, whoever asks again."""

    source = models.OneToOneField("wagtailcore.Page", on_delete=models.PROTECT, related_name="control_opening")
    opened_at = models.DateTimeField(auto_now_add=True)
    cards = models.PositiveIntegerField(default=0)
    # What no card could be made for, and why: [[label, sentence], …].
    doubts = models.JSONField(default=list)

    class Meta:
        verbose_name = _("opening of control")
        verbose_name_plural = _("openings of control")

    def __str__(self):
        return str(self.source_id)
