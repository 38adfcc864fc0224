"""The editor's buttons for a programme, a plan and a report: they are submitted for approval, as acts are."""

from wagtail.admin.action_menu import SubmitForModerationMenuItem

from programs.models import ExecutionReportPage, PlanPage, ProgrammesIndexPage, ProgramPage
from resolutions.actions import SubmitForApproval

PAPERS = ProgramPage | PlanPage | ExecutionReportPage


def name_submission_plainly(menu_items, request, context):
    """A paper nobody publishes alone is submitted with the button that acts have; it stands first."""
    page = context.get("page") or context.get("parent_page")
    is_paper = isinstance(page, PAPERS | ProgrammesIndexPage)
    submit = next((item for item in menu_items if isinstance(item, SubmitForModerationMenuItem)), None)
    if is_paper and submit:
        menu_items.remove(submit)
        menu_items.insert(0, SubmitForApproval(order=submit.order))
