"""Import a document: drop a file, look at what was read, correct it, make the draft."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.refusal import Refused
from documents.interchange import document_from_dict
from programs.drafting import alike, list_of_programmes
from programs.forms import ReviewForm, UploadForm
from programs.importing import MADE_INTO_PAPERS, MAX_BYTES, draft_from_reading, keep_reading, papers_from_reading
from programs.linking import approved_points, papers_waiting_for
from programs.models import DocumentKind, ImportedDocument
from programs.review import rows_of
from resolutions.drafting import document_type_named, find_body, find_organisation
from resolutions.models import ResolutionIndexPage


def councils_of(user):
    """The lists of acts under which this user may add drafts."""
    pages = [page for page in ResolutionIndexPage.objects.all() if page.permissions_for_user(user).can_add_subpage()]
    return ResolutionIndexPage.objects.filter(pk__in=[page.pk for page in pages])


class ImportMixin(WagtailAdminTemplateMixin):
    """Only those who may draft for some council come in."""

    page_title = gettext_lazy("Import a document")
    header_icon = "upload"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        self.councils = councils_of(request.user)
        if not self.councils.exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def record(self):
        readings = ImportedDocument.objects.select_related("act", "page", "council").filter(council__in=self.councils)
        return get_object_or_404(readings, pk=self.kwargs["pk"])


class UploadView(ImportMixin, FormView):
    """The first step: a file."""

    template_name = "programs/admin/import_upload.html"
    form_class = UploadForm

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "councils": self.councils}

    def get_context_data(self, **kwargs):
        readings = ImportedDocument.objects.select_related("act", "page", "imported_by").defer(
            "reading", "lines", "item_lines"
        )
        return super().get_context_data(
            recent=readings.filter(council__in=self.councils)[:20],
            largest=MAX_BYTES,
            media=self.get_form().media,
            **kwargs,
        )

    def form_valid(self, form):
        record, _created = keep_reading(form.cleaned_data["council"], form.source, form.document, self.request.user)
        if record.act_id:
            messages.warning(self.request, _("This very file is already imported: here is its act."))
            return redirect("wagtailadmin_pages:edit", record.act_id)
        if record.page_id:
            messages.warning(self.request, _("This very file is already imported: here is what was made of it."))
            return redirect("wagtailadmin_pages:edit", record.page_id)
        return redirect("import_review", record.pk)


class ReviewView(ImportMixin, TemplateView):
    """The second step: what was read beside the lines it was read from."""

    def get_template_names(self):
        is_act = self.record.kind == DocumentKind.RESOLUTION
        return ["programs/admin/import_review.html" if is_act else "programs/admin/import_reading.html"]

    def get_page_subtitle(self):
        return self.record.name

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("import_upload"), "label": self.page_title},
            {"url": "", "label": self.record.name},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        document = document_from_dict(self.record.reading)
        context.update(record=self.record, document=document, warnings=document.warnings)
        if self.record.kind == DocumentKind.RESOLUTION:
            review = kwargs.get("review") or self.review()
            issuer = find_organisation(document.issuer)
            context.update(
                review=review,
                rows=rows_of(self.record.lines, self.record.item_lines, document, review),
                issuer=issuer,
                body=find_body(issuer, document.body),
            )
        elif self.record.kind in MADE_INTO_PAPERS:
            context.update(becomes_pages=True, **self._place_for(document))
        return context

    def _place_for(self, document):
        """Whether the draft can be made here, and what the council already has under the same title."""
        try:
            index = list_of_programmes(self.record.council)
        except Refused as refusal:
            return {"refusal": str(refusal)}
        if not index.permissions_for_user(self.request.user).can_add_subpage():
            return {"refusal": _("You may not add programmes in this council.")}
        return {"alike": [] if self.record.page_id else alike(document, index)}

    def review(self, data=None):
        document = document_from_dict(self.record.reading)
        return ReviewForm(document, document_type_named(document.type_name), data)

    def post(self, request, *args, **kwargs):
        if self.record.kind in MADE_INTO_PAPERS:
            return self._make_papers(request)
        if self.record.kind != DocumentKind.RESOLUTION:
            messages.success(request, _("The reading is kept."))
            return redirect("import_upload")
        review = self.review(request.POST)
        if not review.is_valid():
            messages.error(request, review.error_summary)
            return self.render_to_response(self.get_context_data(review=review))
        act = draft_from_reading(self.record, review.corrected(), request.user)
        if act is None:
            messages.warning(request, _("This import was cancelled meanwhile."))
            return redirect("import_upload")
        messages.success(request, _("The draft is ready. Check it and submit it for approval."))
        if approved_points(act) and papers_waiting_for(act):
            return redirect("programs_link", act.pk)
        return redirect("wagtailadmin_pages:edit", act.pk)

    def _make_papers(self, request):
        refusal = self._place_for(document_from_dict(self.record.reading)).get("refusal")
        if refusal:
            messages.error(request, refusal)
            return redirect("import_review", self.record.pk)
        page = papers_from_reading(self.record, request.user)
        if page is None:
            messages.warning(request, _("This import was cancelled meanwhile."))
            return redirect("import_upload")
        messages.success(request, _("The draft is ready. Check it and submit it for approval."))
        return redirect("wagtailadmin_pages:edit", page.pk)


class ReadingJsonView(ImportMixin, View):
    """What was read, in the interchange format."""

    def get(self, request, pk):
        return JsonResponse(self.record.reading, json_dumps_params={"ensure_ascii": False, "indent": 1})


class DiscardView(ImportMixin, View):
    """Give up an import that has not become a draft."""

    def post(self, request, pk):
        if ImportedDocument.objects.filter(pk=self.record.pk, act=None, page=None).delete()[0]:
            messages.success(request, _("The import is cancelled."))
        return redirect("import_upload")
