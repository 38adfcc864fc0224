"""What can be followed: each stream is a list of the site, narrowed as that list may be, the newest first."""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from home.following.entries import Entry, moment_of, noon_of
from home.models import (
    EventPage,
    NewsPage,
    NewspaperIssuePage,
    NormativeDocumentPage,
    PhotoReportPage,
    PracticePage,
    RubricPage,
)
from home.narrowing import whole_number
from registry.models import Body, Organisation
from resolutions.browsing.choice import Choice
from resolutions.meetings.publicity import coming_of, meetings_of
from resolutions.models import Meeting, ResolutionIndexPage
from resolutions.models.listed import ListedAct
from resolutions.models.topic import Topic

MOST = 30
LATELY = datetime.timedelta(days=60)


class UnknownChoice(Exception):
    """A stream was asked for by a body, a topic or a rubric there is not."""


class Stream:
    """A list of one council to be followed."""

    name = ""
    title = ""
    # What the address may narrow it by.
    parameters: tuple[str, ...] = ()

    def __init__(self, home, query):
        self.home = home
        self.asked = {}
        for name in self.parameters:
            if words := query.get(name):
                self.asked[name] = whole_number(words, 12)
                if self.asked[name] is None:
                    raise UnknownChoice(name)

    @property
    def query(self) -> str:
        """What follows the address, in one order always."""
        return urlencode(self.asked)

    @property
    def narrowed_to(self) -> str:
        """The words for what was chosen."""
        return ""

    @property
    def full_title(self) -> str:
        council = self.home.organisation
        parts = [str(council) if council else self.home.title, str(self.title)]
        return ": ".join(parts) + (f" — {self.narrowed_to}" if self.narrowed_to else "")

    @property
    def page(self):
        """The page of the site the stream is the feed of."""
        return self.home

    def entries(self) -> list[Entry]:
        """The newest of them."""
        raise NotImplementedError

    def between(self, since, until, most) -> list[Entry]:
        """Those that came out after the one moment and not after the other, for a letter."""
        raise NotImplementedError


class ActsStream(Stream):
    name = "acts"
    title = pgettext_lazy("list to follow", "decisions")
    parameters = ("body", "topic", "programme", "to")

    @cached_property
    def page(self):
        sections = ResolutionIndexPage.objects.child_of(self.home).live().public()
        return sections.first() or self.home

    @cached_property
    def choice(self):
        return Choice(**self.asked)

    @cached_property
    def narrowed_to(self):
        named = []
        for name, pk in self.asked.items():
            own = {
                "body": Body.objects.filter(organisation=self.home.organisation),
                "topic": Topic.objects.filter(organisation=self.home.organisation),
                # Names of other councils' parties, and of anybody in person, are not told.
                "to": Organisation.objects.filter(path__startswith=self.home.organisation.path),
                "programme": _programmes_of(self.home),
            }[name]
            found = own.filter(pk=pk).first()
            if found is None:
                raise UnknownChoice(name)
            named.append(getattr(found, "name", "") or getattr(found, "title", ""))
        return ", ".join(named)

    @property
    def listed(self):
        """The acts of the list anybody may read, as they were chosen."""
        if not isinstance(self.page, ResolutionIndexPage):
            return ListedAct.objects.none()
        return self.choice.narrow(ListedAct.objects.shown_in(self.page.pk), timezone.localdate())

    def entries(self):
        # What was published lately comes first, though its own date may be years ago; then the newest by date.
        lately = self._published_since(timezone.now() - LATELY)[:MOST]
        found = {listed.pk: listed for listed in lately}
        if len(found) < MOST:
            keys = list(self.listed.in_order().values_list("pk", flat=True)[:MOST])
            rest = ListedAct.objects.filter(pk__in=[pk for pk in keys if pk not in found]).in_order().for_rows()
            found |= {listed.pk: listed for listed in rest}
        return [_entry_of_act(listed.act) for listed in list(found.values())[:MOST]]

    def between(self, since, until, most):
        fresh = self._published_since(since).filter(act__first_published_at__lte=until)
        return [_entry_of_act(listed.act) for listed in fresh[:most]]

    def _published_since(self, moment):
        # A row is never older than the publication: the index of its changes finds the few that can be meant.
        fresh = self.listed.filter(changed_at__gt=moment, act__first_published_at__gt=moment)
        return fresh.for_rows().order_by("-act__first_published_at", "-act")


