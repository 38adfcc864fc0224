"""How far the preparation of a meeting is: the one thing to do now, and who has seen what."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from registry.models import PersonalLink
from resolutions.meetings.notices import MATERIALS, addresses_of
from resolutions.meetings.versions import is_stale
from resolutions.models.agenda import AgendaItem
from resolutions.models.meeting import Meeting


@dataclass(frozen=True)
class Step:
    """What to do now, in words; which button does it, and whether it is late."""

    words: str
    detail: str = ""
    verb: str = ""
    is_late: bool = False


@dataclass
class Place:
    """A member's line in the list: the place at the meeting, the address, and what became of the notice."""

    row: object
    address: str
    seen_at: object = None
    has_current: bool = False
    by_letter: bool = False

    @property
    def needs_paper(self):
        """Whether the notice can only be handed over."""
        return not self.address and not self.has_current


class Progress:
    """The members of one meeting with their notices, read once; the number of queries does not grow with them."""

    def __init__(self, meeting: Meeting, items: list[AgendaItem]):
        self.meeting, self.items = meeting, items
        self.versions = list(meeting.agenda_versions.select_related("made_by"))
        self.last = self.versions[-1] if self.versions else None
        self.is_stale = is_stale(meeting, items, self.last)
        self.places = self._places()

    def _places(self):
        rows = list(self.meeting.attendances.select_related("person", "proxy"))
        addresses = addresses_of([row.person for row in rows])
        seen, lettered = {}, set()
        links = PersonalLink.objects.about(MATERIALS, self.meeting).order_by("pk")
        for person, seen_at in links.values_list("person_id", "seen_at"):
            lettered.add(person)
            if seen_at:
                seen[person] = seen_at
        return [
            Place(
                row,
                addresses.get(row.person_id, ""),
                seen.get(row.person_id),
                bool(row.notice_sent_at and self.last and row.notice_sent_at >= self.last.made_at),
                row.person_id in lettered,
            )
            for row in rows
        ]

    @property
    def seen(self):
        """How many opened the materials."""
        return sum(place.seen_at is not None for place in self.places)

    @property
    def noticed(self):
        """How many have the agenda that was sent last."""
        return sum(place.has_current for place in self.places)

    @property
    def on_paper(self):
        """Those to whom the notice must be handed."""
        return [place for place in self.places if place.needs_paper]

    def step(self) -> Step:
        """The ten-second line."""
        meeting = self.meeting
        if meeting.state == Meeting.State.CANCELLED:
            return Step(_("The meeting is cancelled."), meeting.cancel_reason)
        if meeting.state == Meeting.State.CLOSED:
            return Step(_("The meeting is closed."), self._decided())
        if meeting.state == Meeting.State.OPEN:
            if all(item.outcome for item in meeting.questions):
                return Step(_("All questions are decided: close the meeting."), verb="close")
            began = timezone.localtime(meeting.opened_at)
            return Step(
                _("The meeting goes on since %(time)s.") % {"time": f"{began:%H:%M}"}, self._decided(), "session"
            )
        return self._preparation()

    def _preparation(self):
        meeting, today = self.meeting, timezone.localdate()
        if not meeting.questions:
            return Step(_("The agenda is empty: put questions on it."), self._days_left())
        if not self.places:
            return Step(_("Nobody sits on the body on that day: write its members down in the registry."), verb="body")
        if self.last is None:
            return self._first_notice(today)
        if self.is_stale:
            return Step(
                _("The members hold an older agenda, date or place: send the notices again."),
                self._days_left(),
                "notices",
                is_late=today > meeting.materials_due,
            )
        if today >= timezone.localdate(meeting.starts_at):
            return Step(_("It is time: open the meeting."), self._days_left(), "open")
        if on_paper := len(self.on_paper):
            words = ngettext(
                "%(number)s member has no e-mail: hand the notice over on paper.",
                "%(number)s members have no e-mail: hand the notices over on paper.",
                on_paper,
            )
            return Step(words % {"number": on_paper}, self._days_left(), "members")
        if self.noticed < len(self.places):
            return Step(_("Not everybody has the notice: send it to the rest."), self._days_left(), "notices")
        return Step(_("Everything is ready."), self._days_left())

    def _first_notice(self, today):
        due = self.meeting.materials_due
        words = {"day": f"{due:%d.%m.%Y}"}
        if today > due:
            return Step(
                _("The notices had to go by %(day)s: send them now.") % words,
                self._days_left(),
                "notices",
                is_late=True,
            )
        return Step(_("Send the notices by %(day)s.") % words, self._days_left(), "notices")

    def _decided(self):
        questions = self.meeting.questions
        decided = sum(bool(item.outcome) for item in questions)
        return _("%(decided)s of %(all)s questions decided.") % {"decided": decided, "all": len(questions)}

    def _days_left(self):
        days = (timezone.localdate(self.meeting.starts_at) - timezone.localdate()).days
        if days < 0:
            return ngettext(
                "The day of the meeting was %(number)s day ago.",
                "The day of the meeting was %(number)s days ago.",
                -days,
            ) % {"number": -days}
        if days == 0:
            return _("The meeting is today.")
        words = ngettext(
            "%(number)s day is left until the meeting.", "%(number)s days are left until the meeting.", days
        )
        return words % {"number": days}
