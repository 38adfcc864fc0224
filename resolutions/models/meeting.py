"""Meetings of a body, from the convening to the minutes, and whether enough members take part."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from registry.access import RegistryAccess
from registry.models import Body, Convocation, Person


@dataclass(frozen=True, slots=True)
class QuorumState:
    """Whether enough of the elected members take part."""

    members: int
    present: int
    needed: int

    @property
    def reached(self):
        return self.members > 0 and self.present >= self.needed

    @property
    def missing(self):
        """How many more must come."""
        return max(self.needed - self.present, 0)

    def __str__(self):
        words = (
            gettext("%(present)s out of %(members)s, the quorum of %(needed)s is there")
            if self.reached
            else gettext("%(present)s out of %(members)s, the quorum of %(needed)s is not there")
        )
        return words % {"present": self.present, "members": self.members, "needed": self.needed}


class MeetingQuerySet(models.QuerySet):
    def upcoming(self):
        return self.filter(state__in=Meeting.COMING)

    def open_to(self, user, right="read_drafts"):
        """Meetings of the bodies of those councils in which the account holds the right."""
        return self.filter(RegistryAccess.of(user).within(right, "body__path"))

    def for_listing(self):
        """With all a row of a list shows, in one query."""
        return self.select_related("body__organisation", "convocation", "presiding", "secretary")

    def coming_first(self):
        """What is ahead, the nearest first; then what is behind, the latest first."""
        ahead = models.Q(state__in=Meeting.COMING)
        return self.alias(
            is_behind=models.Case(models.When(ahead, then=0), default=1, output_field=models.IntegerField()),
            comes_at=models.Case(models.When(ahead, then="starts_at"), output_field=models.DateTimeField()),
        ).order_by("is_behind", "comes_at", "-starts_at", "-pk")


class Meeting(models.Model):
    """One session of a body: from its convening to its minutes."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        VIDEO = "video", _("by video link")
        MIXED = "mixed", _("in person and by video link")
        POLL = "poll", _("by poll")

    class State(models.TextChoices):
        PLANNED = "planned", _("being prepared")
        OPEN = "open", _("in session")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    # Ahead or going on; everything else is behind.
    COMING = ("planned", "open")

    body = models.ForeignKey(Body, verbose_name=_("body"), on_delete=models.PROTECT, related_name="meetings")
    convocation = models.ForeignKey(
        Convocation,
        verbose_name=_("convocation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    number = models.PositiveSmallIntegerField(
        _("session number"),
        validators=[MinValueValidator(1)],
        help_text=_("Goes into the numbers of the acts adopted here."),
    )
    mode = models.CharField(_("mode"), max_length=20, choices=Mode, default=Mode.IN_PERSON)
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    video_link = models.URLField(_("video link"), blank=True)
    voting_until = models.DateTimeField(
        _("answers are taken until"), null=True, blank=True, help_text=_("For a poll between meetings.")
    )
    submissions_until = models.DateTimeField(
        _("drafts are taken until"), null=True, blank=True, help_text=_("Later ones go in as late items only.")
    )
    presiding = models.ForeignKey(
        Person, verbose_name=_("presided by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    secretary = models.ForeignKey(
        Person, verbose_name=_("minutes by"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tellers = models.CharField(_("votes counted by"), max_length=300, blank=True)
    invited = models.TextField(_("invited"), blank=True, help_text=_("One a line: name, position."))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PLANNED, editable=False)
    noticed_at = models.DateTimeField(_("notices sent"), null=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=500, blank=True, editable=False)
    # Grows with every question added, taken off or moved: whoever looks at an older one is told so.
    agenda_edition = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["state", "starts_at"])]
        # Two, for SQLite holds one empty convocation to differ from another; a cancelled session frees its number.
        constraints = [
            models.UniqueConstraint(
                fields=["body", "convocation", "number"],
                condition=~models.Q(state="cancelled"),
                name="one_session_of_a_number",
                violation_error_message=_("This body already has a session of this number in this convocation."),
            ),
            models.UniqueConstraint(
                fields=["body", "number"],
                condition=models.Q(convocation=None) & ~models.Q(state="cancelled"),
                name="one_session_without_convocation",
                violation_error_message=_("This body already has a session of this number."),
            ),
        ]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")

    def __str__(self):
        return gettext("%(body)s, session %(number)s, %(day)s") % {
            "body": self.body.name,
            "number": self.number,
            "day": f"{self.day:%d.%m.%Y}",
        }

    @property
    def day(self):
        """The day of the meeting, which is the date of what it adopts; for a poll, the day the answers end."""
        return timezone.localdate(self.voting_until if self.is_poll and self.voting_until else self.starts_at)

    @property
    def is_poll(self):
        return self.mode == self.Mode.POLL

    @property
    def is_planned(self):
        return self.state == self.State.PLANNED

    @property
    def is_coming(self):
        return self.state in self.COMING

    @property
    def has_place(self):
        return self.mode in (self.Mode.IN_PERSON, self.Mode.MIXED)

    @property
    def has_video(self):
        return self.mode in (self.Mode.VIDEO, self.Mode.MIXED)

    @property
    def materials_due(self):
        """The last day on which the members must have the materials, by the rule of the body."""
        return timezone.localdate(self.starts_at) - datetime.timedelta(days=self.body.notice_days)

    @property
    def takes_drafts(self):
        """Whether drafts may still be proposed without being late."""
        return self.is_planned and self.noticed_at is None and self.is_in_time(timezone.now())

    def is_in_time(self, moment):
        """Whether a draft handed in at the moment was handed in before the deadline."""
        return moment <= (self.submissions_until or self.starts_at)

    @property
    def end_of_day(self):
        """When the day of the meeting is over: until then members read its materials by their links."""
        return timezone.make_aware(datetime.datetime.combine(self.day, datetime.time(23, 59)))

    def may(self, user, right):
        """Whether the account holds the right in the council of the body."""
        return RegistryAccess.of(user).may(right, self.body.path)

    @cached_property
    def questions(self):
        """What is put to the body, in order, headings left out; from what is already read of the agenda."""
        return [item for item in self.agenda.all() if not item.is_heading]

    def quorum_state(self) -> QuorumState:
        """How many of the elected members take part now, and how many must; asked in one query."""
        rows = self.attendances.aggregate(
            listed=models.Count("pk"), present=models.Count("pk", filter=self.attendances.taking_part_q())
        )
        members = (self.convocation.seats if self.convocation_id else None) or rows["listed"]
        return QuorumState(members=members, present=rows["present"], needed=self.body.quorum_of(members))
