"""«Публичный отчёт выборного органа»: what an organisation tells its members and everybody of a year."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.page_forms import CouncilPageForm
from cms.pages import CouncilPage, CouncilPageQuerySet
from programs.models.addressed import AddressedPage
from resolutions.issuers import is_own

EARLIEST, LATEST = 1990, 2099


class AnnualReportForm(CouncilPageForm):
    """One report of an organisation for a year, and of an organisation of this council."""

    def clean(self):
        data = super().clean()
        organisation, year = data.get("organisation"), data.get("year")
        if organisation and organisation.pk != self.instance.organisation_id:
            council = self._council()
            if council and not is_own(organisation, council):
                self.add_error("organisation", _("Choose an organisation of your council."))
        if organisation and year:
            same = AnnualReportPage.objects.filter(organisation=organisation, year=year).exclude(pk=self.instance.pk)
            if same.exists():
                self.add_error("year", _("There already is a report of this organisation for this year."))
        if not self.is_deferred_validation and not (data.get("body") or data.get("document")):
            self.add_error("body", _("Write the report or attach its file."))
        return data

    def _council(self):
        home = self.parent_page.get_ancestors(inclusive=True).filter(depth=2).first()
        return getattr(home.specific, "organisation", None) if home else None


class AnnualReportQuerySet(CouncilPageQuerySet):
    def newest_first(self):
        return self.order_by("-year", "title", "pk")


class AnnualReportPage(AddressedPage, CouncilPage):
    """The public report of an elected body for one year: words, a file, or both."""

    organisation = models.ForeignKey(
        "registry.Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="annual_reports",
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        help_text=_("The year it tells of"),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("file"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The report as a file, if there is one"),
    )

    objects = PageManager.from_queryset(AnnualReportQuerySet)()

    base_form_class = AnnualReportForm
    template = "programs/annual_report_page.html"
    parent_page_types = ["home.StandardPage"]
    subpage_types = []
    page_description = _("The yearly public report of an elected body of an organisation")
    default_address = "public-report"
    content_panels = [
        FieldPanel("title", classname="title"),
        MultiFieldPanel([FieldRowPanel(["organisation", "year"])], heading=_("Whose report, for which year")),
        "body",
        "document",
    ]
    search_fields = [*Page.search_fields, index.SearchField("body"), index.FilterField("year")]

    class Meta:
        verbose_name = _("public report")
        verbose_name_plural = _("public reports")
        indexes = [models.Index(fields=["organisation", "year"])]

    def serve(self, request, *args, **kwargs):
        if not (self.live or getattr(request, "is_preview", False)):
            raise Http404
        return super().serve(request, *args, **kwargs)
