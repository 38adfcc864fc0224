"""The agenda of a meeting: its questions in order, and what of it was sent to the members."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from resolutions.models.meeting import Meeting


class AgendaItem(models.Model):
    """A question on the agenda, or a heading over some of them."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("adopted")
        AS_BASIS = "as_basis", _("adopted as a basis")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        POSTPONED = "postponed", _("postponed")
        NOTED = "noted", pgettext_lazy("outcome of a question", "taken note")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    sort_order = models.PositiveIntegerField(default=0, editable=False)
    # The printed number of the question: given by the order until the meeting opens, never changed after.
    number = models.PositiveSmallIntegerField(_("question"), null=True, editable=False)
    is_heading = models.BooleanField(_("a heading"), default=False, editable=False)
    is_late = models.BooleanField(_("late"), default=False, editable=False)
    title = models.TextField(_("question"), blank=True)
    act = models.ForeignKey(
        "resolutions.ResolutionPage",
        verbose_name=_("draft"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    speaker = models.CharField(_("speaker"), max_length=300, blank=True)
    co_speakers = models.CharField(_("co-speakers"), max_length=500, blank=True)
    invited = models.CharField(_("invited"), max_length=500, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    discussion = models.TextField(_("heard and said"), blank=True, help_text=_("For the minutes of the meeting."))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["act"],
                condition=models.Q(outcome=""),
                name="an_act_waits_on_one_agenda",
                violation_error_message=_("This draft is already on an agenda."),
            )
        ]
        verbose_name = _("question of the agenda")
        verbose_name_plural = _("questions of the agenda")

    def __str__(self):
        return f"{self.number}. {self.heading}" if self.number else self.heading

    @property
    def heading(self):
        """The words of the question: its own, or the title of the draft."""
        return self.title or (self.act.heading or self.act.title if self.act_id else "")

    @property
    def key(self):
        """What it is known by from one version of the agenda to the next: a draft put back is the same question."""
        return f"act{self.act_id}" if self.act_id else f"item{self.pk}"

    @property
    def stamp(self):
        """Changes with every word of the question: whoever edits an older one is told so."""
        words = (self.title, self.speaker, self.co_speakers, self.invited, str(self.minutes or ""), self.discussion)
        return hashlib.sha256("\0".join(words).encode()).hexdigest()[:16]


class AgendaVersion(models.Model):
    """The agenda as it was sent, so that a later one shows what has changed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_versions")
    number = models.PositiveSmallIntegerField(_("version"))
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # [{key, number, heading, speaker, is_heading, is_late}] in order.
    content = models.JSONField(default=list)
    # What the notice said of the meeting: {mode, starts_at, place, video_link, voting_until}.
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_agenda_of_a_version")]
        verbose_name = _("version of the agenda")
        verbose_name_plural = _("versions of the agenda")

    def __str__(self):
        return gettext("version %(number)s") % {"number": self.number}
