"""Normative documents: the papers a council works by, its own and others', and what replaced what."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from cms.pages import CouncilPage
from home.models.public_lists import PublicListQuerySet, in_force_q
from home.models.rubrics import RubricPage
from home.normative_listing import NormativeListing
from home.schedule_panel import SchedulePanel
from home.topic_form import NormativeForm


class NormativeKind(models.TextChoices):
    """What kind of paper it is."""

    LAW = "law", pgettext_lazy("kind of paper", "law")
    CHARTER = "charter", pgettext_lazy("kind of paper", "charter")
    REGULATION = "regulation", pgettext_lazy("kind of paper", "regulation")
    CONCEPT = "concept", pgettext_lazy("kind of paper", "concept")
    RULES = "rules", pgettext_lazy("kind of paper", "rules of procedure")
    PROGRAMME = "programme", pgettext_lazy("kind of paper", "programme")
    AGREEMENT = "agreement", pgettext_lazy("kind of paper", "agreement")
    METHODOLOGY = "methodology", pgettext_lazy("kind of paper", "methodology")
    INSTRUCTION = "instruction", pgettext_lazy("kind of paper", "instruction")
    STANDARD = "standard", pgettext_lazy("kind of paper", "standard")
    ORDER = "order", pgettext_lazy("kind of paper", "order")
    OTHER = "other", pgettext_lazy("kind of paper", "other document")


class NormativeQuerySet(PublicListQuerySet):
    def in_force_on(self, day):
        """Those in force on the day that nothing published has replaced by then."""
        return self.filter(in_force_q(day)).exclude(pk__in=self.replaced_on(day))

    def replaced_on(self, day):
        """The keys of those another published paper in force on the day has replaced."""
        rows = Supersession.objects.filter(page__live=True).filter(
            models.Q(page__in_force_from=None) | models.Q(page__in_force_from__lte=day)
        )
        return rows.order_by().values("earlier")

    def for_listing(self):
        """Newest first, with all a row of a list shows."""
        return self.select_related("topic", "file").order_by("-adopted_on", "-pk")


class NormativeDocumentsPage(CouncilPage):
    """The normative documents of a council, narrowed by kind, topic and whether they are in force."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("What is collected here, in a sentence or two."))

    template = "home/normative_documents_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NormativeDocumentPage"]
    page_description = _("Laws, regulations, agreements the council works by")
    content_panels = [*Page.content_panels, "lead"]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("collection of normative documents")
        verbose_name_plural = _("collections of normative documents")

    def get_context(self, request, *args, **kwargs):
        documents = NormativeDocumentPage.objects.published_under(self)
        return super().get_context(request, *args, **kwargs) | NormativeListing(documents, request).context()


class NormativeDocumentPage(CouncilPage):
    """A normative document: what it is, who issued it, since when it is in force, what it replaced."""

    kind = models.CharField(_("kind"), max_length=20, choices=NormativeKind, default=NormativeKind.REGULATION)
    issuer = models.CharField(_("issued by"), max_length=300, blank=True, help_text=_("As the paper itself says."))
    number = models.CharField(_("number"), max_length=60, blank=True, help_text=_("Without the sign №."))
    adopted_on = models.DateField(_("date"), null=True, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The last day. Empty: until something replaces it.")
    )
    topic = models.ForeignKey(
        RubricPage, verbose_name=_("topic"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    about = models.TextField(
        _("what it is about"), blank=True, help_text=_("In two or three sentences, in plain words.")
    )
    file = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("file"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.URLField(
        _("official text elsewhere"), blank=True, help_text=_("An address on the site of whoever issued it.")
    )
    act = models.ForeignKey(
        "resolutions.ResolutionPage",
        verbose_name=_("adopted by the act"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="normative_documents",
        help_text=_("The council's own act that approved it, if there is one here."),
    )

    objects = PageManager.from_queryset(NormativeQuerySet)()

    base_form_class = NormativeForm
    template = "home/normative_document_page.html"
    parent_page_types = ["home.NormativeDocumentsPage"]
    subpage_types = []
    page_description = _("A law, a regulation, an agreement: its issuer, dates, file and what it replaced")
    document_panels = [
        *Page.content_panels,
        FieldRowPanel(["kind", FieldPanel("topic", widget=Select)]),
        "issuer",
        FieldRowPanel(["number", "adopted_on"]),
        "about",
        MultiFieldPanel(["file", "source"], heading=_("Text")),
    ]
    force_panels = [
        FieldRowPanel(["in_force_from", "in_force_until"]),
        "act",
        InlinePanel(
            "supersessions",
            label=_("Document"),
            heading=_("Replaces these documents"),
            help_text=_("Their pages will say by what they were replaced."),
            panels=[PageChooserPanel("earlier", "home.NormativeDocumentPage")],
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(document_panels, heading=_("Document")),
            ObjectList(force_panels, heading=_("Force")),
            ObjectList([SchedulePanel(), *Page.promote_panels], heading=_("Publication")),
        ],
        base_form_class=NormativeForm,
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("about"),
        index.SearchField("issuer"),
        index.SearchField("number", boost=3),
        index.FilterField("adopted_on"),
    ]

    class Meta:
        verbose_name = _("normative document")
        verbose_name_plural = _("normative documents")
        indexes = [models.Index(fields=["-adopted_on"], name="normative_newest_first")]

    def clean(self):
        super().clean()
        if self.in_force_from and self.in_force_until and self.in_force_until < self.in_force_from:
            raise ValidationError({"in_force_until": gettext("The last day is before the first.")})

    @cached_property
    def replaced_by(self):
        """The public papers that replaced this one, in force today."""
        later = NormativeDocumentPage.objects.live().public().filter(supersessions__earlier=self)
        return list(later.filter(in_force_q_started()).order_by("adopted_on", "pk").distinct())

    @cached_property
    def replaces(self):
        """The public papers this one replaced."""
        earlier = [row.earlier_id for row in self.supersessions.all()]
        return list(NormativeDocumentPage.objects.live().public().filter(pk__in=earlier).order_by("adopted_on", "pk"))

    @cached_property
    def force(self):
        """One word for its legal force today: coming, ended, replaced or in force."""
        day = timezone.localdate()
        if self.in_force_from and self.in_force_from > day:
            return "coming"
        if self.in_force_until and self.in_force_until < day:
            return "ended"
        return "replaced" if self.replaced_by else "force"

    def get_context(self, request, *args, **kwargs):
        from home.related_acts import RelatedAct

        return super().get_context(request, *args, **kwargs) | {
            "index_page": self.get_parent(),
            "adopted_by": RelatedAct.public(self.act_id),
        }


def in_force_q_started():
    """The condition that the paper has come into force."""
    return models.Q(in_force_from=None) | models.Q(in_force_from__lte=timezone.localdate())


class Supersession(Orderable):
    """That one normative document replaced another."""

    page = ParentalKey(NormativeDocumentPage, on_delete=models.CASCADE, related_name="supersessions")
    earlier = models.ForeignKey(
        NormativeDocumentPage, verbose_name=_("replaced document"), on_delete=models.CASCADE, related_name="superseded"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("replaced document")
        verbose_name_plural = _("replaced documents")

    def __str__(self):
        return str(self.earlier)
