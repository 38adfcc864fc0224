"""Adoption, signature, number: what makes an act a record."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from documents.models import Kept, KeptQuerySet
from registry.models import Body, Convocation, Organisation
from resolutions.models.agenda import AgendaItem
from resolutions.models.status import DocumentType


class Adoption(models.Model):
    """That an act was adopted: by which vote or on what other ground, in which wording, and who signed it."""

    class Ground(models.TextChoices):
        VOTE = "vote", _("by vote")
        CHAIR = "chair", _("by the chair alone")
        PAPER = "paper", _("earlier, on paper")

    act = models.OneToOneField("resolutions.ResolutionPage", on_delete=models.PROTECT, related_name="adoption")
    ground = models.CharField(_("ground"), max_length=20, choices=Ground)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="adoptions")
    # For an act adopted before this system: what proves it, for example «протокол № 3 от 12.02.2024».
    words = models.CharField(_("what proves it"), max_length=300, blank=True)
    adopted_on = models.DateField(_("adopted on"))
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField(_("signed"), null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    signatory = models.CharField(_("signatory"), max_length=200, blank=True)
    # The chair sent the text back unsigned: when, who, why. Kept until the text is sent for signature again.
    returned_at = models.DateTimeField(_("sent back"), null=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    return_reason = models.TextField(_("why it was sent back"), blank=True)

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")

    def __str__(self):
        return f"{self.act}: {self.get_ground_display()}"

    @property
    def voting(self):
        """The counted vote that decided, or None where nobody voted."""
        return self.item.votings.counted().exclude(proposal="other").last() if self.item_id else None


class NumberSeries(models.Model):
    """The counter of one body for one kind of acts; its row is the lock under which numbers are given."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="number_series")
    document_type = models.CharField(max_length=20, choices=DocumentType)
    # "" for ever, "2026" for a year, "c12" for the convocation of that key.
    scope = models.CharField(max_length=20, blank=True)
    last = models.PositiveIntegerField(_("last number given"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "document_type", "scope"], name="one_series_of_a_scope")]
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")

    def __str__(self):
        return f"{self.body} · {self.get_document_type_display()} · {self.scope}"

    def covers(self, year):
        """Whether acts of the year may be numbered here; of a convocation it is not asked which years it lasts."""
        return not self.scope.isdecimal() or self.scope == str(year)

    @classmethod
    def locked(cls, body, document_type, scope):
        """The counter, made when new; nobody else gives its numbers until the transaction ends."""
        place = {"body": body, "document_type": document_type, "scope": scope}
        series = cls.objects.select_for_update().filter(**place).first()
        if series is None:
            cls.objects.get_or_create(**place)
            series = cls.objects.select_for_update().get(**place)
        return series


class ReservedNumberQuerySet(models.QuerySet):
    def waiting(self):
        """Those kept back still: no act bears them and nobody let them go."""
        return self.filter(released_at=None, act=None)

    def of_series(self, place):
        """Those of the series of this body, type and scope."""
        return self.filter(
            series__body=place.body, series__document_type=place.document_type, series__scope=place.scope
        )

    def for_listing(self):
        """With all a row of the journal shows, in one query."""
        return self.select_related("series__body__organisation", "reserved_by", "released_by", "act")


