"""Excuses and proxies: one table for all members, saved whole or not at all."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from control.refusal import Refused
from registry.views.keys import key_or_none
from resolutions.meetings.attendance import Mark, MarksRefused, mark
from resolutions.models.attendance import Attendance
from resolutions.models.meeting import Meeting
from resolutions.views.meeting_door import MeetingScreen


class AttendanceView(MeetingScreen, TemplateView):
    """Who comes, who is excused, who is represented by whom."""

    template_name = "resolutions/meetings/attendance.html"
    page_title = gettext_lazy("Attendance")

    def get(self, request, *args, **kwargs):
        return redirect(self.meeting_url()) if not self.meeting.is_coming else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        typed, wrong = kwargs.pop("typed", {}), kwargs.pop("wrong", {})
        rows = list(self.meeting.attendances.select_related("person"))
        for row in rows:
            if said := typed.get(row.person_id):
                row.state, row.reason, row.proxy_id = said.state, said.reason, said.proxy
            row.error = wrong.get(row.person_id, "")
        return super().get_context_data(
            rows=rows,
            people=[row.person for row in rows],
            states=Attendance.State.choices,
            quorum=self.meeting.quorum_state(),
            is_open=self.meeting.state == Meeting.State.OPEN,
            has_errors=bool(wrong),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        marks = [self._mark_of(person) for person in map(key_or_none, request.POST.getlist("person")) if person]
        try:
            mark(self.meeting, marks, request.user)
        except MarksRefused as refusal:
            messages.error(request, str(refusal))
            typed = {said.person: said for said in marks}
            return self.render_to_response(self.get_context_data(typed=typed, wrong=refusal.rows))
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Attendance is noted: %(quorum)s.") % {"quorum": self.meeting.quorum_state()})
        return redirect(self.meeting_url() + "#members")

    def _mark_of(self, person):
        said = {name: self.request.POST.get(f"{name}-{person}", "") for name in ("state", "reason", "proxy")}
        return Mark(person, said["state"], said["reason"], key_or_none(said["proxy"]))
