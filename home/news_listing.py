"""A list of news as one address shows it: narrowed by tag, year and author, page by page."""

from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils import timezone
from taggit.models import Tag

from home.narrowing import Narrowing, whole_number
from registry.models import Person

MOST_TAGS = 20


class NewsListing:
    """The news of an index, a rubric or a section, with what a reader may narrow them by."""

    per_page = 12

    def __init__(self, index_page, news, request, rubric=None, sections=True):
        self.index_page, self.all_news, self.request, self.rubric = index_page, news, request, rubric
        self.narrowing = Narrowing(request, ("tag", "year", "author"))

    @cached_property
    def year(self):
        return whole_number(self.request.GET.get("year"), 4)

    @cached_property
    def tag(self):
        slug = self.request.GET.get("tag", "").replace("\0", "")[:100]
        return Tag.objects.filter(slug=slug).first() if slug else None

    @cached_property
    def author(self):
        """Whose news is asked for: a person who agreed to be named, or a name as it was printed."""
        words = " ".join(self.request.GET.get("author", "").split())[:200]
        if not words.isdecimal():
            return {"name": words, "lookup": {"authors__name": words}} if words else None
        person = Person.objects.filter(pk=whole_number(words, 18)).with_public_face().first()
        face = person.public_face(timezone.localdate()) if person else None
        return {"name": face.name, "lookup": {"authors__person": person}} if face else None

    @cached_property
    def asks_for_nothing_known(self):
        """Whether the address names a tag or an author there is not: an honest empty list, not the whole one."""
        asked = self.request.GET
        return (bool(asked.get("tag")) and not self.tag) or (bool(asked.get("author")) and not self.author)

    def narrowed(self, *, year=True):
        news = self.all_news.none() if self.asks_for_nothing_known else self.all_news
        if self.tag:
            news = news.filter(tagged_items__tag=self.tag)
        if self.author:
            news = news.filter(pk__in=news.filter(**self.author["lookup"]).order_by().values("pk"))
        return news.filter(published_on__year=self.year) if year and self.year else news

    def context(self):
        from home.models.rubrics import RubricPage

        years = (
            self.narrowed(year=False)
            .exclude(published_on=None)
            .order_by()
            .annotate(year=ExtractYear("published_on"))
            .values("year")
            .annotate(count=Count("pk"))
            .order_by("-year")
        )
        used = Tag.objects.filter(home_newstag_items__content_object__in=self.all_news.order_by().values("pk"))
        tags = used.annotate(count=Count("pk")).order_by("-count", "name")[:MOST_TAGS]
        # Of closed rubrics the address stays; in the list stand those still written to.
        rubrics = RubricPage.objects.published_under(self.index_page).open_on(timezone.localdate()).for_listing()
        return {
            "index_page": self.index_page,
            "rubric": self.rubric,
            "rubrics": rubrics.only("title", "url_path", "locale", "translation_key"),
            "news": Paginator(self.narrowed().for_listing(), self.per_page).get_page(self.request.GET.get("page")),
            "years": self.narrowing.choices("year", [(row["year"], row["year"], row["count"]) for row in years]),
            "tags": self.narrowing.choices("tag", [(tag.slug, tag.name, tag.count) for tag in tags]),
            "chips": self.narrowing.chips(
                year=self.year, tag=self.tag and self.tag.name, author=self.author and self.author["name"]
            ),
        }