class ReservedNumber(models.Model):
    """A number kept back for an act that will come; who kept it, and why."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="reserved")
    sequence = models.PositiveIntegerField(null=True)
    number = models.CharField(_("number"), max_length=50)
    number_key = models.CharField(max_length=200)
    reason = models.CharField(_("why"), max_length=300)
    reserved_at = models.DateTimeField(_("reserved"), auto_now_add=True)
    reserved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(_("released"), null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    release_reason = models.CharField(max_length=300, blank=True)
    act = models.OneToOneField(
        "resolutions.ResolutionPage", on_delete=models.PROTECT, null=True, related_name="reserved_number"
    )

    objects = ReservedNumberQuerySet.as_manager()

    class Meta:
        ordering = ["-reserved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number_key"],
                condition=models.Q(released_at=None),
                name="a_number_is_reserved_once",
            )
        ]
        verbose_name = _("reserved number")
        verbose_name_plural = _("reserved numbers")

    def __str__(self):
        return self.number


class RegistrationQuerySet(KeptQuerySet):
    def for_listing(self):
        """With all a row of the journal shows, in one query."""
        return self.select_related(
            "act", "body__organisation", "registered_by", "official_file", "act__adoption__item__meeting"
        ).defer("content", "act__items", "act__preamble", "act__annexes", "act__signatories")

    def in_journal_order(self):
        """The newest first; of one day by the count, or by the question of the agenda."""
        return self.order_by(
            "-adopted_on",
            F("sequence").desc(nulls_last=True),
            F("act__adoption__item__number").desc(nulls_last=True),
            "-pk",
        )


class Registration(Kept):
    """The entry of an act in the register: its number, its date, its text and its paper, for ever."""

    act = models.OneToOneField("resolutions.ResolutionPage", on_delete=models.PROTECT, related_name="registration")
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="registrations")
    convocation = models.ForeignKey(Convocation, on_delete=models.PROTECT, null=True, related_name="+")
    document_type = models.CharField(_("type"), max_length=20, choices=DocumentType)
    scope = models.CharField(max_length=20, blank=True)
    number = models.CharField(_("number"), max_length=50)
    number_key = models.CharField(max_length=200)
    sequence = models.PositiveIntegerField(null=True)
    adopted_on = models.DateField(_("adopted on"))
    registered_at = models.DateTimeField(_("registered"))
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    # The act as registered, word for word: what verify_records compares the page with.
    content = models.JSONField()
    official_file = models.ForeignKey("documents.OfficialFile", on_delete=models.PROTECT, related_name="+")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "body", "document_type", "scope", "number_key"], name="one_act_of_a_number"
            )
        ]
        indexes = [models.Index(fields=["body", "document_type", "scope", "sequence"])]
        verbose_name = _("entry of the register")
        verbose_name_plural = _("entries of the register")

    def __str__(self):
        return gettext("№ %(number)s of %(day)s") % {"number": self.number, "day": f"{self.adopted_on:%d.%m.%Y}"}


class RegisteredAnnex(Kept):
    """An annex as it was on the day of registration: the file's bytes are kept with the act."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="annexes")
    block_id = models.CharField(max_length=40)
    sort_order = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("title"), max_length=500)
    official_file = models.ForeignKey("documents.OfficialFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["sort_order"]
        verbose_name = _("annex of a registered act")
        verbose_name_plural = _("annexes of registered acts")

    def __str__(self):
        return self.title

    @property
    def file_extension(self):
        return self.official_file.file_name.rpartition(".")[2]


class ElectronicSignature(Kept):
    """A detached signature of the act's official file, with the data of its certificate (63-ФЗ)."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="signatures")
    signed_file = models.ForeignKey("documents.OfficialFile", on_delete=models.PROTECT, related_name="+")
    signature_file = models.ForeignKey("documents.OfficialFile", on_delete=models.PROTECT, related_name="+")
    # The copy of the act that shows the mark of the signature (ГОСТ Р 7.0.97, 5.23).
    marked_file = models.ForeignKey("documents.OfficialFile", on_delete=models.PROTECT, related_name="+")
    certificate = models.CharField(_("certificate number"), max_length=100)
    owner = models.CharField(_("owner of the certificate"), max_length=200)
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    # The moment a time-stamping authority vouches for, where the signature carries its stamp; only this one is printed.
    stamped_at = models.DateTimeField(_("time stamp"), null=True, blank=True)
    authority = models.CharField(_("power of attorney"), max_length=100, blank=True)
    attached_at = models.DateTimeField(_("attached"), auto_now_add=True)
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("electronic signature")
        verbose_name_plural = _("electronic signatures")

    def __str__(self):
        return f"{self.owner}, {self.certificate}"


class Correction(Kept):
    """A technical correction of a registered act: what stood, what stands, who, when and why."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="corrections")
    # "heading", "preamble", "enacting_clause", or "item:<stream id>".
    place = models.CharField(max_length=60)
    label = models.CharField(_("place"), max_length=100)
    before = models.TextField(_("stood"))
    after = models.TextField(_("stands"))
    reason = models.CharField(_("why"), max_length=500)
    made_at = models.DateTimeField(_("corrected"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # The paper printed anew; the one before stays in the register.
    official_file = models.ForeignKey("documents.OfficialFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("technical correction")
        verbose_name_plural = _("technical corrections")

    def __str__(self):
        return f"{self.label}: {self.reason}"
