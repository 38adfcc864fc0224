"""The approval sheet: who must see a draft, in what order, and what each of them said."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from registry.models import Duty, Organisation, Person
from resolutions.models.status import DocumentType


class ApprovalRoute(ClusterableModel):
    """Whom a council asks before a draft of one kind goes to a meeting."""

    class Voids(models.TextChoices):
        CHANGED = "changed", _("opinions on the points that changed")
        ALL = "all", _("all opinions")

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("council"), on_delete=models.CASCADE, related_name="approval_routes"
    )
    document_type = models.CharField(
        _("kind of acts"), max_length=20, choices=DocumentType, blank=True, help_text=_("Empty: every other kind.")
    )
    voids = models.CharField(_("a changed text voids"), max_length=20, choices=Voids, default=Voids.CHANGED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "document_type"],
                name="one_route_for_a_kind",
                violation_error_message=_("The council already has a route for this kind of acts."),
            )
        ]
        ordering = ["document_type"]
        verbose_name = _("approval route")
        verbose_name_plural = _("approval routes")

    def __str__(self):
        return self.get_document_type_display() if self.document_type else gettext("Every kind of acts")


class ApprovalStep(Orderable):
    """One approver of a route: a person, or whoever holds a post when the draft is submitted."""

    route = ParentalKey(ApprovalRoute, on_delete=models.CASCADE, related_name="steps")
    stage = models.PositiveSmallIntegerField(
        _("turn"), default=1, help_text=_("Those with the same turn are asked at once.")
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("or the holder of a post in"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    duty = models.CharField(_("who answers for"), max_length=20, choices=Duty, blank=True)
    substitute = models.ForeignKey(
        Person, verbose_name=_("substitute"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    working_days = models.PositiveSmallIntegerField(_("working days to answer"), default=3)
    is_mandatory = models.BooleanField(_("without this opinion the draft does not go on"), default=True)

    class Meta(Orderable.Meta):
        ordering = ["stage", "sort_order"]
        verbose_name = _("approver")
        verbose_name_plural = _("approvers")

    def clean(self):
        super().clean()
        if self.person_id and (self.organisation_id or self.duty):
            raise ValidationError({"person": gettext("Name either a person or a post, not both.")})
        if not self.person_id and not (self.organisation_id and self.duty):
            raise ValidationError(
                {"person": gettext("Name a person, or an organisation and what the person answers for in it.")}
            )
        if self.substitute_id and self.substitute_id == self.person_id:
            raise ValidationError({"substitute": gettext("The substitute is somebody else.")})


class ApprovalSheet(models.Model):
    """All opinions on one act, through all rounds of its approval."""

    act = models.OneToOneField("resolutions.ResolutionPage", on_delete=models.CASCADE, related_name="approval_sheet")
    round = models.PositiveSmallIntegerField(_("round"), default=0)
    voids = models.CharField(max_length=20, choices=ApprovalRoute.Voids, default=ApprovalRoute.Voids.CHANGED)
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        verbose_name = _("approval sheet")
        verbose_name_plural = _("approval sheets")

    def __str__(self):
        return gettext("Approval sheet: %(act)s") % {"act": self.act}


class Opinion(models.TextChoices):
    """What an approver may say."""

    AGREED = "agreed", _("agreed")
    AGREED_WITH_REMARKS = "agreed_with_remarks", _("agreed with remarks")
    NOT_AGREED = "not_agreed", _("not agreed")
    TAKEN_NOTE = "taken_note", _("taken note")


# Opinions that let a draft go on; the one that does not sends it back to its author.
AGREEING = (Opinion.AGREED, Opinion.AGREED_WITH_REMARKS, Opinion.TAKEN_NOTE)
WITH_REMARK = (Opinion.AGREED_WITH_REMARKS, Opinion.NOT_AGREED)


class VisaQuerySet(models.QuerySet):
    def standing(self):
        """Those neither voided by a later text nor closed without an answer."""
        return self.filter(voided_at=None)

    def waiting(self):
        """Those asked and not answered."""
        return self.standing().filter(opinion="").exclude(asked_at=None)

    def answered(self):
        return self.exclude(opinion="")

    def answerable_by(self, user, *, as_any_approver=False):
        """Those the account answers as the approver, as the substitute or, where nobody is named, as any approver."""
        mine = models.Q(person__user=user) | models.Q(substitute__user=user)
        return self.filter(mine | models.Q(person=None) if as_any_approver else mine)

    def with_people(self):
        """With everybody a row of the sheet names, in one query."""
        return self.select_related("person__user", "substitute__user", "answered_by")


class Visa(models.Model):
    """One approver's place on the sheet, and the opinion once it is given."""

    sheet = models.ForeignKey(ApprovalSheet, on_delete=models.CASCADE, related_name="visas")
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    stage = models.PositiveSmallIntegerField(_("turn"), default=1)
    # Nobody by name: any approver of the council may answer.
    person = models.ForeignKey(
        Person, verbose_name=_("approver"), on_delete=models.PROTECT, null=True, related_name="visas"
    )
    position = models.CharField(_("position"), max_length=300, blank=True)
    substitute = models.ForeignKey(
        Person, verbose_name=_("substitute"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_mandatory = models.BooleanField(default=True)
    working_days = models.PositiveSmallIntegerField(default=3)
    asked_at = models.DateTimeField(_("asked"), null=True)
    due_on = models.DateField(_("answer until"), null=True)
    reminded_on = models.DateField(_("reminded"), null=True)
    # Which text the opinion is about: the draft's revision, its fingerprint, and the points meant (none: the whole).
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    text_sha256 = models.CharField(max_length=64, blank=True)
    points = models.JSONField(_("points"), default=list, blank=True)
    opinion = models.CharField(_("opinion"), max_length=30, choices=Opinion, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("account")
    )
    answered_name = models.CharField(_("answered by"), max_length=200, blank=True)
    by_link = models.BooleanField(_("by a personal link"), default=False)
    voided_at = models.DateTimeField(_("voided"), null=True)

    objects = VisaQuerySet.as_manager()

    class Meta:
        ordering = ["round", "stage", "pk"]
        indexes = [models.Index(fields=["person", "opinion", "voided_at"])]
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")

    def __str__(self):
        return f"{self.approver}: {self.get_opinion_display() or gettext('no answer yet')}"

    @property
    def approver(self):
        """Who is asked, in words."""
        return str(self.person) if self.person_id else gettext("any approver of the council")

    @property
    def is_waiting(self):
        return bool(self.asked_at and not self.opinion and not self.voided_at)

    @property
    def is_negative(self):
        return self.opinion == Opinion.NOT_AGREED

    @property
    def days_late(self):
        """How many days ago the answer was due, while it is still waited for."""
        return max((timezone.localdate() - self.due_on).days, 0) if self.is_waiting and self.due_on else 0

    @property
    def answered_for(self):
        """The approver for whom a substitute answered, else nothing."""
        by_another = self.person_id and self.answered_name and self.answered_name != str(self.person)
        return str(self.person) if by_another else ""

    def people(self):
        """The persons who may answer it by name."""
        return [person for person in (self.person, self.substitute) if person]


class VisaFile(models.Model):
    """A file given with an opinion, kept for ever."""

    visa = models.ForeignKey(Visa, on_delete=models.CASCADE, related_name="files")
    official_file = models.ForeignKey("documents.OfficialFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of an opinion")
        verbose_name_plural = _("files of opinions")

    def __str__(self):
        return str(self.official_file)
