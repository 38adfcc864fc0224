"""Who came to a meeting, who was away and who was represented."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.models import Person
from resolutions.models.meeting import Meeting


class AttendanceQuerySet(models.QuerySet):
    def taking_part_q(self):
        """The condition on members who count now: present and not gone, or represented by one who is."""
        here = models.Q(state__in=Attendance.HERE, left_at=None)
        holder = Attendance.objects.filter(here, meeting=models.OuterRef("meeting"), person=models.OuterRef("proxy"))
        return here | models.Q(models.Exists(holder), state=Attendance.State.PROXY)

    def taking_part(self):
        """Those who count towards the quorum now."""
        return self.filter(self.taking_part_q())


class Attendance(models.Model):
    """A member's place at one meeting: present, away, or represented by another."""

    class State(models.TextChoices):
        EXPECTED = "expected", _("not noted yet")
        PRESENT = "present", _("present")
        REMOTE = "remote", _("by video link")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")
        PROXY = "proxy", _("represented by a proxy")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, verbose_name=_("member"), on_delete=models.PROTECT, related_name="attendances")
    state = models.CharField(_("attendance"), max_length=20, choices=State, default=State.EXPECTED)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    proxy = models.ForeignKey(
        Person,
        verbose_name=_("proxy"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who votes instead, by a written proxy."),
    )
    came_at = models.DateTimeField(_("came at"), null=True, blank=True)
    left_at = models.DateTimeField(_("left at"), null=True, blank=True)
    notice_sent_at = models.DateTimeField(_("notice sent"), null=True, editable=False)
    notice_error = models.CharField(max_length=300, blank=True, editable=False)

    # Themselves at the meeting, in the hall or by video.
    HERE = ("present", "remote")
    # What counts towards the quorum, as long as they, or whoever represents them, have not left.
    TAKING_PART = ("present", "remote", "proxy")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["person__name"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="a_member_attends_once")]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")

    def __str__(self):
        return f"{self.person}: {self.get_state_display()}"

    @property
    def is_here(self):
        return self.state in self.HERE and self.left_at is None

    @property
    def takes_part(self):
        return self.state in self.TAKING_PART and self.left_at is None
