"""What all screens of one meeting share: whose it is, and how they are headed."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from resolutions.models.agenda import AgendaItem
from resolutions.models.meeting import Meeting


class MeetingDoor:
    """Lets in those who hold the right in the council of the meeting; the meeting comes with its agenda."""

    right = "register"

    def dispatch(self, request, *args, **kwargs):
        if not self.meeting.may(request.user, self.right):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def meeting(self):
        questions = AgendaItem.objects.select_related("act").defer("act__items", "act__annexes", "act__signatories")
        meetings = Meeting.objects.for_listing().prefetch_related(Prefetch("agenda", queryset=questions))
        return get_object_or_404(meetings, pk=self.kwargs["pk"])

    def meeting_url(self):
        return reverse("resolutions_meeting", args=[self.meeting.pk])


class MeetingScreen(MeetingDoor, WagtailAdminTemplateMixin):
    """A screen about one meeting."""

    header_icon = "calendar-alt"
    _show_breadcrumbs = True

    def get_page_subtitle(self):
        return ""

    def get_breadcrumbs_items(self):
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse("resolutions_meetings"), "label": _("Meetings")},
            {"url": self.meeting_url(), "label": short_name_of(self.meeting)},
        ]
        return [*items, {"url": "", "label": self.page_title}] if self.page_title else items

    def get_context_data(self, **kwargs):
        return super().get_context_data(meeting=self.meeting, **kwargs)


class MeetingAction(MeetingDoor, View):
    """One verb on a meeting, posted; whatever it says, the meeting's page follows."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            words = self.act()
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, words)
        return redirect(self.next_url())

    def act(self):
        """Do it and return what is said afterwards; may raise Refused."""
        raise NotImplementedError

    def next_url(self):
        return self.meeting_url()


NUMBERED = gettext_lazy("%(body)s, session %(number)s")


def short_name_of(meeting):
    """«Совет, заседание № 7»: enough on the meeting's own screens."""
    return NUMBERED % {"body": meeting.body.name, "number": meeting.number}
