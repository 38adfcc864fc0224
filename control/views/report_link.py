"""The card of somebody without an account: a page for a phone, opened by a personal link until the card is closed."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from control.card import refuse_ended
from control.models import Extension, Report, ReportFile
from control.refusal import Refused
from control.report_files import file_response
from control.reporting import Reporter
from control.turn import day_in_words, received_late
from control.views.report_page import ReportPage
from control.whom_to_ask import whom_to_ask
from registry.models import LinkRefused, PersonalLink
from registry.views.personal_link import PersonalLinkView


class CardLinkView(PersonalLinkView):
    """Whatever the link of a card opens."""

    purpose = PersonalLink.Purpose.REPORT
    http_method_names = ["get", "head"]

    def find_card(self):
        self.link.check_open()
        card = ReportPage.cards().filter(pk=self.link.subject_id).first()
        if card is None:
            raise LinkRefused(_("This link is not valid any more."))
        return card

    def receipt(self, card, **context):
        """The page that says what has been sent."""
        item = card.item
        return self.page(card=card, item=item, council=item.council, contact=whom_to_ask(item), **context)


class ReportLinkView(ReportPage, CardLinkView):
    """What is asked, until when, one form; opening it says nothing to anybody, for a mail scanner opens it too."""

    template_name = "control/link/report.html"
    http_method_names = ["get", "head", "post"]

    @property
    def names_reporter(self):
        return self.link.person_id is None

    def get(self, request, *args, **kwargs):
        self.open()
        if request.method == "GET":
            self.link.note_seen()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.open()
        return super().post(request, *args, **kwargs)

    def open(self):
        """Raise LinkRefused, with the reason in plain words, unless something may still be said about the card."""
        try:
            refuse_ended(self.card)
        except Refused as refusal:
            raise LinkRefused(str(refusal)) from refusal

    def reporter(self, name=""):
        known = "" if self.link.person else self.link.sent_to
        return Reporter(person=self.link.person, signed_as=name or known, by_link=True)

    def here(self):
        return self.link_to("link_report")

    def link_to(self, name, *args):
        return reverse(name, args=[self.kwargs["token"], *args])

    def after_report(self, report):
        return HttpResponseRedirect(self.link_to("link_report_sent", report.number))

    def after_request(self, extension):
        return HttpResponseRedirect(self.link_to("link_report_asked", extension.pk))

    def context(self, **context):
        if self.link is None or "refusal" in context:
            return super().context(**self.still_to_ask(), **context)
        return super().context(
            council=self.card.item.council,
            contact=whom_to_ask(self.card.item),
            names_reporter=self.names_reporter,
            page_url=self.here(),
            file_url_name="link_report_file",
            token=self.kwargs["token"],
            **context,
        )

    def still_to_ask(self):
        """Whom to ask about a card that has ended; whoever has no good link is told nothing of it."""
        card = self.__dict__.get("card")
        return {"council": card.item.council, "contact": whom_to_ask(card.item)} if card else {}


class ReportSentView(CardLinkView):
    """The receipt: what was sent, when, under which number."""

    template_name = "control/link/sent.html"

    def get(self, request, *args, number, **kwargs):
        card = self.find_card()
        reports = Report.objects.filter(assignment=card, number=number).select_related("occurrence")
        report = reports.prefetch_related("files").first()
        if report is None:
            raise Http404
        return self.receipt(card, report=report, late=received_late(report))

    def context(self, **context):
        return super().context(token=self.kwargs["token"], **context)


class ExtensionAskedView(CardLinkView):
    """The receipt of a request for a later day."""

    template_name = "control/link/asked.html"

    def get(self, request, *args, pk, **kwargs):
        card = self.find_card()
        asked = Extension.objects.filter(occurrence__assignment=card, pk=pk).first()
        if asked is None:
            raise Http404
        return self.receipt(card, asked=asked, new_due=day_in_words(asked.new_due))

    def context(self, **context):
        return super().context(token=self.kwargs["token"], **context)


class ReportLinkFileView(CardLinkView):
    """A file of a report on this card, or of the draft of one."""

    def get(self, request, *args, pk, **kwargs):
        card = self.find_card()
        files = ReportFile.objects.filter(pk=pk)
        file = files.filter(report__assignment=card).first() or files.filter(draft__assignment=card).first()
        if file is None:
            raise Http404
        return file_response(file)
