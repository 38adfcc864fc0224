"""The table of a plan: rows written by keyboard or pasted from Word or Excel."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from control.refusal import Refused
from programs.table_form import TableFormSet, initial_rows
from programs.unknown_names import names_in, unknown_among
from programs.views.doors import PlanDoor
from programs.writing import SavedMeanwhile, refuse_locked, write_table

MOST_WORDS = 2000


class TableView(PlanDoor, TemplateView):
    """All rows in one form; one save is one version of the plan."""

    template_name = "programs/admin/table.html"
    page_title = gettext_lazy("Table of measures")

    def get_context_data(self, **kwargs):
        formset = kwargs.pop("formset", None) or TableFormSet(initial=initial_rows(self.draft), prefix="row")
        latest = self.plan.latest_revision
        return super().get_context_data(
            plan=self.draft,
            formset=formset,
            seen_revision=latest.pk if latest else "",
            frozen=self._frozen(),
            media=formset.media,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        # Without the stored rows: a row that happens to repeat one saved meanwhile is no empty row.
        formset = TableFormSet(request.POST, prefix="row")
        if not formset.is_valid():
            messages.error(request, _("Nothing has been saved yet: correct the marked rows."))
            return self.render_to_response(self.get_context_data(formset=formset))
        seen = request.POST.get("seen_revision", "")
        try:
            write_table(self.plan, formset, request.user, seen_revision=int(seen) if seen.isdecimal() else None)
        except SavedMeanwhile as refusal:
            messages.warning(request, str(refusal))
            self.plan.refresh_from_db()
            return self.render_to_response(self.get_context_data(formset=formset))
        except Refused as refusal:
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data(formset=formset))
        messages.success(request, _("The table is saved as a draft."))
        if "close" in request.POST:
            return redirect("wagtailadmin_pages:edit", self.plan.pk)
        return redirect("programs_table", self.plan.pk)

    def _frozen(self):
        try:
            refuse_locked(self.draft, self.request.user)
        except Refused as refusal:
            return str(refusal)
        return ""


class UnknownNamesView(PlanDoor, View):
    """Which of the names in a cell (?words=) the council's registry does not know."""

    def get(self, request, *args, **kwargs):
        organisation = self.plan.council_organisation
        names = names_in(request.GET.get("words", "")[:MOST_WORDS])
        missing = unknown_among(names, organisation.path if organisation else "")
        text = _("Not in the registry: %(names)s") % {"names": ", ".join(name for name in names if name in missing)}
        return JsonResponse({"unknown": sorted(missing), "hint": text if missing else ""})
