"""The page on which an assignee answers for one card, whichever door it is opened by."""

from decimal import Decimal

from django.http import HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from control import extending, reporting
from control.forms import ExtensionForm, ReportForm
from control.models import OPEN, Assignment, CardEvent, Extension, ItemState, Report, ReportDraft, ReportFile, Rewording
from control.models.item import without_tail
from control.refusal import Refused
from control.report_files import ACCEPT, MAX_REQUEST, MAX_SIZE, drop_file, keep_files
from control.turn import day_in_words, days_left

# What the secretariat notes for itself, and letters, are no business of the assignee.
NOT_TOLD = (CardEvent.Verb.NOTED, CardEvent.Verb.REMINDED)
SENDING = {"report": {"interim": False}, "interim": {"interim": True}}


def saved_words(draft: ReportDraft) -> str:
    """When the draft was saved; the day only when it is another one."""
    saved = timezone.localtime(draft.saved_at)
    if saved.date() == timezone.localdate():
        return _("The draft was saved at %(time)s.") % {"time": f"{saved:%H:%M}"}
    words = {"day": date_format(saved, "j E"), "time": f"{saved:%H:%M}"}
    return _("The draft was saved on %(day)s at %(time)s.") % words


def as_typed(figure) -> str:
    """A figure as people write it: «120», «5,5»; what was only typed stays as it is."""
    return f"{figure.normalize():f}".replace(".", ",") if isinstance(figure, Decimal) else figure or ""


