"""Sending the notices: whom they go to is seen before they go."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages

from control.refusal import Refused
from registry.models import Person
from registry.views.keys import key_or_none
from resolutions.meetings.notices import note_handed_over, send_notice, send_notices
from resolutions.meetings.progress import Progress
from resolutions.views.meeting_door import MeetingAction, MeetingScreen


class NoticesView(MeetingScreen, TemplateView):
    """What will be sent and to whom; one button sends it."""

    template_name = "resolutions/meetings/notices.html"
    page_title = gettext_lazy("Notices")

    def get_context_data(self, **kwargs):
        meeting = self.meeting
        progress = Progress(meeting, list(meeting.agenda.all()))
        # A new version goes to everybody; the same one, to those who do not have it.
        waiting = [p for p in progress.places if progress.last is None or progress.is_stale or not p.has_current]
        return super().get_context_data(
            progress=progress,
            to_write=[place for place in waiting if place.address],
            to_hand=[place for place in waiting if not place.address],
            is_new=progress.last is not None and progress.is_stale,
            is_late=timezone.localdate() > meeting.materials_due,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            sent = send_notices(self.meeting, request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _letters_sent(len(sent.people)))
            if sent.without_address:
                names = ", ".join(str(person) for person in sent.without_address)
                messages.warning(request, _("No e-mail, hand it over on paper: %(names)s.") % {"names": names})
            if timezone.localdate() > self.meeting.materials_due:
                messages.warning(request, _("The materials go later than the rules of the body say."))
        return redirect(self.meeting_url())


def _letters_sent(number):
    return ngettext("%(number)s letter is on its way.", "%(number)s letters are on their way.", number) % {
        "number": number
    }


class MemberAction(MeetingAction):
    """A verb on one member's notice."""

    def next_url(self):
        return self.meeting_url() + "#members"

    @property
    def person(self):
        person = Person.objects.filter(pk=key_or_none(self.request.POST.get("person", "")) or 0).first()
        if person is None:
            raise Refused(_("This person is not a member of the body on the day of the meeting."))
        return person


class OneNoticeView(MemberAction):
    """Send the notice to one member, once more if need be."""

    def act(self):
        sent = send_notice(self.meeting, self.person, self.request.user)
        if sent.people:
            return _letters_sent(1)
        return _("%(name)s has no e-mail: hand the notice over on paper.") % {"name": sent.without_address[0]}


class HandedOverView(MemberAction):
    """Note that the notice was handed over on paper."""

    def act(self):
        note_handed_over(self.meeting, self.person, self.request.user)
        return _("It is noted: handed over on paper.")
