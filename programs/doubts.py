"""What was doubtful in a file follows the draft made of it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from resolutions.models import ResolutionPage


def remind_of_doubts(request, page):
    """Keep the import's doubts one click away from the editor until the draft is submitted."""
    if request.method != "GET" or not isinstance(page, ResolutionPage):
        return
    record = None if page.is_registered or page.workflow_in_progress else page.imported_from.first()
    doubts = len(record.reading["warnings"]) if record else 0
    if doubts:
        text = ngettext("The import left %(count)s doubt.", "The import left %(count)s doubts.", doubts)
        look = messages.button(reverse("import_review", args=[record.pk]), _("Look"))
        messages.warning(request, text % {"count": doubts}, buttons=[look])
