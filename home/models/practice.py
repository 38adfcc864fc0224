"""Best practice: what an organisation did that others can do too."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, F
from django.forms import Select
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.pages import CouncilPage
from home.models.public_lists import PublicListQuerySet
from home.models.rubrics import RubricPage
from home.narrowing import Narrowing, whole_number
from home.schedule_panel import SchedulePanel
from home.topic_form import PracticeForm


class PracticeQuerySet(PublicListQuerySet):
    def for_listing(self):
        """Newest first, with all a row of a list shows."""
        return self.select_related("organisation", "topic").defer("body", "files").order_by("-published_on", "-pk")

    def of_organisation(self, organisation):
        """What this organisation did."""
        return self.filter(organisation=organisation)


class PracticesPage(CouncilPage):
    """The best practices of a council's organisations, by topic."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("Why they are collected and how to send yours."))

    is_translatable = True
    template = "home/practices_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.PracticePage"]
    page_description = _("What organisations did that others can do too")
    content_panels = [*Page.content_panels, "lead"]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    per_page = 20

    class Meta:
        verbose_name = _("list of best practices")
        verbose_name_plural = _("lists of best practices")

    def get_context(self, request, *args, **kwargs):
        practices = PracticePage.objects.published_under(self)
        by_topic = practices.exclude(topic=None).order_by().values("topic", name=F("topic__title"))
        by_topic = by_topic.annotate(count=Count("pk")).order_by("name")
        topics = [(row["topic"], row["name"], row["count"]) for row in by_topic]
        topic = whole_number(request.GET.get("topic"), 18)
        shown = practices.filter(topic=topic) if topic else practices
        return super().get_context(request, *args, **kwargs) | {
            "practices": Paginator(shown.for_listing(), self.per_page).get_page(request.GET.get("page")),
            "topics": Narrowing(request, ("topic",)).choices("topic", topics),
            "topic": topic,
        }


class PracticePage(CouncilPage):
    """One practice: who, what was wrong, what was done, what came of it, whom to ask."""

    organisation = models.ForeignKey(
        "registry.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_on = models.DateField(_("date"), null=True, default=timezone.localdate)
    topic = models.ForeignKey(
        RubricPage, verbose_name=_("topic"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    problem = models.TextField(_("what was wrong"), blank=True, help_text=_("In two or three sentences."))
    body = StreamField(BodyBlock(), verbose_name=_("what was done"), blank=True)
    result = models.TextField(_("what came of it"), blank=True, help_text=_("With figures, if there are any."))
    contact = models.CharField(
        _("whom to ask"),
        max_length=300,
        blank=True,
        help_text=_("The organisation's own telephone or e-mail; a person's only if they agreed."),
    )
    files = StreamField([("file", DocumentChooserBlock(label=_("File")))], verbose_name=_("files"), blank=True)

    objects = PageManager.from_queryset(PracticeQuerySet)()

    base_form_class = PracticeForm
    is_translatable = True
    template = "home/practice_page.html"
    parent_page_types = ["home.PracticesPage"]
    subpage_types = []
    page_description = _("What an organisation did, what came of it, whom to ask")
    content_panels = [
        *Page.content_panels,
        "organisation",
        FieldRowPanel(["published_on", FieldPanel("topic", widget=Select)]),
        "problem",
        "body",
        "result",
        MultiFieldPanel(["contact", "files"], heading=_("For those who want to do the same")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Practice")),
            ObjectList([SchedulePanel(), *Page.promote_panels], heading=_("Publication")),
        ],
        base_form_class=PracticeForm,
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("problem"),
        index.SearchField("body"),
        index.SearchField("result"),
        index.FilterField("published_on"),
    ]

    class Meta:
        verbose_name = _("best practice")
        verbose_name_plural = _("best practices")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {
            "index_page": self.get_parent(),
            "documents": [block.value for block in self.files if block.value],
        }
