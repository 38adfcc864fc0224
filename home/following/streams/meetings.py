"""The meetings of a council, to be followed."""

from __future__ import annotations

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from home.following.entries import Entry, noon_of
from home.following.streams.stream import MOST, Stream, UnknownChoice
from registry.models import Body
from resolutions.meetings.publicity import coming_of, meetings_of
from resolutions.models import Meeting, ResolutionIndexPage


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
