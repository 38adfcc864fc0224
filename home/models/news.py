"""The news of a council."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.pages import CouncilPage
from cms.translating import translation_of
from home.models.public_lists import PublicListQuerySet
from home.models.rubrics import RubricPage
from home.news_form import NewsForm
from home.news_listing import NewsListing
from home.related_acts import RelatedAct
from home.schedule_panel import SchedulePanel
from registry.models import Person

ALT_HELP = _("For those who cannot see it. Empty: the description the picture has in the library.")


class NewsIndexPage(CouncilPage):
    """The news of a council, newest first, and its rubrics."""

    is_translatable = True
    template = "home/news_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.NewsPage", "home.RubricPage", "home.NewsSectionPage"]

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    @property
    def news_index(self):
        """The list news and sections stand under: this one."""
        return self

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.published_under(self)
        return super().get_context(request, *args, **kwargs) | NewsListing(self, news, request).context()


class NewsQuerySet(PublicListQuerySet):
    def of_rubric(self, rubric):
        """Those that stand under the rubric, in whichever language it is written."""
        return self.filter(rubric__translation_key=rubric.translation_key)

    def newest_first(self):
        return self.order_by("-published_on", "-pk")

    def for_listing(self):
        """Newest first, with all a row of a list shows."""
        return (
            self.select_related("image", "rubric")
            .prefetch_related("image__renditions")
            .defer("body", "rubric__lead")
            .newest_first()
        )

    def about_acts(self, acts):
        """Those that tell of any of the acts."""
        return self.filter(act_links__act__in=acts).distinct()


class NewsTag(TaggedItemBase):
    """A word by which a piece of news is found with others."""

    content_object = ParentalKey("home.NewsPage", on_delete=models.CASCADE, related_name="tagged_items")


class NewsPage(CouncilPage):
    """A piece of news."""

    published_on = models.DateField(_("date"), null=True, default=timezone.localdate)
    rubric = models.ForeignKey(
        RubricPage,
        verbose_name=_("rubric"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only rubrics in use today are offered."),
    )
    lead = models.TextField(
        _("lead"), blank=True, help_text=_("Two or three sentences that open the news: what happened, where, to whom.")
    )
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("In lists it is cut around the point of focus: mark it on the picture's own page."),
    )
    image_alt = models.CharField(_("what the picture shows"), max_length=300, blank=True, help_text=ALT_HELP)
    image_caption = models.CharField(
        _("caption"), max_length=300, blank=True, help_text=_("Who and where; after it the photographer's name.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    acts = models.ManyToManyField(
        "resolutions.ResolutionPage", verbose_name=_("acts"), through="home.NewsAct", related_name="news"
    )
    tags = ClusterTaggableManager(
        verbose_name=_("tags"),
        through=NewsTag,
        blank=True,
        help_text=_("Words by which readers find news about the same thing; several, with commas."),
    )

    objects = PageManager.from_queryset(NewsQuerySet)()

    is_translatable = True
    base_form_class = NewsForm
    template = "home/news_page.html"
    parent_page_types = ["home.NewsIndexPage", "home.NewsSectionPage"]
    subpage_types = []
    page_description = _("What happened: with a rubric, authors, pictures and the acts it is about")

    text_panels = [
        *Page.content_panels,
        "lead",
        MultiFieldPanel(["image", "image_alt", "image_caption"], heading=_("Picture")),
        "body",
    ]
    about_panels = [
        FieldRowPanel(["published_on", FieldPanel("rubric", widget=Select)]),
        InlinePanel(
            "authors",
            label=_("Author"),
            heading=_("Authors"),
            help_text=_(
                "A person of the registry is named on the site only with a consent; or write the name yourself."
            ),
            panels=[FieldRowPanel(["person", "name"])],
        ),
        InlinePanel(
            "act_links",
            label=_("Act"),
            heading=_("News about these acts"),
            help_text=_("The act's page will lead to this news, and the news to the act."),
            panels=["act", "point"],
        ),
        FieldPanel("tags"),
    ]
    publishing_panels = [SchedulePanel(), *Page.promote_panels]
    edit_handler = TabbedInterface(
        [
            ObjectList(text_panels, heading=_("Text")),
            ObjectList(about_panels, heading=_("Rubric, authors, acts")),
            ObjectList(publishing_panels, heading=_("Publication")),
        ],
        base_form_class=NewsForm,
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=2),
        index.SearchField("body"),
        index.FilterField("published_on"),
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news items")
        indexes = [models.Index(fields=["-published_on", "-page_ptr"], name="news_newest_first")]

    def save(self, *args, **kwargs):
        # A translation stands under the translated rubric, where there is one.
        if self.rubric_id and self.locale_id and self.rubric.locale_id != self.locale_id:
            self.rubric = translation_of(self.rubric, self.locale.language_code) or self.rubric
        return super().save(*args, **kwargs)

    @property
    def picture_alt(self):
        """What the picture shows: in the author's words, or in the library's."""
        return self.image_alt or (self.image.description if self.image else "")

    @cached_property
    def printed_authors(self):
        """The authors as the site may name them today; whoever has not agreed is left out."""
        day = timezone.localdate()
        rows = self.authors.all()
        people = {row.person_id for row in rows if row.person_id}
        known = Person.objects.with_public_face().in_bulk(people) if people else {}
        return [author for row in rows if (author := row.printed(known.get(row.person_id), day))]

    @cached_property
    def told_acts(self):
        """The acts this news is about, as far as anybody may read them, with the quoted points."""
        return RelatedAct.of(self.act_links.all())

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.published_under(self.get_parent().specific_deferred.news_index).exclude(pk=self.pk)
        same = news.of_rubric(self.rubric) if self.rubric else news.none()
        return super().get_context(request, *args, **kwargs) | {
            "more_news": same.newest_first().only("title", "url_path", "published_on", "locale")[:3],
            "index_page": self.get_parent().specific_deferred.news_index,
        }


class NewsAuthor(Orderable):
    """Who wrote a piece of news: a person of the registry, or a printed name."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(
        Person,
        verbose_name=_("person of the registry"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    name = models.CharField(
        _("or a name as printed"), max_length=200, blank=True, help_text=_("For example «пресс-служба Федерации».")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self):
        return self.name or str(self.person or "")

    def clean(self):
        super().clean()
        if bool(self.person_id) == bool(self.name.strip()):
            raise ValidationError(gettext("Choose a person or write a name, one of the two."))

    def printed(self, person, day):
        """The name and the words of its filter; nothing for a person without a consent on the day."""
        if self.name:
            return {"name": self.name, "filter": self.name}
        face = person.public_face(day) if person else None
        return {"name": face.name, "filter": str(person.pk)} if face else None


class NewsAct(Orderable):
    """An act a piece of news is about, and the point it quotes."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="act_links")
    act = models.ForeignKey(
        "resolutions.ResolutionPage", verbose_name=_("act"), on_delete=models.CASCADE, related_name="+"
    )
    point = models.CharField(
        _("point to quote"),
        max_length=20,
        blank=True,
        help_text=_("Its number, for example 3.2: the news shows its words and how far it has come. May stay empty."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("act of a piece of news")
        verbose_name_plural = _("acts of news")

    def __str__(self):
        return str(self.act)