def _entry_of_act(act):
    number = f" № {act.number}" if act.number else ""
    when = f" {_('of %(day)s') % {'day': f'{act.adopted_on:%d.%m.%Y}'}}" if act.adopted_on else ""
    kind = f"{act.get_document_type_display()}{number}{when}"
    body = act.body.name if act.body else ""
    return Entry(
        url=act.url,
        title=Truncator(act.heading or act.title).chars(300),
        summary=". ".join(filter(None, [kind, body])),
        published=act.first_published_at or noon_of(act.adopted_on),
        updated=act.last_published_at,
        kind=kind,
        categories=(body,) if body else (),
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
            summary=" ".join(filter(None, [cancelled, ", ".join(filter(None, [when, page.place])), page.lead])),
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


class MeetingsStream(Stream):
    name = "meetings"
    title = pgettext_lazy("list to follow", "meetings")
    parameters = ("body",)

    @cached_property
    def page(self):
        return ResolutionIndexPage.objects.child_of(self.home).live().public().first() or self.home

    @cached_property
    def body(self):
        if "body" not in self.asked:
            return None
        body = Body.objects.filter(organisation=self.home.organisation, pk=self.asked["body"]).first()
        if body is None:
            raise UnknownChoice("body")
        return body

    @property
    def narrowed_to(self):
        return self.body.name if self.body else ""

    @property
    def meetings(self):
        if not (self.home.organisation and isinstance(self.page, ResolutionIndexPage)):
            return Meeting.objects.none()
        found = meetings_of(self.home.organisation).select_related("body", "convocation")
        return found.filter(body=self.body) if self.body else found

    @property
    def coming(self):
        """The announced ones, for a calendar."""
        if not isinstance(self.page, ResolutionIndexPage):
            return Meeting.objects.none()
        found = coming_of(self.home.organisation)
        return found.filter(body=self.body) if self.body else found

    def entries(self):
        return [self.entry(meeting) for meeting in self.meetings.order_by("-starts_at", "-pk")[:MOST]]

    def between(self, since, until, most):
        held = Q(closed_at__gt=since, closed_at__lte=until)
        fresh = held | Q(closed_at=None, noticed_at__gt=since, noticed_at__lte=until)
        return [self.entry(meeting) for meeting in self.meetings.filter(fresh).order_by("-starts_at", "-pk")[:most]]

    def entry(self, meeting):
        over = meeting.state == Meeting.State.CLOSED
        told = (meeting.closed_at or noon_of(meeting.day)) if over else meeting.noticed_at
        place = meeting.place if meeting.has_place else ""
        what = _("What was decided") if over else _("Coming meeting")
        return Entry(
            url=f"{self.page.url}meetings/{meeting.pk}/",
            title=_("%(body)s, session %(number)s, %(day)s")
            % {"body": meeting.body.name, "number": meeting.number, "day": f"{meeting.day:%d.%m.%Y}"},
            summary=". ".join(filter(None, [what, place])),
            published=told or meeting.starts_at,
            updated=told,
            kind=what,
            categories=(meeting.body.name,),
        )


def _programmes_of(home):
    from programs.models import ProgramPage

    return ProgramPage.objects.descendant_of(home).live().public()


STREAMS: dict[str, type[Stream]] = {
    stream.name: stream
    for stream in (
        ActsStream,
        NewsStream,
        EventsStream,
        NewspaperStream,
        MeetingsStream,
        PhotosStream,
        PapersStream,
        PracticesStream,
    )
}
