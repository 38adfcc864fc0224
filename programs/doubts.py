"""What was doubtful in a file follows the draft made of it, and so does the programme an act approves."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from programs.linking import approved_points, papers_waiting_for
from programs.models import ImportedDocument, PlanPage, ProgramPage
from resolutions.models import ResolutionPage


def remind_of_doubts(request, page):
    """Keep the import's doubts one click away from the editor until the draft is submitted."""
    if request.method != "GET" or not isinstance(page, ResolutionPage | ProgramPage | PlanPage):
        return
    record = None if _is_settled(page) or page.workflow_in_progress else _import_of(page)
    doubts = len(record.reading["warnings"]) if record else 0
    if doubts:
        text = ngettext("The import left %(count)s doubt.", "The import left %(count)s doubts.", doubts)
        look = messages.button(reverse("import_review", args=[record.pk]), _("Look"))
        messages.warning(request, text % {"count": doubts}, buttons=[look])


def offer_to_link(request, page):
    """Say over an act that approves a programme that nobody has said which one."""
    if request.method != "GET" or not isinstance(page, ResolutionPage) or not page.may(request.user, "draft"):
        return
    act = page if page.is_registered else page.get_latest_revision_as_object()
    if not approved_points(act) or page.approved_programpages.exists() or page.approved_planpages.exists():
        return
    if papers_waiting_for(act):
        look = messages.button(reverse("programs_link", args=[page.pk]), _("Say which"))
        messages.info(request, _("This act approves a programme or a plan."), buttons=[look])


def _is_settled(page):
    return page.is_registered if isinstance(page, ResolutionPage) else page.live


def _import_of(page):
    if isinstance(page, ResolutionPage):
        return page.imported_from.first()
    return ImportedDocument.objects.filter(page=page.pk).first()
