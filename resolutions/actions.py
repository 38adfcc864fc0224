"""The editor's buttons for an act: submitting is the way forward, so it stands first."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import SubmitForModerationMenuItem

from resolutions.models import ResolutionIndexPage, ResolutionPage


class SubmitForApproval(SubmitForModerationMenuItem):
    """Send the text to the person who approves it."""

    label = _("Submit for approval")

    def get_context_data(self, parent_context):
        return {**super().get_context_data(parent_context), "label": self.label}


def put_submission_first(menu_items, request, context):
    """Drafts save themselves; the one primary button of an act's editor submits it."""
    is_act = isinstance(context.get("page") or context.get("parent_page"), ResolutionPage | ResolutionIndexPage)
    submit = next((item for item in menu_items if isinstance(item, SubmitForModerationMenuItem)), None)
    if is_act and submit:
        menu_items.remove(submit)
        menu_items.insert(0, SubmitForApproval(order=submit.order))
