"""The agenda on screen and on paper: questions added, moved, reworded, taken off."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages

from control.refusal import Refused
from registry.views.keys import key_or_none
from resolutions.meetings.agenda import AgendaChanged, add_question, arrange, put_on_agenda, reword, take_off
from resolutions.meetings.forms import AddedQuestionForm, QuestionForm
from resolutions.meetings.paper import agenda_file_name, agenda_pdf
from resolutions.models import ResolutionPage
from resolutions.views.meeting import MeetingView
from resolutions.views.meeting_door import MeetingAction, MeetingDoor, MeetingScreen


class ArrangeView(MeetingView):
    """The order of the questions, sent whole; one of the buttons may also move one question up or down."""

    right = "register"

    def get(self, request, *args, **kwargs):
        return redirect(self.meeting_url())

    def post(self, request, *args, **kwargs):
        order = [key_or_none(key) or 0 for key in request.POST.getlist("order")]
        for name, step in (("up", -1), ("down", 1)):
            order = _moved(order, key_or_none(request.POST.get(name, "")), step)
        try:
            arrange(self.meeting, order, key_or_none(request.POST.get("edition", "")), request.user)
        except AgendaChanged as refusal:
            # The order that was not saved is shown, so that it can be saved after a look at what has changed.
            self.wanted_order = order
            messages.error(request, str(refusal))
            return self.render_to_response(self.get_context_data())
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(self.meeting_url() + "#agenda")


def _moved(order, key, step):
    if key not in order:
        return order
    place = order.index(key)
    if not 0 <= place + step < len(order):
        return order
    order = order.copy()
    order[place], order[place + step] = order[place + step], order[place]
    return order


class AddView(MeetingAction):
    """A draft, a question without a draft, or a heading."""

    def next_url(self):
        return self.meeting_url() + "#agenda"

    def act(self):
        key = key_or_none(self.request.POST.get("act", ""))
        return self._add_draft(key) if key else self._add_words()

    def _add_draft(self, key):
        act = ResolutionPage.objects.filter(pk=key).first()
        if act is None or not act.may(self.request.user, "register"):
            raise Refused(_("There is no such draft."))
        item = put_on_agenda(self.meeting, act, self.request.user, late=bool(self.request.POST.get("late")))
        return self._added(item)

    def _add_words(self):
        form = AddedQuestionForm(self.request.POST)
        if not form.is_valid():
            errors = [f"{form.fields[name].label}: {error}" for name, found in form.errors.items() for error in found]
            raise Refused(" ".join(errors))
        words = form.cleaned_data
        if self.request.POST.get("kind") == "heading":
            add_question(self.meeting, self.request.user, title=words["title"], is_heading=True)
            return _("The heading is added at the end: move it to its place.")
        return self._added(add_question(self.meeting, self.request.user, **words))

    def _added(self, item):
        if item.is_late:
            return _("Question %(number)s is on the agenda as a late item.") % {"number": item.number}
        return _("Question %(number)s is on the agenda.") % {"number": item.number}


class QuestionDoor(MeetingDoor):
    @cached_property
    def item(self):
        return get_object_or_404(self.meeting.agenda.all(), pk=self.kwargs["item"])


class QuestionView(QuestionDoor, MeetingScreen, TemplateView):
    """What is said of one question: words, speaker, co-speakers, invited, minutes."""

    template_name = "resolutions/meetings/question.html"

    @property
    def page_title(self):
        if self.item.is_heading:
            return _("Heading")
        return _("Question %(number)s") % {"number": self.item.number} if self.item.number else _("Question")

    def get_form(self, data=None):
        words = {"title": self.item.heading, "stamp": self.item.stamp}
        return QuestionForm(data, instance=self.item, initial=words)

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or self.get_form()
        # The address names the question by its key; the screen shows the question itself.
        return super().get_context_data(**kwargs | {"form": form, "media": form.media, "item": self.item})

    def post(self, request, *args, **kwargs):
        form = self.get_form(request.POST)
        if form.is_valid():
            try:
                reword(self.meeting, self.item, request.user, stamp=form.cleaned_data["stamp"], **form.words)
            except AgendaChanged as refusal:
                return self._show_both(form, refusal)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved."))
                return redirect(self.meeting_url() + "#agenda")
        return self.render_to_response(self.get_context_data(form=form))

    def _show_both(self, form, refusal):
        """The typed words stay in the form, what the other secretary wrote stands over it, and saving works now."""
        stored = self.meeting.agenda.model.objects.filter(pk=self.item.pk).first()
        if stored is None:
            messages.error(self.request, str(refusal))
            return redirect(self.meeting_url())
        form.data = form.data.copy()
        form.data["stamp"] = stored.stamp
        form.add_error(None, str(refusal))
        return self.render_to_response(self.get_context_data(form=form, stored=stored))


class TakeOffView(QuestionDoor, MeetingAction):
    """Take the question off."""

    def next_url(self):
        return self.meeting_url() + "#agenda"

    def act(self):
        take_off(self.meeting, self.item, self.request.user)
        if self.item.act_id:
            return _("The question is off the agenda; its draft waits for another one.")
        return _("The question is off the agenda.")


class AgendaPdfView(MeetingDoor, View):
    """The printed agenda: as it stands now, or a version that was sent (?version=2)."""

    right = "read_drafts"

    def get(self, request, *args, **kwargs):
        asked = request.GET.get("version")
        version = None
        if asked:
            version = self.meeting.agenda_versions.filter(number=key_or_none(asked) or 0).first()
            if version is None:
                raise Http404
        return pdf_response(self.meeting, version)


def pdf_response(meeting, version=None):
    """The agenda as a file, never kept by anybody on the way."""
    printed = agenda_pdf(meeting, version)
    return HttpResponse(
        printed.content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, agenda_file_name(meeting, version)),
            "Cache-Control": "no-store",
        },
    )
