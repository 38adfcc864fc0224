"""The page of one meeting: what to do now, its agenda, its members."""

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.widgets.button import Button

from resolutions.meetings.agenda import candidates
from resolutions.meetings.forms import AddedQuestionForm
from resolutions.meetings.progress import Progress
from resolutions.meetings.versions import changed_facts, content_of, lines_of
from resolutions.models.meeting import Meeting
from resolutions.views.meeting_door import MeetingScreen, short_name_of


class MeetingView(MeetingScreen, TemplateView):
    """Everything of one meeting on one screen; its questions are moved here, too."""

    right = "read_drafts"
    template_name = "resolutions/meetings/meeting.html"
    page_title = ""
    # An order of questions that was sent but not saved.
    wanted_order = None

    def get_header_title(self):
        return short_name_of(self.meeting)

    @property
    def may_register(self):
        return self.meeting.may(self.request.user, "register")

    @property
    def header_more_buttons(self):
        meeting = self.meeting
        buttons = [self._button(_("Agenda as PDF"), "resolutions_agenda_pdf", "doc-full-inverse", 50)]
        if self.may_register and meeting.is_planned:
            buttons.append(self._button(_("Date, place, people"), "resolutions_meeting_edit", "edit", 10))
            buttons.append(self._button(_("Cancel the meeting"), "resolutions_meeting_cancel", "cross", 90))
        return buttons

    def _button(self, label, name, icon, priority):
        return Button(label, url=reverse(name, args=[self.meeting.pk]), icon_name=icon, priority=priority)

    def get_context_data(self, **kwargs):
        meeting = self.meeting
        items = self._in_wanted_order(list(meeting.agenda.all()))
        progress = Progress(meeting, list(meeting.agenda.all()))
        may_change = self.may_register and meeting.is_coming
        drafts = list(candidates(meeting)) if may_change else []
        form = AddedQuestionForm()
        return super().get_context_data(
            items=items,
            progress=progress,
            step=progress.step(),
            members_url="#members",
            session_url=_session_url(meeting),
            versions=_versions_with_changes(progress.versions),
            unsent=self._unsent(progress),
            may_change=may_change,
            may_register=self.may_register,
            drafts=drafts,
            proposed=[draft for draft in drafts if _proposal_of(draft, meeting)],
            others=[draft for draft in drafts if not _proposal_of(draft, meeting)],
            takes_drafts=meeting.is_in_time(timezone.now()),
            question_form=form,
            quorum=meeting.quorum_state() if meeting.state in (Meeting.State.OPEN, Meeting.State.CLOSED) else None,
            order_is_wanted=self.wanted_order is not None,
            **kwargs,
        )

    def _in_wanted_order(self, items):
        if self.wanted_order is None:
            return items
        places = {key: place for place, key in enumerate(self.wanted_order)}
        return sorted(items, key=lambda item: places.get(item.pk, len(places)))

    def _unsent(self, progress):
        """What the members do not know yet: lines that changed since the last version, and what of the facts did."""
        if not (progress.last and progress.is_stale and self.meeting.is_coming):
            return None
        lines = lines_of(content_of(progress.items), progress.last.content)
        return {
            "lines": [line for line in lines if line.changes],
            "facts": changed_facts(self.meeting, progress.last),
        }


def _proposal_of(draft, meeting):
    proposal = getattr(draft, "proposal", None)
    return proposal if proposal and proposal.meeting_id == meeting.pk else None


def _versions_with_changes(versions):
    """Each version, the latest first, with the lines in which it differs from the one before it."""
    earlier = None
    for version in versions:
        version.changes = (
            [line for line in lines_of(version.content, earlier.content) if line.changes] if earlier else []
        )
        earlier = version
    return versions[::-1]


def _session_url(meeting):
    """The screen on which the votes are entered."""
    try:
        return reverse("resolutions_session", args=[meeting.pk])
    except NoReverseMatch:
        return ""
