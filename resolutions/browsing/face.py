"""What the public page of an act says besides its text: its sitting, its topics, the vote, the news, how to cite it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from cms.translating import once_in_a_language
from registry.models import Body
from resolutions.browsing.references import reference_of
from resolutions.meetings.publicity import is_over
from resolutions.models.listed import ListedAct
from resolutions.models.topic import ActTopic

NEWS_SHOWN = 5
# So many acts of one sitting are looked through for the neighbours of one, and so little of each is read.
MOST = 200
NAMED = ("title", "heading", "number", "slug", "url_path", "path", "depth", "locale", "live")


@dataclass
class Vote:
    """A counted vote in numbers; how a member voted is nobody's business here."""

    votes_for: int
    votes_against: int
    votes_abstained: int
    present: int | None
    members: int | None


class PublicFace:
    """One act as its readers see it; what it depends on is small and read first."""

    def __init__(self, act):
        self.act = act

    @cached_property
    def listed(self):
        """The row of the act in the list; none where it is not shown to everybody."""
        listed = getattr(self.act, "listed", None) if self.act.pk else None
        return listed if listed and listed.is_shown else None

    @cached_property
    def news(self):
        """The news about this decision, the newest first."""
        # News stand over this room: they are asked through the accessor they have hung on the act.
        if not (self.listed and hasattr(type(self.act), "news")):
            return []
        # One piece of news may tell of several points of the act.
        live = set(self.act.news.live().order_by().values_list("pk", flat=True))
        if not live:
            return []
        news = once_in_a_language(self.act.news.model.objects.public().filter(pk__in=live))
        return list(news.for_listing()[:NEWS_SHOWN])

    @cached_property
    def topics(self):
        if not self.listed:
            return []
        given = ActTopic.objects.filter(act=self.act.pk).present().select_related("topic")
        return sorted((row.topic for row in given), key=str)

    @cached_property
    def meeting(self):
        """The meeting that adopted the act, where its body lets it be known."""
        meeting = self.listed.meeting if self.listed else None
        nothing = Body.MeetingsShown.NOTHING
        return meeting if meeting and is_over(meeting) and self.act.body.meetings_shown != nothing else None

    @cached_property
    def sitting(self):
        """The acts of the same sitting that anybody may read, in order; so many as a sitting may well have."""
        if not self.listed:
            return []
        day, body, meeting = self.listed.sitting
        sitting = ListedAct.objects.shown_in(self.listed.section_id).filter(day=day, body=body, meeting=meeting)
        light = [f"act__{name}" for name in NAMED]
        sitting = sitting.filter(act__live=True, act__is_restricted=False).select_related("act")
        return list(sitting.in_order().only("place", *light)[:MOST])

    @cached_property
    def previous(self):
        """The act before this one at the same sitting."""
        before = [row.act for row in self.sitting if self._order(row) < self._order(self.listed)]
        return before[-1] if before else None

    @cached_property
    def next(self):
        """The act after this one at the same sitting."""
        after = [row.act for row in self.sitting if self._order(row) > self._order(self.listed)]
        return after[0] if after else None

    @staticmethod
    def _order(listed):
        return listed.place, listed.pk

    @cached_property
    def vote(self) -> Vote | None:
        """How many voted for and against, where the body shows that."""
        if not (self.listed and self.act.body and self.act.body.votes_shown):
            return None
        adoption = getattr(self.act, "adoption", None)
        voting = adoption.voting if adoption else None
        if voting is None or voting.votes_for is None:
            return None
        return Vote(
            voting.votes_for, voting.votes_against or 0, voting.votes_abstained or 0, voting.present, voting.members
        )

    @property
    def reference(self):
        """The act as it is cited, of today."""
        return reference_of(self.act, timezone.localdate())
