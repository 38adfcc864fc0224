"""The first thing a secretary sees: a way in for a file, and the drafts that wait."""

from django.utils.functional import cached_property

from cms.panels import FirstScreenPanel
from resolutions.models import ResolutionPage
from resolutions.models.status import Status
from resolutions.remarks import place_of


class DraftsPanel(FirstScreenPanel):
    """The drafts of the secretary's councils, latest first."""

    name = "drafts"
    template_name = "programs/admin/drafts_panel.html"
    order = 50
    shown = 10

    @cached_property
    def drafts(self):
        acts = ResolutionPage.objects.filter(status=Status.DRAFT, owner=self.request.user)
        acts = acts.select_related("body").with_ball().order_by("-latest_revision_created_at")[: self.shown]
        return [(act, place_of(act)) for act in acts]

    def get_context_data(self, parent_context):
        return {"drafts": self.drafts, "request": self.request}
