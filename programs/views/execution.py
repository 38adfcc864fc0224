"""The screen of a report on execution: figures, charts, the table to write in, the draft resolution below it."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from control.models import ControlledItem
from control.refusal import Refused
from programs.models import ExecutionReportPage
from programs.report_forms import WholeForm
from programs.report_papers import answer_with_report, answer_with_word_report
from programs.reporting.building import build, refresh, refuse_closed, reportable, sources_of, unfinished_report, write
from programs.reporting.composing import draft_points
from programs.reporting.proposing import make_draft_act, missing_days
from programs.reporting.rows import Executors, Proposal

READS = "read_control"
# Whoever controls the execution or writes acts writes the report on it.
WRITES = ("control", "draft")


def may_write(page, user):
    """Whether the account writes reports of the page's council."""
    return any(page.may(user, right) for right in WRITES)


class BuildView(WagtailAdminTemplateMixin, TemplateView):
    """The way in from an act or a plan: to the report being written, or the button that builds one."""

    template_name = "programs/reporting/build.html"
    page_title = gettext_lazy("Report on execution")
    header_icon = "doc-full"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not reportable(self.page) or not may_write(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self):
        return get_object_or_404(Page, pk=self.kwargs["pk"]).specific

    def get_page_subtitle(self):
        return self.page.title

    def get_breadcrumbs_items(self):
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse("programs_reports"), "label": _("Reports on execution")},
        ]
        return [*items, {"url": "", "label": self.page_title}]

    def get(self, request, *args, **kwargs):
        if unfinished := unfinished_report(self.page):
            return redirect("programs_report", unfinished.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page=self.page,
            items=ControlledItem.objects.filter(source__in=list(sources_of(self.page))).count(),
            earlier=ExecutionReportPage.objects.about(self.page).for_listing(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            report = build(self.page, request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("programs_report_build", self.page.pk)
        return redirect("programs_report", report.pk)


class ReportDoor:
    """Those who read control come in; those who control or draft write."""

    def dispatch(self, request, *args, **kwargs):
        if not self.report.may(request.user, READS):
            raise PermissionDenied
        if request.method == "POST" and not self.may_write:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def report(self):
        return get_object_or_404(ExecutionReportPage.objects.select_related("draft_act"), pk=self.kwargs["pk"])

    @cached_property
    def draft(self):
        return self.report.get_latest_revision_as_object()

    @cached_property
    def may_write(self):
        return may_write(self.report, self.request.user)

    def seen_revision(self):
        seen = self.request.POST.get("seen_revision", "")
        return int(seen) if seen.isdecimal() else None

    def write(self, form, *, typing=False):
        return write(
            self.report,
            self.request.user,
            written=form.written,
            texts=form.texts.cleaned_data,
            seen_revision=self.seen_revision(),
            typing=typing,
        )


class ReportView(ReportDoor, WagtailAdminTemplateMixin, TemplateView):
    """All of the report in one form; saving, drawing anew and making the draft are its buttons."""

    template_name = "programs/reporting/report.html"
    page_title = gettext_lazy("Report on execution")
    header_icon = "doc-full"
    _show_breadcrumbs = True

    def get_page_subtitle(self):
        return self.draft.title

    def get_breadcrumbs_items(self):
        items = [
            *super().get_breadcrumbs_items(),
            {"url": reverse("programs_reports"), "label": _("Reports on execution")},
        ]
        return [*items, {"url": "", "label": self.draft.title}]

    def get_context_data(self, form=None, refusal="", **kwargs):
        draft = self.draft
        form = form or WholeForm(draft)
        rows = draft.table
        latest, act = self.report.latest_revision, self.report.draft_act
        return super().get_context_data(
            report=self.report,
            draft=draft,
            form=form,
            # The lists behind the figures are of one act or plan.
            source=rows[0].source if len({row.source for row in rows}) == 1 else None,
            groups=grouped(form.rows, rows),
            figures=draft.figures,
            seen_revision=self.request.POST.get("seen_revision") or (latest.pk if latest else ""),
            saved_at=latest.created_at if latest else None,
            frozen=self._frozen(),
            refusal=refusal,
            may_write=self.may_write,
            may_edit_act=bool(act) and not act.is_registered and act.permissions_for_user(self.request.user).can_edit(),
            may_edit_page=self.report.permissions_for_user(self.request.user).can_edit(),
            media=form.rows.media,
            **draft_context(draft, rows),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        form = WholeForm(self.draft, request.POST)
        if not form.is_valid():
            refusal = _("Nothing has been saved yet: correct the marked rows.")
            return self.render_to_response(self.get_context_data(form=form, refusal=refusal), status=422)
        try:
            self.write(form)
            return self._then(request.POST.get("action", ""))
        except Refused as refused:
            return self.render_to_response(self.get_context_data(form=form, refusal=str(refused)), status=409)

    def _then(self, action):
        if action == "refresh":
            refresh(self.report, self.request.user)
            messages.success(self.request, _("Drawn from the cards again; what you wrote stayed."))
        elif action == "draft":
            act = make_draft_act(ExecutionReportPage.objects.get(pk=self.report.pk), self.request.user)
            messages.success(self.request, _("The draft resolution is ready; the report is its annex."))
            if act.permissions_for_user(self.request.user).can_edit():
                return redirect("wagtailadmin_pages:edit", act.pk)
        else:
            messages.success(self.request, _("The report is saved."))
        return redirect("programs_report", self.report.pk)

    def _frozen(self):
        try:
            refuse_closed(self.draft, self.request.user)
        except Refused as refusal:
            return str(refusal)
        return ""


class KeepView(ReportDoor, View):
    """Saved while somebody types: answers with the time, the version and the draft resolution as it reads now."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        form = WholeForm(self.draft, request.POST)
        if not form.is_valid():
            return JsonResponse({"say": _("Not saved: correct the marked rows.")}, status=422)
        try:
            draft = self.write(form, typing=True)
        except Refused as refusal:
            return JsonResponse({"say": str(refusal)}, status=409)
        context = {"report": self.report, **draft_context(draft, draft.table)}
        return JsonResponse(
            {
                "revision": draft.latest_revision_id,
                "say": _("Saved at %(time)s") % {"time": f"{timezone.localtime():%H:%M}"},
                "draft": render_to_string("programs/reporting/draft.html", context, request=request),
                "proposals": context["proposals"],
            }
        )


def report_pdf(request, pk):
    """The report as it would be printed now."""
    report, is_draft = _report_now(request, pk)
    return answer_with_report(report, inside=True, draft=is_draft)


def report_docx(request, pk):
    """The report as it reads now, as a Word file."""
    report, is_draft = _report_now(request, pk)
    return answer_with_word_report(report, draft=is_draft)


def _report_now(request, pk):
    """The report with what has been written so far, and whether all of that has been published."""
    report = get_object_or_404(ExecutionReportPage, pk=pk)
    if not report.may(request.user, READS):
        raise PermissionDenied
    return report.get_latest_revision_as_object(), not report.live or report.has_unpublished_changes


def draft_context(draft, rows) -> dict:
    """The draft resolution that the proposals make, and their numbers in words."""
    about = draft.source_page
    counted = {proposal: sum(row.proposal == proposal for row in rows) for proposal in Proposal.values}
    return {
        "points": draft_points(about, sources_of(about), rows),
        "missing": missing_days(rows),
        "unclosed": [row for row in rows if row.proposal == Proposal.CLOSE and row.remaining],
        "changes": counted[Proposal.CLOSE] + counted[Proposal.EXTEND],
        "proposals": _("take off %(close)s, extend %(extend)s, leave %(leave)s") % counted,
    }


def grouped(forms, rows) -> list[dict]:
    """The forms of the rows, grouped as reports are; one group needs no heading."""
    by_item = {row.item: row for row in rows}
    groups = {}
    for form in forms:
        row = form.row or by_item.get(form["item"].value())
        if row is None:
            continue
        name = ", ".join(row.executor_names) if row.group == Executors.UNIT else str(Executors.MEMBERS.label)
        groups.setdefault((row.group != Executors.UNIT, name), []).append((form, row))
    ordered = sorted(groups.items(), key=lambda entry: entry[0][0])
    return [{"name": name or _("executors not named"), "rows": own} for (_is_member, name), own in ordered]
