"""Photo reports: pictures of one event with what they show and who took them."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.page_forms import CouncilPageForm
from cms.pages import CouncilPage
from home.blocks import PhotographBlock
from home.models.public_lists import PublicListQuerySet
from home.schedule_panel import SchedulePanel


class PhotoReportQuerySet(PublicListQuerySet):
    def for_listing(self):
        """Newest first; the pictures themselves are read by ``with_covers``."""
        return self.order_by("-published_on", "-pk")


class PhotoReportsPage(CouncilPage):
    """The photo reports of a council, newest first."""

    is_translatable = True
    template = "home/photo_reports_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PhotoReportPage"]
    page_description = _("The council's photo reports")
    per_page = 24

    class Meta:
        verbose_name = _("list of photo reports")
        verbose_name_plural = _("lists of photo reports")

    def get_context(self, request, *args, **kwargs):
        reports = PhotoReportPage.objects.published_under(self).for_listing()
        page = Paginator(reports, self.per_page).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"reports": page, "covered": with_covers(page)}


class PhotoReportPage(CouncilPage):
    """A photo report: up to some dozens of pictures, each with words for those who cannot see it."""

    published_on = models.DateField(_("date"), null=True, default=timezone.localdate)
    place = models.CharField(_("place"), max_length=200, blank=True)
    lead = models.TextField(_("lead"), blank=True, help_text=_("What was photographed, in two sentences."))
    author = models.CharField(
        _("photographer"),
        max_length=200,
        blank=True,
        help_text=_("Of all pictures; one taken by another says so itself."),
    )
    photographs = StreamField(
        [("photograph", PhotographBlock())],
        verbose_name=_("photographs"),
        max_num=100,
        help_text=_("The first one stands for the report in lists."),
    )

    objects = PageManager.from_queryset(PhotoReportQuerySet)()

    is_translatable = True
    template = "home/photo_report_page.html"
    parent_page_types = ["home.PhotoReportsPage"]
    subpage_types = []
    page_description = _("Pictures of one event with captions and photographers")
    content_panels = [
        *Page.content_panels,
        FieldRowPanel(["published_on", "place", "author"]),
        "lead",
        "photographs",
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Photographs")),
            ObjectList([SchedulePanel(), *Page.promote_panels], heading=_("Publication")),
        ],
        base_form_class=CouncilPageForm,
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("photographs"),
        index.FilterField("published_on"),
    ]

    class Meta:
        verbose_name = _("photo report")
        verbose_name_plural = _("photo reports")
        indexes = [models.Index(fields=["-published_on"], name="report_newest_first")]

    @cached_property
    def shots(self):
        """The photographs whose pictures still exist, with their renditions read at once."""
        values = [block.value for block in self.photographs if block.value.get("picture")]
        prefetch_related_objects([value["picture"] for value in values], "renditions")
        return values

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"index_page": self.get_parent()}


def with_covers(reports):
    """The reports, each with its first picture, in a fixed number of queries."""
    from wagtail.images import get_image_model

    reports = list(reports)
    first = {}
    for report in reports:
        for block in report.photographs.raw_data:
            if key := (block.get("value") or {}).get("picture"):
                first[report.pk] = key
                break
    pictures = get_image_model().objects.filter(pk__in=set(first.values())).prefetch_related("renditions")
    found = {picture.pk: picture for picture in pictures}
    for report in reports:
        report.cover = found.get(first.get(report.pk))
        report.size = len(report.photographs.raw_data)
    return reports
