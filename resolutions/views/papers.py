"""Papers to print: the minutes and the pack of a meeting, the extract of an act."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from documents.writers.pdf import MEDIA_TYPE
from resolutions.models import ResolutionPage
from resolutions.papers.extracts import extract_file_name, extract_pdf
from resolutions.papers.minutes import minutes_file_name, minutes_pdf
from resolutions.papers.pack import pack_file_name, pack_pdf
from resolutions.views.meeting_door import MeetingDoor


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """A PDF made for whoever asks: shown in the browser, kept by nobody."""
    headers = {"Content-Disposition": content_disposition_header(False, name), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=MEDIA_TYPE, headers=headers)


class MinutesPdfView(MeetingDoor, View):
    """The minutes of a meeting, marked as a draft until it is closed."""

    right = "read_drafts"

    def get(self, request, *args, **kwargs):
        return pdf_answer(minutes_pdf(self.meeting).content, minutes_file_name(self.meeting))


class PackPdfView(MeetingDoor, View):
    """Everything a member needs at the table in one file."""

    right = "read_drafts"

    def get(self, request, *args, **kwargs):
        return pdf_answer(pack_pdf(self.meeting), pack_file_name(self.meeting))


class ExtractForm(forms.Form):
    """Which points, and who answers for the copy."""

    items = forms.MultipleChoiceField(
        label=_("Points"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one point.")},
    )
    position = forms.CharField(label=_("Position of whoever certifies it"), max_length=200, required=False)
    name = forms.CharField(
        label=_("Initials and surname"), max_length=120, required=False, help_text=_("Empty: lines to fill in by hand.")
    )

    def __init__(self, *args, act, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [
            (item.id, f"{item.printed_label} {item.text}".strip()) for item in act.operative_items
        ]


class ExtractView(WagtailAdminTemplateMixin, FormView):
    """Choose points of a registered act and get them on paper under their own numbers."""

    template_name = "resolutions/papers/extract.html"
    form_class = ExtractForm
    page_title = _("Extract")
    header_icon = "doc-full"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not self.act.may(request.user, "read_drafts"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def act(self):
        return get_object_or_404(ResolutionPage.objects.registered().for_reading(), pk=self.kwargs["pk"])

    def get_page_subtitle(self):
        return str(self.act)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "act": self.act}

    def get_context_data(self, **kwargs):
        return super().get_context_data(act=self.act, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        certified_by = {"position": data["position"], "name": data["name"]} if data["name"] else None
        extract = extract_pdf(self.act, data["items"], certified_by)
        return pdf_answer(extract.content, extract_file_name(self.act))
