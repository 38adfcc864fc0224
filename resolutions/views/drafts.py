"""A draft as it would be printed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from resolutions.models import ResolutionPage
from resolutions.official import act_pdf


def draft_pdf(request, pk):
    """The draft as it would be printed today, marked «ПРОЕКТ», for those who may see the draft."""
    act = get_object_or_404(ResolutionPage, pk=pk)
    if not act.may(request.user, "read_drafts"):
        raise PermissionDenied
    if act.is_registered and act.live:
        return redirect(f"{act.get_url(request)}pdf/")
    draft = act.get_latest_revision_as_object()
    rendered = act_pdf(draft, draft=True)
    return HttpResponse(
        rendered.content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, _("Draft %(pk)s.pdf") % {"pk": pk}),
            "Cache-Control": "no-store",
        },
    )
