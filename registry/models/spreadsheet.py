"""A spreadsheet brought into the registry: what it says row by row, and what was made of it."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models.organisation import Organisation


class SpreadsheetImportQuerySet(models.QuerySet):
    def without_content(self):
        """Without the bytes of the file, which a list has no use for."""
        return self.defer("content")

    def claim(self, pk, during, *wanted):
        """Take the import from one of the wanted states into work, once: False when somebody else already has."""
        lost = timezone.now() - SpreadsheetImport.LOST_AFTER
        free = Q(status__in=wanted, started_at=None) | Q(status=during, started_at__lt=lost)
        return bool(self.filter(free, pk=pk).update(status=during, started_at=timezone.now(), rows_done=0))

    def forget_abandoned(self):
        """Delete the files nobody brought in for a month: they hold names and telephones of people."""
        now = timezone.now()
        old = self.filter(uploaded_at__lt=now - SpreadsheetImport.KEPT_FOR).exclude(
            status=SpreadsheetImport.Status.DONE
        )
        # Asked first, so that looking at the list does not wait for whoever writes just then.
        if keys := list(old.exclude(started_at__gte=now - SpreadsheetImport.LOST_AFTER).values_list("pk", flat=True)):
            self.filter(pk__in=keys).exclude(status=SpreadsheetImport.Status.DONE).delete()

    def claim_to_check(self, pk):
        """Whether the caller, and nobody else, is to have the file checked now."""
        status = SpreadsheetImport.Status
        return self.claim(pk, status.READING, status.READING, status.REFUSED, status.FAILED, status.READY)

    def claim_to_bring_in(self, pk):
        """Whether the caller, and nobody else, is to have the file brought in now."""
        status = SpreadsheetImport.Status
        return self.claim(pk, status.RUNNING, status.READY)


class SpreadsheetImport(models.Model):
    """One uploaded spreadsheet of organisations, people or memberships, with its preview and its progress."""

    class Kind(models.TextChoices):
        ORGANISATIONS = "organisations", _("organisations")
        PEOPLE = "people", _("people")
        MEMBERSHIPS = "memberships", _("memberships")

    class Status(models.TextChoices):
        READING = "reading", _("being read")
        REFUSED = "refused", _("has mistakes")
        READY = "ready", _("ready to be brought in")
        RUNNING = "running", _("being brought in")
        DONE = "done", _("brought in")
        FAILED = "failed", _("stopped; nothing was changed")

    # Work that has shown no end for so long has lost its process; its transaction is gone and it may start again.
    LOST_AFTER = datetime.timedelta(minutes=30)
    # So long a file waits to be brought in; then it and all that was read from it is deleted.
    KEPT_FOR = datetime.timedelta(days=30)

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("council"), on_delete=models.CASCADE, related_name="spreadsheet_imports"
    )
    kind = models.CharField(_("what is in it"), max_length=20, choices=Kind)
    file_name = models.CharField(_("file"), max_length=255)
    content = models.BinaryField(editable=False)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.READING)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)

    objects = SpreadsheetImportQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("spreadsheet")
        verbose_name_plural = _("spreadsheets")

    def __str__(self):
        return self.file_name

    @property
    def is_working(self):
        """Whether it is being read or brought in, or waits for that."""
        return self.status in (self.Status.READING, self.Status.RUNNING)

    @property
    def is_lost(self):
        """Whether the process that worked on it is gone."""
        return self.is_working and self.started_at is not None and self.started_at < timezone.now() - self.LOST_AFTER

    @property
    def counts(self):
        """How many rows will be or were created, changed, left and refused."""
        return self.report.get("counts", {})

    @property
    def rows_to_write(self):
        return self.counts.get("created", 0) + self.counts.get("changed", 0)

    @property
    def problem(self):
        """Why the file as a whole cannot be used; empty when it can."""
        return self.report.get("problem", "")

    @property
    def warnings(self):
        return self.report.get("warnings", [])


class SpreadsheetRowQuerySet(models.QuerySet):
    def counted(self):
        """How many rows there are of each action."""
        return dict(self.order_by().values_list("action").annotate(Count("pk")))


class SpreadsheetRow(models.Model):
    """One row of a spreadsheet and what is to be made of it, so that a long preview is read page by page."""

    class Action(models.TextChoices):
        CREATED = "created", _("new")
        CHANGED = "changed", _("will change")
        UNCHANGED = "unchanged", _("as it is")
        REFUSED = "refused", _("mistake")

    spreadsheet = models.ForeignKey(SpreadsheetImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("row"))
    action = models.CharField(_("what will happen"), max_length=20, choices=Action)
    label = models.CharField(max_length=600)
    details = models.JSONField(default=dict)

    objects = SpreadsheetRowQuerySet.as_manager()

    class Meta:
        ordering = ["line"]
        indexes = [models.Index(fields=["spreadsheet", "action", "line"], name="rows_of_a_spreadsheet")]
        verbose_name = _("row of a spreadsheet")
        verbose_name_plural = _("rows of spreadsheets")

    def __str__(self):
        return self.label

    @property
    def changes(self):
        """Columns with the value stored and the value in the file."""
        return self.details.get("changes", [])

    @property
    def mistakes(self):
        """Columns with what is wrong in them."""
        return self.details.get("mistakes", [])

    @property
    def notes(self):
        return self.details.get("notes", [])
