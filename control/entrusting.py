"""Whom a card is entrusted to: who answers for it, who watches over its point; what was in doubt is settled."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from control.card import lock, note, note_all, refuse_ended, settle
from control.models import ON_CONTROL, Assignment, CardEvent, ControlledItem, ControlOpening
from control.refusal import Refused
from control.tallying import watch_over
from registry.models import Person


@transaction.atomic
def name_answering(card: Assignment, user, person: Person | None) -> Assignment:
    """Name the person who answers for the card; without one it is again whoever heads the assignee."""
    stored = lock(card.pk)
    refuse_ended(stored)
    if stored.answers_id == (person.pk if person else None):
        return stored
    _refuse_closed(person)
    settle(stored, answers=person)
    words = _("answers for it: %(name)s") % {"name": person.name} if person else _("the head of the assignee answers")
    note(stored, CardEvent.Verb.ENTRUSTED, user=user, text=words)
    return stored


@transaction.atomic
def set_control(item: ControlledItem, user, *, controller: Person | None, control_type: str) -> ControlledItem:
    """Say who watches over the point, and how; all its cards on control have it in their history."""
    on_control = item.assignments.filter(state__in=ON_CONTROL).select_for_update().order_by("pk")
    cards = list(on_control.values_list("pk", flat=True))
    stored = ControlledItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    said = []
    if stored.controller_id != (controller.pk if controller else None):
        _refuse_closed(controller)
        stored.controller = controller
        said.append(_("controller: %(name)s") % {"name": controller.name if controller else "—"})
    if stored.control_type != control_type:
        stored.control_type = control_type
        said.append(_("type of control: %(kind)s") % {"kind": stored.get_control_type_display()})
    if said:
        watch_over([stored.pk], controller=stored.controller, control_type=control_type)
        note_all(cards, CardEvent.Verb.ENTRUSTED, user=user, text="; ".join(said))
    return stored


@transaction.atomic
def settle_doubts(item: ControlledItem) -> None:
    """Forget what could not be opened for the point: somebody has looked after it."""
    opening = ControlOpening.objects.select_for_update().filter(source=item.source_id).first()
    if opening:
        opening.doubts = [doubt for doubt in opening.doubts if doubt[0] != item.label]
        opening.save(update_fields=["doubts"])


def _refuse_closed(person):
    if person and person.is_closed(timezone.localdate()):
        raise Refused(_("%(name)s is not there any more: choose somebody else.") % {"name": person.name})
