"""A programme or a plan as it would be printed now, for those who may see the draft."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from wagtail.models import Page

from programs.models.paper import ApprovedPaper
from programs.papers import answer_with


def draft_pdf(request, pk):
    """The latest draft on paper; the public paper itself where there is nothing newer."""
    page = Page.objects.filter(pk=pk).specific().first()
    if not isinstance(page, ApprovedPaper):
        raise Http404
    if not page.may(request.user, "read_drafts"):
        raise PermissionDenied
    is_draft = not page.live or page.has_unpublished_changes
    return answer_with(page.get_latest_revision_as_object() if is_draft else page, draft=is_draft)
