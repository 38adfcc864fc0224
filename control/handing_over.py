"""Handing over: all open cards of one person become another's, in one transaction, with a list both sign."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Sum
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from control.access import cards_within, seen_councils
from control.models import ON_CONTROL, Assignment, CardEvent, ControlledItem, Handover, ItemState, Tally
from control.refusal import Refused
from control.tallying import watch_over
from documents.writers.pdf import RenderedPdf, render_pdf
from registry.models import Organisation, Person

# The record is Russian whatever language its reader has chosen, so these words are not translated.
LANGUAGE = "ru"
BATCH = 1_000
AS_CONTROLLER, AS_ANSWERING = "controller", "answers"
PRINTED_STATES = {
    ItemState.ASSIGNED: "выдано",
    ItemState.IN_WORK: "в работе",
    ItemState.REPORTED: "отчёт сдан",
    ItemState.RETURNED: "возвращено",
}


def cards_of(giver: Person, user, roles=(AS_CONTROLLER, AS_ANSWERING)):
    """The open cards the person controls, or answers for by name, of the councils the account controls."""
    held = Q(pk__in=[])
    if AS_CONTROLLER in roles:
        held |= Q(item__controller=giver)
    if AS_ANSWERING in roles:
        held |= Q(answers=giver)
    cards = Assignment.objects.filter(cards_within(user, "control"), held, state__in=ON_CONTROL)
    return cards.select_related("item").order_by("item__source", "item__position", "assignee_name", "pk")


def number_of(giver: Person, user, roles) -> int:
    """How many cards ``cards_of`` has; what is controlled is added up from tallies."""
    number, controlled = 0, Q(item__controller=giver)
    if AS_CONTROLLER in roles:
        tallies = Tally.objects.filter(cards_within(user, "control"), controller=giver, state__in=ON_CONTROL)
        number = tallies.aggregate(cards=Sum("cards", default=0))["cards"]
    if AS_ANSWERING in roles:
        answered = cards_of(giver, user, [AS_ANSWERING])
        number += (answered.exclude(controlled) if AS_CONTROLLER in roles else answered).count()
    return number


def first_cards(giver: Person, user, roles, number: int):
    """The first so many of ``cards_of``: of what is controlled, only cards of as many points can be among them."""
    cards = cards_of(giver, user, roles)
    if AS_CONTROLLER in roles:
        on_control = Tally.objects.filter(cards_within(user, "control"), state__in=ON_CONTROL, item=OuterRef("pk"))
        points = ControlledItem.objects.filter(Exists(on_control), controller=giver)
        first = points.order_by("source", "position", "pk").values_list("pk", flat=True)[:number]
        cards = cards.filter(Q(item__in=list(first)) | Q(answers=giver))
    return cards[:number]


@transaction.atomic
def hand_over(giver: Person, taker: Person, user, *, roles) -> Handover:
    """Give the open cards over and write each card's line of it; raises Refused where there is nothing to give."""
    if giver.pk == taker.pk:
        raise Refused(_("Choose another person: one cannot hand over to oneself."))
    if taker.is_closed(timezone.localdate()):
        raise Refused(_("%(name)s is not there any more: choose somebody else.") % {"name": taker.name})
    if not roles:
        raise Refused(_("Choose what is handed over: control, answering, or both."))
    # As every verb does: first the cards, in the order of their keys, then their items.
    keys = list(cards_of(giver, user, roles).order_by().values_list("pk", flat=True))
    held = list(
        Assignment.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("item", flat=True)
    )
    list(ControlledItem.objects.select_for_update().filter(pk__in=set(held)).order_by("pk").values_list("pk"))
    cards = list(cards_of(giver, user, roles))
    if not cards:
        raise Refused(_("%(name)s has no open cards to hand over.") % {"name": giver.name})
    lines = [_line(card, giver, roles) for card in cards]
    made = Handover.objects.create(
        giver=giver,
        taker=taker,
        giver_name=giver.name[:300],
        taker_name=taker.name[:300],
        made_on=timezone.localdate(),
        made_by=user,
        lines=lines,
    )
    made.councils.set({card.council_id for card in cards})
    if AS_ANSWERING in roles:
        Assignment.objects.filter(pk__in=[card.pk for card in cards if card.answers_id == giver.pk]).update(
            answers=taker
        )
    if AS_CONTROLLER in roles:
        controlled = {card.item_id for card in cards if card.item.controller_id == giver.pk}
        watch_over(controlled, controller=taker)
    who = (user.get_full_name() or user.get_username())[:200]
    words = f"{giver.name} → {taker.name}"
    CardEvent.objects.bulk_create(
        [CardEvent(assignment=card, verb=CardEvent.Verb.HANDED_OVER, user=user, who=who, note=words) for card in cards],
        batch_size=BATCH,
    )
    return made


def handovers_seen(user):
    """The handovers of cards the account controls, every one of them."""
    foreign = Organisation.objects.exclude(pk__in=seen_councils(user, "control"))
    return Handover.objects.exclude(councils__in=foreign).filter(councils__isnull=False).distinct()


def handover_pdf(handover: Handover) -> RenderedPdf:
    """The list as it was that day, with the lines of both signatures."""
    with translation.override(LANGUAGE):
        context = {"handover": handover, "lines": handover.lines, "language": LANGUAGE}
        html = render_to_string("pdf/handover.html", context)
        title = f"Передача карточек контроля {handover.made_on:%d.%m.%Y}"
        return render_pdf(html, title=title, language=LANGUAGE)


def _line(card, giver, roles):
    as_what = []
    if AS_CONTROLLER in roles and card.item.controller_id == giver.pk:
        as_what.append("контроль")
    if AS_ANSWERING in roles and card.answers_id == giver.pk:
        as_what.append("исполнение")
    return {
        "card": card.pk,
        "source": card.item.source_name,
        "label": card.item.label,
        "text": card.item.title,
        "assignee": card.assignee_name,
        "due": f"{card.next_due:%d.%m.%Y}" if card.next_due else "без срока",
        "state": PRINTED_STATES[card.state],
        "as": ", ".join(as_what),
    }
