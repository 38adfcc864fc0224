"""The first screen: acts whose next step is one's own."""

from django.utils.functional import cached_property

from cms.panels import FirstScreenPanel
from resolutions.models import ResolutionPage, Status
from resolutions.remarks import place_of
from resolutions.voting.polling import waits_for as polls_of
from resolutions.waiting import waits_for


class WaitingPanel(FirstScreenPanel):
    """What the chair signs, the secretary puts on an agenda or registers; own drafts have a panel of theirs."""

    name = "waiting-acts"
    template_name = "resolutions/acts/waiting_panel.html"
    order = 40
    shown = 10

    @cached_property
    def acts(self):
        waiting = ResolutionPage.objects.filter(waits_for(self.request.user)).exclude(status=Status.DRAFT)
        waiting = waiting.for_listing().with_ball().order_by("latest_revision_created_at", "pk")[: self.shown]
        return [(act, place_of(act)) for act in waiting]

    def get_context_data(self, parent_context):
        return {"acts": self.acts}


class PollsPanel(FirstScreenPanel):
    """The open polls in which the member behind the account has not voted yet."""

    name = "open-polls"
    template_name = "resolutions/acts/polls_panel.html"
    order = 35

    def get_context_data(self, parent_context):
        return {"polls": polls_of(self.request.user)}
