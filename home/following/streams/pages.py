"""News, events and the other lists of pages, to be followed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from home.following.entries import Entry, moment_of, noon_of
from home.following.streams.stream import MOST, Stream, UnknownChoice
from home.models import (
    EventPage,
    NewsPage,
    NewspaperIssuePage,
    NormativeDocumentPage,
    PhotoReportPage,
    PracticePage,
    RubricPage,
)


class PagesStream(Stream):
    """A list of pages of one kind, with a date of their own."""

    model = None
    day_field = "published_on"

    @property
    def pages(self):
        return self.model.objects.published_under(self.home)

    @cached_property
    def page(self):
        allowed = self.model.allowed_parent_page_models()
        for model in allowed:
            if found := model.objects.child_of(self.home).live().public().first():
                return found
        return self.home

    def newest(self, pages):
        return pages.order_by(f"-{self.day_field}", "-pk")

    def lean(self, pages):
        """Without the long texts a feed does not show."""
        heavy = {"body", "programme", "articles", "pictures", "files"}
        names = {field.name for field in self.model._meta.concrete_fields}
        return pages.defer(*(heavy & names))

    def entries(self):
        return [self.entry(page) for page in self.newest(self.lean(self.pages))[:MOST]]

    def between(self, since, until, most):
        fresh = self.pages.filter(first_published_at__gt=since, first_published_at__lte=until)
        return [self.entry(page) for page in self.newest(self.lean(fresh))[:most]]

    def entry(self, page):
        return Entry(
            url=page.url,
            title=page.title,
            summary=getattr(page, "lead", ""),
            published=moment_of(page, getattr(page, self.day_field, None)),
            updated=page.last_published_at,
            kind=str(page._meta.verbose_name),
        )


class NewsStream(PagesStream):
    name = "news"
    title = pgettext_lazy("list to follow", "news")
    parameters = ("rubric",)
    model = NewsPage

    @cached_property
    def rubric(self):
        if "rubric" not in self.asked:
            return None
        rubric = RubricPage.objects.published_under(self.home).filter(pk=self.asked["rubric"]).first()
        if rubric is None:
            raise UnknownChoice("rubric")
        return rubric

    @property
    def narrowed_to(self):
        return self.rubric.title if self.rubric else ""

    @property
    def page(self):
        return self.rubric or super().page

    @property
    def pages(self):
        news = super().pages.select_related("rubric").defer("rubric__lead")
        return news.of_rubric(self.rubric) if self.rubric else news

    def entry(self, page):
        rubric = page.rubric.title if page.rubric and page.rubric.live else ""
        return Entry(
            url=page.url,
            title=page.title,
            summary=page.lead,
            published=moment_of(page, page.published_on),
            updated=page.last_published_at,
            kind=rubric or str(_("News item")),
            categories=(rubric,) if rubric else (),
        )


class EventsStream(PagesStream):
    name = "events"
    title = pgettext_lazy("list to follow", "events")
    model = EventPage

    def newest(self, pages):
        # An event is news when it is announced, not when it happens.
        return pages.order_by("-first_published_at", "-pk")

    def entry(self, page):
        when = ""
        if page.starts_at:
            start = timezone.localtime(page.starts_at)
            when = f"{start:%d.%m.%Y}" if page.is_whole_day else f"{start:%d.%m.%Y, %H:%M}"
        cancelled = str(_("The event is cancelled.")) if page.is_cancelled else ""
        return Entry(
            url=page.url,
            title=page.title,
            summary=_sentences(cancelled, ", ".join(filter(None, [when, page.place])), page.lead),
            published=page.first_published_at or noon_of(timezone.localdate()),
            updated=page.last_published_at,
            kind=when or str(page._meta.verbose_name),
        )


class NewspaperStream(PagesStream):
    name = "newspaper"
    title = pgettext_lazy("list to follow", "newspaper")
    model = NewspaperIssuePage

    @property
    def pages(self):
        return super().pages.select_related("file")

    def entry(self, page):
        found = super().entry(page)
        if not page.file_id:
            return found
        file = (page.file.url, page.file.content_type, page.file.file_size or 0)
        return Entry(**{**found.__dict__, "file": file})


class PhotosStream(PagesStream):
    name = "photos"
    title = pgettext_lazy("list to follow", "photo reports")
    model = PhotoReportPage


class PapersStream(PagesStream):
    name = "papers"
    title = pgettext_lazy("list to follow", "normative documents")
    model = NormativeDocumentPage
    day_field = "adopted_on"

    def newest(self, pages):
        return pages.order_by("-first_published_at", "-pk")

    def entry(self, page):
        return Entry(**{**super().entry(page).__dict__, "published": page.first_published_at})


class PracticesStream(PagesStream):
    name = "practices"
    title = pgettext_lazy("list to follow", "best practice")
    model = PracticePage


def _sentences(*parts):
    """Words of different fields on one line, told apart by a full stop."""
    return " ".join(part if part[-1] in ".!?…" else f"{part}." for part in parts if part)
