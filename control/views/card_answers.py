"""What the controller answers on a card; every answer comes back to the card."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from control import closing, entrusting, extending, reporting, rewording
from control.answer_letters import send_link, tell_decision, tell_extension
from control.card import note
from control.forms import (
    CancellingForm,
    ClosingForm,
    ControlDateForm,
    DecisionForm,
    EntrustingForm,
    ExtensionDecisionForm,
    NoteForm,
    ReopeningForm,
    ReportForm,
    RewordingForm,
)
from control.models import CardEvent, Extension, Report, Rewording
from control.refusal import Refused
from control.report_files import new_file


class CardAnswers:
    """The buttons of the card: each names its form, and the verb that says no by raising Refused.

    A heir has ``card``, ``may_control``, and ``get_context_data`` taking the form that was not in order.
    """

    # The button, the name of its form on the page, the form and what it is told.
    FORMS = {
        "accept": ("decision_form", DecisionForm, {}),
        "return": ("decision_form", DecisionForm, {"returns": True}),
        "close": ("closing_form", ClosingForm, {}),
        "grant": ("extending_form", ExtensionDecisionForm, {}),
        "refuse": ("extending_form", ExtensionDecisionForm, {"refuses": True}),
        "date": ("dating_form", ControlDateForm, {}),
        "note": ("noting_form", NoteForm, {}),
        "reopen": ("reopening_form", ReopeningForm, {}),
        "cancel": ("cancelling_form", CancellingForm, {}),
        "entrust": ("entrusting_form", EntrustingForm, {}),
        "reword": ("rewording_form", RewordingForm, {}),
        "behalf": ("behalf_form", ReportForm, {}),
        "behalf_interim": ("behalf_form", ReportForm, {"interim": True}),
    }

    def post(self, request, *args, **kwargs):
        if not self.may_control:
            raise PermissionDenied
        action = request.POST.get("action", "")
        if action == "send_link":
            return self.send_link()
        if action not in self.FORMS:
            return self.answer(status=400, refusal=_("Choose what to do with the card."))
        name, form_class, options = self.FORMS[action]
        if form_class is ReportForm:
            options = {**options, "card": self.card, "names_reporter": True}
        elif form_class is EntrustingForm:
            options = {"user": request.user}
        form = form_class(request.POST, request.FILES, **options)
        if not form.is_valid():
            return self.answer(status=422, **{name: form})
        try:
            with transaction.atomic():
                said = getattr(self, f"on_{action}")(form.cleaned_data)
        except Refused as refusal:
            # The page shows the card as somebody else has left it, with what was typed.
            self.forget_card()
            return self.answer(status=409, refusal=str(refusal), **{name: form})
        messages.success(request, said, buttons=self.next_in_queue_button() if action in ("accept", "return") else None)
        return HttpResponseRedirect(reverse("control_card", args=[self.card.pk]))

    def on_accept(self, data):
        report = self.report_read(data)
        card = closing.accept(self.card, self.request.user, report=report, remark=data["remark"])
        report.refresh_from_db()
        tell_decision(card, report)
        if card.is_on_control:
            return _("The report is accepted. The next day of the card waits.")
        return _("The report is accepted, the card is closed.")

    def on_return(self, data):
        report = self.report_read(data)
        card = closing.return_report(self.card, self.request.user, report=report, remark=data["remark"])
        report.refresh_from_db()
        sent_to = tell_decision(card, report)
        if sent_to:
            return _("The report is returned; a letter has gone to %(address)s.") % {"address": sent_to}
        return _("The report is returned. There is no address to write to: telephone.")

    def on_close(self, data):
        closing.close(self.card, self.request.user, result=data["result"], basis=data["basis"])
        return _("The card is closed.")

    def on_grant(self, data):
        extension = extending.grant(self.request_read(data), self.request.user, due=data["due"], remark=data["answer"])
        tell_extension(self.fresh_card(), extension)
        return _("The deadline is extended to %(day)s.") % {"day": f"{extension.granted_due:%d.%m.%Y}"}

    def on_refuse(self, data):
        extension = extending.refuse(self.request_read(data), self.request.user, remark=data["answer"])
        tell_extension(self.fresh_card(), extension)
        return _("The request is refused: the day stays.")

    def on_date(self, data):
        extending.set_control_date(self.card, self.request.user, due=data["day"], reason=data["why"])
        return _("The day of control is set.")

    def on_note(self, data):
        note(self.card, CardEvent.Verb.NOTED, user=self.request.user, text=data["note"])
        return _("The note is written down.")

    def on_reopen(self, data):
        closing.reopen(self.card, self.request.user, reason=data["cause"])
        return _("The card is back on control.")

    def on_cancel(self, data):
        closing.cancel(self.card, self.request.user, basis=data["ground"])
        return _("The card is cancelled: nothing is asked any more.")

    def on_entrust(self, data):
        was = self.card.answers_id
        card = entrusting.name_answering(self.card, self.request.user, data["answers"])
        entrusting.set_control(
            card.item, self.request.user, controller=data["controller"], control_type=data["control_type"]
        )
        sent_to = send_link(self.fresh_card()) if card.answers_id not in (None, was) else ""
        if sent_to:
            return _("Written down; a letter has gone to %(address)s.") % {"address": sent_to}
        return _("Written down.")

    def on_reword(self, data):
        changed = get_object_or_404(Rewording, pk=data["rewording"], item=self.card.item_id)
        rewording.decide(changed, self.request.user, data["decision"])
        return _("Decided for all the cards of this point.")

    def on_behalf(self, data, interim=False):
        files = [new_file(upload) for upload in data["files"]]
        for file in files:
            file.save()
        reporting.report(
            self.card,
            reporting.Reporter(user=self.request.user, signed_as=data["signed_as"]),
            text=data["text"],
            figure=data.get("figure"),
            files=files,
            interim=interim,
            on_behalf=True,
        )
        return _("Written down on behalf of %(who)s.") % {"who": data["signed_as"]}

    def on_behalf_interim(self, data):
        return self.on_behalf(data, interim=True)

    def send_link(self):
        with transaction.atomic():
            sent_to = send_link(self.card) if self.card.is_on_control else ""
            if sent_to:
                words = _("Link sent to %(address)s") % {"address": sent_to}
                note(self.card, CardEvent.Verb.NOTED, user=self.request.user, text=words)
        if not sent_to:
            said = _("There is nobody to write to: the registry has no e-mail of whoever answers.")
            return self.answer(status=409, refusal=said)
        messages.success(self.request, _("The link has been sent to %(address)s.") % {"address": sent_to})
        return HttpResponseRedirect(reverse("control_card", args=[self.card.pk]))

    def report_read(self, data):
        return get_object_or_404(Report, pk=data["report"], assignment=self.card)

    def request_read(self, data):
        return get_object_or_404(
            Extension.objects.select_related("occurrence"),
            pk=data["extension"],
            occurrence__assignment=self.card,
        )