class ReportPage:
    """One card: what is asked, what was returned, the form, a later day.

    A heir finds the card (``find_card``), says who speaks (``reporter``), where the page is (``here``), where to go
    after a report (``after_report``) or a request for a later day (``after_request``), and shows the page (``page``).
    """

    # Whoever opens the page must say who they are: the link went to a mailbox many read.
    names_reporter = False

    def reporter(self, name=""):
        raise NotImplementedError

    @cached_property
    def card(self) -> Assignment:
        return self.find_card()

    def get(self, request, *args, **kwargs):
        return self.question()

    def post(self, request, *args, **kwargs):
        if int(request.headers.get("content-length") or 0) > MAX_REQUEST:
            # Read no further: what was typed cannot be kept, and a draft saved before can.
            refusal = _("The files together are too large: send them in turn, with “Save the draft”.")
            return self.question(refusal=refusal, status=413)
        action = request.POST.get("action", "")
        try:
            if action in SENDING:
                return self.send(**SENDING[action])
            if action == "extend":
                return self.ask()
            if action == "draft":
                return self.keep()
            if action.startswith("drop-") and action[5:].isascii() and action[5:].isdigit():
                return self.drop(int(action[5:]))
            if action == "acknowledge":
                reporting.acknowledge(self.card, self.reporter())
            elif action == "begin":
                reporting.acknowledge(self.card, self.reporter())
                reporting.begin(self.card, self.reporter())
        except Refused as refusal:
            if self.is_typing:
                return JsonResponse({"said": str(refusal)}, status=409)
            return self.question(refusal=str(refusal), status=409)
        return HttpResponseRedirect(self.here())

    @property
    def is_typing(self):
        """Whether the page itself keeps what is being typed, without leaving it."""
        return self.request.headers.get("Accept") == "application/json"

    def send(self, *, interim):
        form = self.report_form(interim=interim)
        form.is_valid()
        draft = self.keep_uploads(form)
        if form.errors:
            return self.question(form=form, status=422)
        # Files sent earlier with a draft go along.
        files = list(draft.files.all()) if draft else []
        try:
            made = reporting.report(
                self.card,
                self.reporter(form.cleaned_data.get("signed_as", "")),
                text=form.cleaned_data["text"],
                figure=form.cleaned_data.get("figure"),
                files=files,
                interim=interim,
            )
        except Refused as refusal:
            return self.question(form=form, refusal=str(refusal), status=409)
        return self.after_report(made)

    def keep(self):
        """Keep what has been typed as it is; only files are checked."""
        if self.is_typing and self.waiting and self.waiting.text == self.request.POST.get("text", "").strip():
            # What the page has kept on its way out was sent a moment before.
            return JsonResponse({"said": ""})
        form = self.report_form(draft=True)
        form.is_valid()
        self.keep_uploads(form)
        reporting.keep_draft(
            self.card, text=form.data.get("text", "")[:20_000].replace("\0", ""), figure=form.data.get("figure", "")
        )
        self.__dict__.pop("draft", None)
        if self.is_typing:
            return JsonResponse({"said": saved_words(self.draft)})
        if "files" in form.errors:
            return self.question(form=form, status=422)
        return HttpResponseRedirect(f"{self.here()}#report")

    def drop(self, pk):
        drop_file(self.card, pk)
        return self.keep()

    def ask(self):
        form = ExtensionForm(self.request.POST, names_reporter=self.names_reporter)
        if not form.is_valid():
            return self.question(extension_form=form, status=422)
        data = form.cleaned_data
        try:
            made = extending.ask(
                self.card,
                self.reporter(data.get("signed_as", "")),
                new_due=data["new_due"],
                reason=data["reason"],
            )
        except Refused as refusal:
            form.add_error("new_due", str(refusal))
            return self.question(extension_form=form, status=409)
        reporting.acknowledge(self.card, self.reporter(data.get("signed_as", "")))
        return self.after_request(made)

    def keep_uploads(self, form) -> ReportDraft | None:
        """Keep the good files, so that nobody sends them twice because of another mistake in the form."""
        draft = self.draft
        if form.kept_files:
            try:
                draft = keep_files(self.card, form.kept_files)
            except Refused as refusal:
                form.add_error("files", str(refusal))
            self.__dict__.pop("draft", None)
        return draft

    @cached_property
    def draft(self) -> ReportDraft | None:
        return ReportDraft.objects.filter(assignment=self.card).prefetch_related("files").first()

    @cached_property
    def reports(self) -> list[Report]:
        return list(self.card.reports.select_related("decided_by").prefetch_related("files"))

    @property
    def waiting(self) -> Report | None:
        """The report that waits for its answer."""
        return next((each for each in self.reports if each.kind == Report.Kind.REPORT and not each.decision), None)

    @property
    def returned(self) -> Report | None:
        """The report that came back, as long as no other has been sent."""
        if self.card.state != ItemState.RETURNED:
            return None
        answered = [each for each in self.reports if each.decision == Report.Decision.RETURNED]
        return answered[-1] if answered else None

    @property
    def sent_files(self) -> list[ReportFile]:
        """The files the controller has already, where the same is reported anew."""
        last = self.returned or self.waiting
        if last is None:
            return []
        return [file for each in self.reports if each.occurrence_id == last.occurrence_id for file in each.files.all()]

    def report_form(self, **kwargs):
        options = {"card": self.card, "names_reporter": self.names_reporter, **kwargs}
        if self.request.method == "POST" and kwargs:
            return ReportForm(self.request.POST, self.request.FILES, **options)
        earlier = self.draft or self.returned or self.waiting
        typed = {"text": earlier.text, "figure": as_typed(earlier.figure)} if earlier else {}
        if self.names_reporter:
            # Whoever has named himself once need not do so again.
            typed["signed_as"] = next((each.signed_as for each in reversed(self.reports) if each.by_link), "")
        return ReportForm(initial=typed, **options)

    def question(self, *, form=None, extension_form=None, refusal="", status=200):
        card, today = self.card, timezone.localdate()
        request = Extension.objects.filter(occurrence__assignment=card, decision="").first()
        refused = Extension.objects.filter(occurrence__assignment=card, decision=Extension.Decision.REFUSED).last()
        rewording = card.item.rewordings.last()
        is_renewed = rewording is not None and rewording.decision == Rewording.Decision.RENEW
        return self.page(
            status=status,
            card=card,
            item=card.item,
            rewording=rewording,
            text=without_tail((rewording and rewording.after) or card.item.text),
            # Until the controller has said so, a later act moves no day.
            deadline_words=(is_renewed and rewording.deadline_words) or card.item.deadline_words,
            due=day_in_words(card.next_due) if card.next_due else "",
            # A report that has been sent is not late, however long it is read.
            left=days_left(card.next_due) if card.next_due and card.is_open else "",
            is_late=card.is_overdue(today),
            waiting=self.waiting,
            returned=self.returned,
            sent_files=self.sent_files,
            draft=self.draft,
            draft_said=saved_words(self.draft) if self.draft else "",
            form=form or self.report_form(),
            extension_form=extension_form or ExtensionForm(names_reporter=self.names_reporter),
            request_waiting=request,
            request_refused=None if request else refused,
            may_begin=card.state == ItemState.ASSIGNED,
            may_extend=card.state in OPEN and request is None and bool(card.next_due) and card.next_due >= today,
            events=card.events.exclude(verb__in=NOT_TOLD).order_by("-pk"),
            refused=refusal,
            accept=ACCEPT,
            max_size=MAX_SIZE,
        )

    @staticmethod
    def cards():
        return Assignment.objects.select_related(
            "item__council", "item__controller", "item__body", "item__source", "assignee", "answers__user"
        )
