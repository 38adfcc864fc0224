"""The council's newspaper: its issues, each with its file and what is in it."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.pages import CouncilPage
from home.blocks import NewspaperArticleBlock
from home.models.public_lists import PublicListQuerySet
from home.narrowing import Narrowing, whole_number
from home.news_form import CoverForm
from home.schedule_panel import SchedulePanel


class NewspaperIssueQuerySet(PublicListQuerySet):
    def newest_first(self):
        return self.order_by("-published_on", "-pk")

    def for_listing(self):
        """Newest first, with the cover and the file."""
        return (
            self.select_related("cover", "file").prefetch_related("cover__renditions").defer("articles").newest_first()
        )


class NewspaperPage(CouncilPage):
    """A newspaper of the council: the latest issue, and all of them by year."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("Who publishes it, how often, where it is printed."))

    is_translatable = True
    template = "home/newspaper_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewspaperIssuePage"]
    page_description = _("The council's newspaper and its issues")
    content_panels = [*Page.content_panels, "lead"]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    per_page = 24

    class Meta:
        verbose_name = _("newspaper")
        verbose_name_plural = _("newspapers")

    def get_context(self, request, *args, **kwargs):
        issues = NewspaperIssuePage.objects.published_under(self)
        years = issues.order_by().annotate(year=ExtractYear("published_on")).values("year").annotate(count=Count("pk"))
        narrowing = Narrowing(request, ("year",))
        year = whole_number(request.GET.get("year"), 4)
        shown = issues.filter(published_on__year=year) if year else issues
        return super().get_context(request, *args, **kwargs) | {
            "issues": Paginator(shown.for_listing(), self.per_page).get_page(request.GET.get("page")),
            "year": year,
            "years": narrowing.choices("year", [(y["year"], y["year"], y["count"]) for y in years.order_by("-year")]),
        }


class NewspaperIssuePage(CouncilPage):
    """One issue of the newspaper: number, date, the file, the cover and its articles."""

    number = models.CharField(
        _("number"), max_length=40, help_text=_("As on the front page, without the sign №: «14» or «14 (1203)».")
    )
    published_on = models.DateField(_("date"), null=True)
    lead = models.TextField(_("lead"), blank=True, help_text=_("What this issue is about, in two sentences."))
    file = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("file of the issue"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A PDF as printed."),
    )
    cover = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("cover"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("A picture of the front page."),
    )
    print_run = models.PositiveIntegerField(_("copies printed"), null=True, blank=True)
    articles = StreamField(
        [("article", NewspaperArticleBlock())],
        verbose_name=_("articles"),
        blank=True,
        help_text=_("What is in the issue; an article that is on the site as news leads there."),
    )

    objects = PageManager.from_queryset(NewspaperIssueQuerySet)()

    base_form_class = CoverForm
    is_translatable = True
    template = "home/newspaper_issue_page.html"
    parent_page_types = ["home.NewspaperPage"]
    subpage_types = []
    page_description = _("One issue: number, date, PDF, cover, articles")
    content_panels = [
        *Page.content_panels,
        FieldRowPanel(["number", "published_on", "print_run"]),
        "lead",
        MultiFieldPanel(["file", "cover"], heading=_("File and cover")),
        "articles",
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Issue")),
            ObjectList([SchedulePanel(), *Page.promote_panels], heading=_("Publication")),
        ],
        base_form_class=CoverForm,
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("articles"),
        index.FilterField("published_on"),
    ]

    class Meta:
        verbose_name = _("issue of the newspaper")
        verbose_name_plural = _("issues of the newspaper")
        indexes = [models.Index(fields=["-published_on"], name="issue_newest_first")]

    @property
    def cover_alt(self):
        return self.cover.description if self.cover else ""

    def get_context(self, request, *args, **kwargs):
        issues = NewspaperIssuePage.objects.sibling_of(self, inclusive=False).live().public().newest_first()
        earlier = issues.filter(published_on__lt=self.published_on).first() if self.published_on else None
        later = issues.filter(published_on__gt=self.published_on).last() if self.published_on else None
        return super().get_context(request, *args, **kwargs) | {
            "index_page": self.get_parent(),
            "earlier": earlier,
            "later": later,
            "listed_articles": listed_articles(self.articles),
        }


def listed_articles(articles):
    """The articles with the pages of the site they lead to, as far as anybody may read them."""
    from cms.pages import CouncilPageQuerySet

    asked = [block.value["page"].pk for block in articles if block.value.get("page")]
    public = CouncilPageQuerySet(Page).filter(pk__in=asked).live().public() if asked else Page.objects.none()
    open_pages = {page.pk: page for page in public}
    return [
        {"value": block.value, "page": open_pages.get(getattr(block.value.get("page"), "pk", None))}
        for block in articles
    ]
