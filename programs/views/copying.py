"""Copy a plan to the next year: look at what moves, then make the draft."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from control.refusal import Refused
from programs.copying import copy_to_next_period, moved_rows, moved_title
from programs.period import in_words, moved, years_of
from programs.views.doors import PlanDoor


class CopyView(PlanDoor, TemplateView):
    """Every row with its words before and after, and one button."""

    template_name = "programs/admin/copy.html"
    page_title = gettext_lazy("Copy to the next year")
    header_icon = "copy"

    def dispatch(self, request, *args, **kwargs):
        if not self.plan.get_parent().specific.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def years(self):
        return years_of(self.draft.period_start, self.draft.period_end)

    def get_context_data(self, **kwargs):
        start, end = (moved(day, self.years) for day in (self.draft.period_start, self.draft.period_end))
        return super().get_context_data(
            plan=self.draft,
            new_title=moved_title(self.draft.title, self.years),
            new_period=in_words(start, end),
            rows=list(moved_rows(self.draft, self.years)),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            copy = copy_to_next_period(self.plan, request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("programs_copy", self.plan.pk)
        messages.success(request, _("The draft of the next plan is ready: look at its dates and submit it."))
        return redirect("programs_table", copy.pk)
