"""A registered act takes points off control, or gives them a later day: their cards follow, once."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from control.card import note
from control.closing import close
from control.extending import extend_by_act
from control.models import ON_CONTROL, Assignment, CardEvent, ControlledItem, Extension, ItemState
from control.refusal import Refused
from resolutions.models.relation import Relation
from resolutions.relations.targets import read_targets


def move_control(act, act_name: str, user=None) -> None:
    """Do to the cards what the act's points decide of them; asked again, it does nothing to a card it has touched."""
    relations = Relation.objects.filter(act=act, kind__in=(Relation.Kind.OFF_CONTROL, Relation.Kind.EXTENDS))
    for relation in relations:
        # Words of the record: Russian whatever the interface speaks.
        ground = f"{act_name}, п. {relation.label}" if relation.label else act_name
        if relation.kind == Relation.Kind.OFF_CONTROL:
            take_off_control(relation, ground, user)
        elif relation.due:
            extend(relation, ground, user)


@transaction.atomic
def take_off_control(relation: Relation, ground: str, user=None) -> int:
    """Close the cards of the points the council has taken off control; returns how many.

    The council gave the instruction and may take back what is not done yet: a report that waits is accepted, a card
    past its day is closed as not done, any other as no longer needed.
    """
    closed_by_it = CardEvent.objects.filter(assignment=OuterRef("pk"), verb=CardEvent.Verb.CLOSED, note=ground[:500])
    # A card the controller has taken back on control since then stays there.
    cards = _held(relation).filter(~Exists(closed_by_it))
    closed = 0
    for card in cards:
        close(card, user, result=_result(card), basis=ground[:500], act=relation.act)
        closed += 1
    return closed


@transaction.atomic
def extend(relation: Relation, ground: str, user=None) -> int:
    """Give the cards still on control the day the council has set; returns how many have it now."""
    extended_by_it = Extension.objects.filter(occurrence__assignment=OuterRef("pk"), act=relation.act_id)
    extended = 0
    for card in _held(relation).filter(~Exists(extended_by_it)):
        try:
            with transaction.atomic():
                extend_by_act(card, user, due=relation.due, act=relation.act, reason=ground)
            extended += 1
        except Refused as refusal:
            # What cannot be done to this card is written on it, and stops no other.
            note(card, CardEvent.Verb.NOTED, user=user, text=f"{ground}. {refusal}")
    return extended


def _held(relation):
    """The cards of the relation's points that are on control, locked as every verb locks: cards first, then items."""
    items, cards = _items(relation), _on_control(relation)
    list(cards.select_for_update(of=("self",)).values_list("pk", flat=True))
    list(items.order_by("pk").select_for_update().values_list("pk", flat=True))
    return cards


def _items(relation):
    items = ControlledItem.objects.filter(source=relation.target_id or relation.page_id)
    return items.filter(item_id=relation.target_point) if relation.target_point else items


def _on_control(relation):
    return Assignment.objects.filter(item__in=_items(relation), state__in=ON_CONTROL).order_by("pk")


def _result(card):
    if card.state == ItemState.REPORTED:
        return Assignment.Result.DONE
    return Assignment.Result.NOT_DONE if card.is_overdue() else Assignment.Result.OBSOLETE


def moves_ahead(act) -> dict[str, int]:
    """How many cards the act would close, and to how many it would give a later day, if it were registered now."""
    ahead = {"closed": 0, "extended": 0}
    relations, _faults = read_targets(act)
    for relation in relations:
        if relation.kind == Relation.Kind.OFF_CONTROL:
            ahead["closed"] += _on_control(relation).count()
        elif relation.kind == Relation.Kind.EXTENDS and relation.due:
            ahead["extended"] += _on_control(relation).count()
    return ahead


def moves_made(act) -> dict[str, int]:
    """How many cards the registered act has closed, and to how many it has given a later day."""
    return {
        "closed": Assignment.objects.filter(basis_act=act).count(),
        "extended": Extension.objects.filter(act=act).count(),
    }
