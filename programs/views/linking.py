"""An act approves a programme: which of the council's programmes and plans it is."""

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from control.refusal import Refused
from programs.linking import approved_points, is_named, link_approval, papers_waiting_for
from resolutions.views.of_act import OfActView


class LinkView(OfActView):
    """The point of the act, and the papers that still wait for an act, each with its button."""

    template_name = "programs/admin/link.html"
    page_title = gettext_lazy("What this act approves")
    header_icon = "link"

    @cached_property
    def draft(self):
        """The act as it reads now, registered or still written."""
        return self.act if self.act.is_registered else self.act.get_latest_revision_as_object()

    @cached_property
    def papers(self):
        papers = papers_waiting_for(self.draft)
        return [paper for paper in papers if paper.permissions_for_user(self.request.user).can_edit()]

    def get_context_data(self, **kwargs):
        points = approved_points(self.draft)
        words = " ".join([self.draft.heading, *points])
        papers = [(paper, is_named(paper, words)) for paper in self.papers]
        return super().get_context_data(act=self.act, points=points, papers=papers, **kwargs)

    def post(self, request, *args, **kwargs):
        wanted = request.POST.get("paper", "")
        paper = next((paper for paper in self.papers if str(paper.pk) == wanted), None)
        if paper is None:
            messages.error(request, _("Choose one of the programmes below."))
            return redirect("programs_link", self.act.pk)
        try:
            draft = link_approval(paper, self.act, request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("programs_link", self.act.pk)
        text = _("“%(title)s” and the act now name each other.") % {"title": draft.title}
        if paper.live:
            text += " " + _("Readers see it when the draft of the programme has been approved.")
        messages.success(request, text)
        return redirect("wagtailadmin_pages:edit", self.act.pk)
