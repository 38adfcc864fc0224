"""The history of a party on its own tab, and the export of a council's history for an auditor."""

import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import HeaderButton

from registry.access import RegistryAccess
from registry.chronicle import entries_of, lines_below
from registry.history_export import csv_chunks, write_xlsx
from registry.models import Organisation


class PartyHistoryView(HistoryView):
    """Who changed what of a party and its rows; only for those who keep it, since it tells all its contacts."""

    permission_required = "change"
    any_permission_required = None
    results_template_name = "registry/history/entries.html"
    paginate_by = 50
    columns = ()
    filterset_class = None

    def get_queryset(self):
        return entries_of(self.object)

    @cached_property
    def verbose_name_plural(self):
        return _("changes")

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        if RegistryAccess.of(self.request.user).may("audit", self.object.path):
            buttons.append(
                HeaderButton(_("Export for an auditor"), url=reverse("registry_history_export"), icon_name="download")
            )
        return buttons


class ExportForm(forms.Form):
    """Whose history, from which day to which, and in which format."""

    council = forms.ModelChoiceField(label=gettext_lazy("Council"), queryset=Organisation.objects.none())
    since = forms.DateField(label=gettext_lazy("Since the day"), required=False, widget=AdminDateInput)
    until = forms.DateField(
        label=gettext_lazy("Until the day"),
        required=False,
        widget=AdminDateInput,
        help_text=gettext_lazy("This day included."),
    )
    file_format = forms.ChoiceField(
        label=gettext_lazy("File"),
        choices=[("xlsx", gettext_lazy("Excel (XLSX)")), ("csv", "CSV")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].queryset = councils
        self.fields["council"].empty_label = None

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        return cleaned


class HistoryExportView(WagtailAdminTemplateMixin, FormView):
    """A table of every change in a council's part of the tree."""

    form_class = ExportForm
    template_name = "registry/history/export.html"
    page_title = gettext_lazy("History for an auditor")
    header_icon = "history"

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("audit"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"councils": councils_one_audits(self.request.user)}

    def form_valid(self, form):
        asked = form.cleaned_data
        path = asked["council"].path
        access = RegistryAccess.of(self.request.user)
        others = [below for below in access.councils if below.startswith(path) and not access.may("audit", below)]
        lines = lines_below(path, *moments(asked["since"], asked["until"]), others)
        name = f"history-{asked['council'].pk}-{timezone.localdate():%Y-%m-%d}"
        if asked["file_format"] == "csv":
            return StreamingHttpResponse(
                csv_chunks(lines),
                content_type="text/csv; charset=utf-8",
                headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
            )
        return FileResponse(write_xlsx(lines), as_attachment=True, filename=f"{name}.xlsx")


def councils_one_audits(user):
    """The organisations of the councils whose history the account may export."""
    access = RegistryAccess.of(user)
    councils = Organisation.objects.filter(council_roles__isnull=False).distinct().order_by("name")
    return councils if access.everything else councils.filter(path__in=access.paths("audit"))


def moments(since, until):
    """The first moment of one day and the first after another."""
    until = until and until + datetime.timedelta(days=1)
    return [day and timezone.make_aware(datetime.datetime.combine(day, datetime.time.min)) for day in (since, until)]


urlpatterns = [
    path("registry/history/", HistoryExportView.as_view(), name="registry_history_export"),
]
