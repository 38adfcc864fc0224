"""Rubrics: the subjects under which a council's news, papers and practices are found."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index

from cms.pages import CouncilPage
from home.models.public_lists import PublicListQuerySet, in_force_q
from home.news_listing import NewsListing


class RubricQuerySet(PublicListQuerySet):
    def open_on(self, day):
        """Those new news may be put under on the day."""
        return self.filter(in_force_q(day, "shown_from", "shown_until"))

    def for_listing(self):
        return self.order_by("path")

    def for_choice(self, page, chosen=None):
        """Those an editor may put a page under: of the same council, open today, and the one it stands under."""
        council = Q(path__startswith=page.path[: Page.steplen * 2])
        return self.filter(council & (in_force_q(None, "shown_from", "shown_until") | Q(pk=chosen))).order_by("title")


class RubricPage(CouncilPage):
    """A subject of the council's news with an address of its own, from a day to a day."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("What readers find here, in a sentence or two."))
    shown_from = models.DateField(
        _("in use from"), null=True, blank=True, help_text=_("Empty: from the first day. Earlier nobody can choose it.")
    )
    shown_until = models.DateField(
        _("in use until"),
        null=True,
        blank=True,
        help_text=_("The last day on which new news may stand under it. What was published stays."),
    )

    objects = PageManager.from_queryset(RubricQuerySet)()

    is_translatable = True
    template = "home/rubric_page.html"
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []
    page_description = _("A subject under which news is found, for example “Labour safety”")
    content_panels = [
        *Page.content_panels,
        "lead",
        MultiFieldPanel([FieldRowPanel(["shown_from", "shown_until"])], heading=_("When it may be chosen")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")

    def clean(self):
        super().clean()
        if self.shown_from and self.shown_until and self.shown_until < self.shown_from:
            raise ValidationError({"shown_until": gettext("The last day is before the first.")})

    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
        if self.live and self.alias_of_id is None:
            self._take_over_translated_news()

    def _take_over_translated_news(self):
        """What was translated before its rubric was stands under the Russian one until now."""
        # By name: the module of news imports this one.
        from home.models.news import NewsPage

        own = NewsPage.objects.filter(locale=self.locale_id).exclude(rubric=self.pk)
        own.filter(rubric__translation_key=self.translation_key).update(rubric=self)

    def is_open(self, day=None):
        """Whether new news may stand under it on the day."""
        day = day or timezone.localdate()
        return (self.shown_from is None or self.shown_from <= day) and (
            self.shown_until is None or self.shown_until >= day
        )

    def get_context(self, request, *args, **kwargs):
        # By name: the module of news imports this one.
        from home.models.news import NewsPage

        index_page = self.get_parent()
        news = NewsPage.objects.published_under(index_page).of_rubric(self)
        return super().get_context(request, *args, **kwargs) | NewsListing(index_page, news, request, self).context()
