"""The news of a council."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.pages import CouncilPage, CouncilPageQuerySet


class NewsIndexPage(CouncilPage):
    """The news of a council, newest first."""

    template = "home/news_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage"]
    per_page = 12

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.child_of(self).live().public().for_listing()
        context["news"] = Paginator(news, self.per_page).get_page(request.GET.get("page"))
        return context


class NewsQuerySet(CouncilPageQuerySet):
    def for_listing(self):
        """Newest first, with all a row of a list shows."""
        return (
            self.select_related("image")
            .prefetch_related("image__renditions")
            .defer("body")
            .order_by("-published_on", "-pk")
        )


class NewsPage(CouncilPage):
    """A piece of news."""

    published_on = models.DateField(_("date"), null=True)
    lead = models.TextField(_("lead"), blank=True, help_text=_("Two or three sentences that open the news"))
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    image_alt = models.CharField(
        _("what the picture shows"), max_length=300, blank=True, help_text=_("For those who cannot see it")
    )
    image_caption = models.CharField(_("caption"), max_length=300, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    template = "home/news_page.html"
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    content_panels = [*Page.content_panels, "published_on", "lead", "image", "image_alt", "image_caption", "body"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news items")
