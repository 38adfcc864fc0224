"""What an executor says was done, and what the controller answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from control.models.assignment import Assignment, Occurrence
from registry.models import Person


class Report(models.Model):
    """A report on execution, or information in between that closes nothing."""

    class Kind(models.TextChoices):
        REPORT = "report", _("report on execution")
        INTERIM = "interim", _("information in between")

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("returned")
        REPLACED = "replaced", _("replaced by a later report")

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="reports")
    occurrence = models.ForeignKey(Occurrence, on_delete=models.PROTECT, null=True, related_name="reports")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.REPORT)
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("what was done"))
    figure = models.DecimalField(_("figure"), max_digits=14, decimal_places=2, null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    # By account, or by a personal link, or by the secretariat for somebody who telephoned.
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    signed_as = models.CharField(_("who reports"), max_length=200, blank=True)
    by_link = models.BooleanField(default=False)

    decision = models.CharField(max_length=20, choices=Decision, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="one_report_of_a_number"),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(kind="report", decision=""),
                name="one_report_of_a_card_waits_for_decision",
            ),
        ]
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self):
        return f"{self.assignment}: {self.number}"

    @property
    def printed_number(self) -> str:
        """What a receipt calls it: the card and the turn of the report on it."""
        return f"{self.assignment_id}-{self.number}"

    @property
    def days_late(self) -> int:
        """How many days after the deadline it came; none for information in between, which has no deadline."""
        due = self.occurrence.due if self.occurrence_id and self.kind == self.Kind.REPORT else None
        return max((timezone.localdate(self.sent_at) - due).days, 0) if due else 0


def report_file_path(instance, filename):
    """Where a file of a report is kept; its printed name is a column, the path says nothing."""
    extension = filename.rpartition(".")[2].lower()
    return f"reports/{instance.sha256[:2]}/{instance.sha256}.{extension}"


class ReportFile(models.Model):
    """A file that came with a report."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="files")
    draft = models.ForeignKey("control.ReportDraft", on_delete=models.SET_NULL, null=True, related_name="files")
    file = models.FileField(upload_to=report_file_path)
    name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")

    def __str__(self):
        return self.name


class ReportDraft(models.Model):
    """What an executor has typed and not sent yet; one for a card."""

    assignment = models.OneToOneField(Assignment, on_delete=models.CASCADE, related_name="draft")
    text = models.TextField(blank=True)
    figure = models.CharField(max_length=30, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draft of a report")
        verbose_name_plural = _("drafts of reports")

    def __str__(self):
        return str(self.assignment_id)
