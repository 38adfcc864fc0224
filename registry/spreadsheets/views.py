"""Spreadsheets of the registry in the admin: hand one in, look at what it will do, bring it in, take one out."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from registry.access import RegistryAccess
from registry.models import SpreadsheetImport, SpreadsheetRow
from registry.spreadsheets import progress
from registry.spreadsheets.border import councils_of
from registry.spreadsheets.columns import LAYOUTS
from registry.spreadsheets.exporting import Export
from registry.spreadsheets.forms import UploadForm
from registry.spreadsheets.reading import MAX_ROWS
from registry.spreadsheets.tasks import bring_in_spreadsheet, check_spreadsheet
from registry.spreadsheets.writing import csv_lines, mistakes_file, template_file, workbook_file
from registry.views.keys import key_or_none

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_ON_A_PAGE = 100
FILE_NAMES = {"organisations": "организации", "people": "люди", "memberships": "состав-и-должности"}
ALL = "all"
Status, Action, Kind = SpreadsheetImport.Status, SpreadsheetRow.Action, SpreadsheetImport.Kind


class SpreadsheetMixin(WagtailAdminTemplateMixin):
    """Only those who keep the registry of some council come in, and see the files of their councils only."""

    page_title = gettext_lazy("Spreadsheets")
    header_icon = "table"
    _show_breadcrumbs = True
    # Those who may only look at the registry may take a spreadsheet out.
    right = "add"

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has(self.right):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def councils(self):
        return councils_of(self.request.user, self.right)

    @cached_property
    def spreadsheet(self):
        known = SpreadsheetImport.objects.select_related("organisation", "uploaded_by").without_content()
        return get_object_or_404(known.filter(organisation__in=self.councils), pk=self.kwargs["pk"])

    def here(self):
        return redirect("registry_spreadsheets:spreadsheet", self.spreadsheet.pk)


class SpreadsheetsView(SpreadsheetMixin, FormView):
    """What was handed in before, a form for one more, templates, exports."""

    template_name = "registry/spreadsheets/index.html"
    form_class = UploadForm
    right = "view"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def kept(self):
        return councils_of(self.request.user)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "councils": self.kept, "user": self.request.user}

    def get_context_data(self, **kwargs):
        SpreadsheetImport.objects.forget_abandoned()
        handed_in = SpreadsheetImport.objects.select_related("organisation", "uploaded_by").without_content()
        page = Paginator(handed_in.filter(organisation__in=self.kept), 20).get_page(self.request.GET.get("p"))
        kwargs["kept_days"] = SpreadsheetImport.KEPT_FOR.days
        may_add = RegistryAccess.of(self.request.user).has("add")
        if may_add:
            kwargs.setdefault("form", self.get_form())
        else:
            kwargs["form"] = None
        return super().get_context_data(
            page=page, councils=list(self.councils), kinds=Kind.choices, may_add=may_add, **kwargs
        )

    def post(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("add"):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        spreadsheet = form.save()
        # Without the script nobody would start the check: it is made here, and the answer is the preview.
        if not form.cleaned_data["watched"] and SpreadsheetImport.objects.claim_to_check(spreadsheet.pk):
            check_spreadsheet.enqueue(spreadsheet.pk, self.request.user.pk)
        return redirect("registry_spreadsheets:spreadsheet", spreadsheet.pk)


class SpreadsheetView(SpreadsheetMixin, TemplateView):
    """One spreadsheet: how far the work is, then what each row will do, then what was done."""

    template_name = "registry/spreadsheets/spreadsheet.html"

    def get_page_title(self):
        return self.spreadsheet.file_name

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("registry_spreadsheets:index"), "label": self.page_title},
            {"url": "", "label": self.spreadsheet.file_name},
        ]

    def get_context_data(self, **kwargs):
        spreadsheet = self.spreadsheet
        counts = spreadsheet.counts
        # What must be corrected is shown first.
        shown = self.request.GET.get("show") or (Action.REFUSED if counts.get(Action.REFUSED) else ALL)
        if shown not in Action.values:
            shown = ALL
        rows = spreadsheet.rows.all() if shown == ALL else spreadsheet.rows.filter(action=shown)
        paginator = Paginator(rows, ROWS_ON_A_PAGE)
        # The numbers were counted once, when the preview was made.
        total = sum(counts.values())
        paginator.count = total if shown == ALL else counts.get(shown, 0)
        return super().get_context_data(
            spreadsheet=spreadsheet,
            page=paginator.get_page(self.request.GET.get("p")),
            shown=shown,
            filters=[(ALL, _("all rows"), _grouped(total))]
            + [(value, label, _grouped(counts.get(value, 0))) for value, label in Action.choices],
            printed={name: _grouped(number) for name, number in counts.items()},
            to_write=_grouped(spreadsheet.rows_to_write),
            counts=counts,
            kept_days=SpreadsheetImport.KEPT_FOR.days,
            told=Told(spreadsheet) if spreadsheet.is_working else None,
            **kwargs,
        )


class Told:
    """How far the work on a spreadsheet is, in a number for the bar and in words."""

    def __init__(self, spreadsheet):
        total, done = spreadsheet.rows_total, progress.told(spreadsheet)
        self.of, self.done = total, min(done, total)
        said = {"done": _grouped(self.done), "of": _grouped(total)}
        if spreadsheet.status == Status.RUNNING:
            # Every row is gone through twice: checked again, then written.
            self.of, self.done = total * 2, min(done, total * 2)
            written = max(done - total, 0)
            said["done"] = _grouped(min(written or done, total))
            self.words = (
                _("Written: %(done)s of %(of)s") if done > total else _("Checked again: %(done)s of %(of)s")
            ) % said
        elif not total:
            self.words = _("The file is being opened")
        else:
            self.words = _("Checked: %(done)s of %(of)s") % said


class ProgressView(SpreadsheetMixin, View):
    """How far the work is, for the script of the page."""

    def get(self, request, pk):
        told = Told(self.spreadsheet)
        answer = {
            "status": self.spreadsheet.status,
            "working": self.spreadsheet.is_working,
            "done": told.done,
            "of": told.of,
            "words": told.words,
        }
        return JsonResponse(answer, headers={"Cache-Control": "no-store"})


class CheckView(SpreadsheetMixin, View):
    """Start the check of a file, or start it anew after the registry changed."""

    def post(self, request, pk):
        if SpreadsheetImport.objects.claim_to_check(self.spreadsheet.pk):
            check_spreadsheet.enqueue(self.spreadsheet.pk, request.user.pk)
        return self.here()


class BringInView(SpreadsheetMixin, View):
    """Start the writing of what the preview shows."""

    def post(self, request, pk):
        if self.spreadsheet.status == Status.REFUSED:
            messages.error(request, _("Nothing was brought in: the file has mistakes."))
        elif SpreadsheetImport.objects.claim_to_bring_in(self.spreadsheet.pk):
            bring_in_spreadsheet.enqueue(self.spreadsheet.pk, request.user.pk)
        return self.here()


class DiscardView(SpreadsheetMixin, View):
    """Forget a file that has not been brought in."""

    def post(self, request, pk):
        if self.spreadsheet.status in (Status.DONE, Status.RUNNING):
            messages.error(request, _("This file can no longer be removed."))
            return self.here()
        SpreadsheetImport.objects.filter(pk=self.spreadsheet.pk).exclude(
            status__in=(Status.DONE, Status.RUNNING)
        ).delete()
        messages.success(request, _("The file is removed; the registry is as it was."))
        return redirect("registry_spreadsheets:index")


class MistakesView(SpreadsheetMixin, View):
    """The file with a column that says what to correct in each row."""

    def get(self, request, pk):
        spreadsheet = get_object_or_404(SpreadsheetImport, pk=self.spreadsheet.pk)
        if not spreadsheet.content or spreadsheet.problem:
            raise Http404
        name = spreadsheet.file_name.rsplit(".", 1)[0]
        return _download(mistakes_file(spreadsheet), f"{name} — что исправить.xlsx")


class TemplateFileView(SpreadsheetMixin, View):
    """An empty spreadsheet with the headings, an example and the explanations."""

    def get(self, request, kind):
        if kind not in LAYOUTS:
            raise Http404
        return _download(template_file(LAYOUTS[kind]), f"образец-{FILE_NAMES[kind]}.xlsx")


class ExportView(SpreadsheetMixin, View):
    """A council's organisations, people or memberships, as far as the account sees them."""

    right = "view"

    def get(self, request, kind, extension):
        if kind not in LAYOUTS or extension not in ("xlsx", "csv"):
            raise Http404
        council = self._council()
        export = Export(kind, council, RegistryAccess.of(request.user))
        if export.length > MAX_ROWS:
            messages.error(request, _("More than 100,000 rows: choose a council further down."))
            return redirect("registry_spreadsheets:index")
        name = f"{FILE_NAMES[kind]}-{localdate():%Y-%m-%d}.{extension}"
        if extension == "xlsx":
            return _download(workbook_file(LAYOUTS[kind], export.rows()), name)
        return StreamingHttpResponse(
            csv_lines(LAYOUTS[kind], export.rows()),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "no-store"},
        )

    def _council(self):
        asked = self.request.GET.get("council", "")
        if asked:
            return get_object_or_404(self.councils, pk=key_or_none(asked))
        if (only := self.councils.first()) is None:
            raise Http404
        return only


def _download(file, name):
    response = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    response.headers["Cache-Control"] = "no-store"
    return response


def _grouped(number):
    return number_format(number, force_grouping=True)
