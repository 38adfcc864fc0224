"""The screen of one control card: who has to act, what was asked, what was reported, every day it was ever due."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, Sum
from django.forms import Media
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.access import cards_within, may_control, may_see
from control.answering import answered_by, answering, person_of
from control.comparing import DELETED, INSERTED, compare
from control.deadline_table import deadline_rows
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
from control.models import Assignment, CardEvent, Extension, ItemState, Report, ReportFile
from control.report_files import ACCEPT, file_response
from control.turn import day_in_words, days_left, turn_of
from control.views.card_answers import CardAnswers
from control.views.report_page import ReportPage
from registry.access import RegistryAccess
from registry.models import Contact, OrganisationContact, PersonalLink

BESIDE = 5  # so many of those who act together are named; the rest are counted


def _was_written_to(card, events) -> bool:
    """Whether any letter has brought the card's page to somebody: with a link, or to an account."""
    written = any(event.verb == CardEvent.Verb.TOLD for event in events)
    return written or PersonalLink.objects.about(PersonalLink.Purpose.REPORT, card).exists()


class CardView(CardAnswers, WagtailAdminTemplateMixin, TemplateView):
    """A card for those who read control; buttons for those who control."""

    template_name = "control/card/card.html"
    header_icon = "tasks"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not may_see(request.user, self.card.item):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def card(self) -> Assignment:
        return self.fresh_card()

    def fresh_card(self):
        cards = ReportPage.cards().select_related("item__source", "through", "closed_by", "basis_act")
        return get_object_or_404(cards, pk=self.kwargs["pk"])

    def forget_card(self):
        for name in ("card", "reports", "queue"):
            self.__dict__.pop(name, None)

    @cached_property
    def may_control(self):
        return may_control(self.request.user, self.card.item)

    @cached_property
    def page_title(self):
        return f"{self.card.assignee.short_name or self.card.assignee_name}: {self.card.item.name}"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def reports(self):
        found = self.card.reports.select_related("decided_by", "sent_by", "person").prefetch_related("files")
        return list(found.order_by("-number"))

    def answer(self, *, status, **context):
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_context_data(self, refusal="", **context):
        card, item = self.card, self.card.item
        waiting = next((each for each in self.reports if each.kind == Report.Kind.REPORT and not each.decision), None)
        shown = waiting or next((each for each in self.reports if each.decision == Report.Decision.ACCEPTED), None)
        occurrences = list(
            card.occurrences.prefetch_related(
                Prefetch("extensions", Extension.objects.select_related("decided_by", "person"))
            )
        )
        request = next((each for one in occurrences for each in one.extensions.all() if not each.decision), None)
        rewordings = list(item.rewordings.select_related("decided_by"))
        undecided = next((each for each in rewordings if not each.decision), None) if card.is_on_control else None
        # The one that waits for a word stands before the latest.
        last = undecided or (rewordings[-1] if rewordings else None)
        blank = self.blank_forms(waiting, request, undecided)
        if not refusal and any(name.endswith("_form") and name not in blank for name in context):
            # The place of the form is gone, and what is wrong with it would be said nowhere.
            refusal = _("Somebody has already decided. Nothing of yours was written down; this is how the card stands.")
        context = {**blank, **context}
        events = list(card.events.order_by("-pk"))
        forms_shown = [value for name, value in context.items() if name.endswith("_form")]
        return super().get_context_data(
            card=card,
            item=item,
            may_control=self.may_control,
            refusal=refusal,
            turn=turn_of(card, may_control=self.may_control, request=request, rewording=undecided),
            due=day_in_words(card.next_due) if card.next_due else "",
            # A report that has been sent is not late, however long it is read.
            left=days_left(card.next_due) if card.next_due and card.is_open else "",
            rewording=last,
            other_rewordings=[each for each in rewordings if each is not last],
            undecided=undecided,
            before=[run for run in compare(last.before, last.after) if run.kind != INSERTED] if last else [],
            after=[run for run in compare(last.before, last.after) if run.kind != DELETED] if last else [],
            waiting=waiting,
            closes=sum(o.done_on is None and o.cancelled_at is None for o in occurrences) <= 1,
            shown_report=shown,
            earlier=[each for each in self.reports if each is not shown],
            deadlines=deadline_rows(card, occurrences, rewordings),
            is_undated=card.is_on_control and any(o.due is None and not o.done_on for o in occurrences),
            request_waiting=request,
            events=events,
            was_written_to=_was_written_to(card, events),
            accept=ACCEPT,
            media=sum((form.media for form in forms_shown), Media()),
            is_gone=card.is_on_control and card.assignee.is_closed(timezone.localdate()),
            **self.facts(),
            **self.queue,
            **context,
        )

    def blank_forms(self, waiting, request, undecided):
        """The forms whose buttons can be pressed now."""
        if not self.may_control:
            return {}
        card, forms = self.card, {"noting_form": NoteForm()}
        if waiting:
            forms["decision_form"] = DecisionForm(initial={"report": waiting.pk})
        if request:
            forms["extending_form"] = ExtensionDecisionForm(initial={"extension": request.pk, "due": request.new_due})
        if undecided:
            forms["rewording_form"] = RewordingForm(initial={"rewording": undecided.pk})
        if card.is_on_control:
            forms |= {
                "closing_form": ClosingForm(initial={"result": Assignment.Result.DONE}),
                "dating_form": ControlDateForm(),
                "behalf_form": ReportForm(card=card, names_reporter=True),
                "cancelling_form": CancellingForm(),
                "entrusting_form": self.entrusting_form(),
            }
        elif card.state == ItemState.CLOSED:
            forms["reopening_form"] = ReopeningForm()
        return forms

    def entrusting_form(self):
        card, item = self.card, self.card.item
        known = {"answers": card.answers, "controller": item.controller, "control_type": item.control_type}
        return EntrustingForm(initial=known, user=self.request.user)

    def facts(self):
        """What stands in the right column."""
        card, item = self.card, self.card.item
        person = answering(card)
        counted = item.tallies.aggregate(
            total=Sum("cards", filter=~Q(state=ItemState.CANCELLED), default=0),
            closed=Sum("cards", filter=Q(state=ItemState.CLOSED), default=0),
        )
        undone = item.assignments.closed_undone().count()
        beside = item.assignments.exclude(pk=card.pk).order_by("role", "pk")
        if card.through_id:
            # The other members of the group are a list of their own, not company.
            beside = beside.exclude(through=card.through_id)
        beside = list(beside.select_related("assignee")[: BESIDE + 1])
        return {
            "answering": person,
            "contacts": self.contacts_of(person),
            "beside": beside[:BESIDE],
            "more_beside": len(beside) > BESIDE,
            "counted": {**counted, "done": counted["closed"] - undone, "undone": undone},
            "source_url": item.source.get_url(self.request) if item.source.live else "",
        }

    def contacts_of(self, person):
        """How to reach whoever answers, as far as this account may see it; else how to reach the organisation."""
        access, ways = RegistryAccess.of(self.request.user), []
        if person:
            ways = person.contacts.shown(to_the_secretariat=access.keeps(person.path))
            ways = list(ways.filter(kind__in=[Contact.Kind.PHONE, Contact.Kind.EMAIL]))
        if not ways and self.card.assignee_id:
            party = self.card.assignee
            ways = OrganisationContact.objects.filter(organisation=party.pk)
            ways = ways.shown(to_the_secretariat=access.keeps(party.path))
            ways = list(ways.filter(kind__in=[Contact.Kind.PHONE, Contact.Kind.EMAIL]))
        return ways

    @cached_property
    def queue(self):
        """Where the card stands among those that wait for this account, and its neighbours there."""
        card = self.card
        if not (self.may_control and card.state == ItemState.REPORTED):
            return {}
        waiting = Assignment.objects.filter(cards_within(self.request.user, "control"), state=ItemState.REPORTED)
        earlier = Q(reported_at__lt=card.reported_at) | Q(reported_at=card.reported_at, pk__lt=card.pk)
        before, after = waiting.filter(earlier), waiting.exclude(earlier | Q(pk=card.pk))
        place, total = before.count() + 1, waiting.count()
        return {
            "place": place,
            "queue_total": total,
            "previous": before.order_by("-reported_at", "-pk").values_list("pk", flat=True).first(),
            "following": after.order_by("reported_at", "pk").values_list("pk", flat=True).first(),
        }

    def next_in_queue_button(self):
        following = self.queue.get("following") or self.queue.get("previous")
        return [messages.button(reverse("control_card", args=[following]), _("Next report"))] if following else None


def report_file(request, pk):
    """A file of a report, for those who read the card, and for whoever answers for it."""
    file = get_object_or_404(
        ReportFile.objects.select_related("report__assignment__item__council", "draft__assignment__item__council"),
        pk=pk,
    )
    owner = file.report or file.draft
    if owner is None:
        raise Http404
    card, person = owner.assignment, person_of(request.user)
    is_own = person is not None and Assignment.objects.filter(answered_by(person), pk=card.pk).exists()
    # What has not been sent yet is nobody's business but the writer's.
    if not (is_own or (file.report_id and may_see(request.user, card.item))):
        raise PermissionDenied
    return file_response(file)
