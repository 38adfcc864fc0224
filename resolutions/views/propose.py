"""A drafter hands an approved draft in for a meeting."""

from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from control.refusal import Refused
from registry.views.keys import key_or_none
from resolutions.meetings.agenda import meetings_for, propose
from resolutions.models import Proposal
from resolutions.models.meeting import Meeting
from resolutions.views.of_act import OfActView


class ProposeView(OfActView):
    """The meetings of the draft's body that are being prepared, each with its deadline and a button."""

    template_name = "resolutions/meetings/propose.html"
    page_title = gettext_lazy("Propose for a meeting")
    header_icon = "calendar-alt"

    @cached_property
    def draft(self):
        return self.act.get_latest_revision_as_object()

    def get_context_data(self, **kwargs):
        meetings, now = list(meetings_for(self.draft)), timezone.now()
        for meeting in meetings:
            meeting.is_open_to_drafts = meeting.is_in_time(now)
        proposal = Proposal.objects.filter(act=self.act).select_related("meeting__body", "proposed_by").first()
        return super().get_context_data(act=self.act, draft=self.draft, meetings=meetings, proposal=proposal, **kwargs)

    def post(self, request, *args, **kwargs):
        meeting = Meeting.objects.filter(pk=key_or_none(request.POST.get("meeting", "")) or 0).first()
        try:
            if meeting is None:
                raise Refused(_("Choose a meeting."))
            propose(self.act, meeting, request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        messages.success(request, _("The draft is proposed. The secretary will put it on the agenda."))
        return redirect(request.path)
