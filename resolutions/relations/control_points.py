"""What a point takes off control or extends: the items of another act, or the measures of a plan, by their numbers."""

from __future__ import annotations

from functools import cached_property

from django.utils.translation import gettext as _
from wagtail.models import Page

from control.models import ControlledItem
from resolutions.models.relation import Relation

# The pages a council's papers lie under: the root, and the council's own page.
COUNCIL_DEPTH = 2


class Fault(Exception):
    """Why a point cannot do what it says, in a sentence."""


def numbers_of(items) -> dict[str, ControlledItem]:
    """The items of one source by the numbers a text can name them by.

    A measure without a number is called by its place in the table; one that repeats a number, «4(2)».
    """
    found: dict[str, ControlledItem] = {}
    for item in items:
        label = item.label.strip().rstrip(".)") or str(item.position + 1)
        number, again = label, 1
        while number in found:
            again += 1
            number = f"{label}({again})"
        found[number] = item
    return found


class Targets:
    """The acts and plans of which points are taken off control or extended."""

    def __init__(self, act, unknown, day):
        self.act, self.unknown, self.day = act, unknown, day
        self._items: dict[int, dict] = {}

    @cached_property
    def plans(self) -> dict[int, Page]:
        """Those of the council's own plans that are meant, asked for only where something else than an act is."""
        council = (self.act.path or "")[: COUNCIL_DEPTH * Page.steplen]
        if not (self.unknown and council):
            return {}
        # A plan is known here by its page only: its model lives in a room above.
        pages = Page.objects.filter(pk__in=self.unknown, path__startswith=council, content_type__app_label="programs")
        return pages.in_bulk()

    def relations(self, intention, target) -> list[Relation]:
        """One relation for every item named; one without a point where the whole act is meant. Raises Fault."""
        due = self._due(intention) if intention.kind == Relation.Kind.EXTENDS else None
        items = self._items_of(target)
        if not items:
            raise Fault(_("Nothing of “%(title)s” is on control.") % {"title": target.title})
        if not intention.points:
            if intention.kind == Relation.Kind.EXTENDS:
                raise Fault(_("Say which points get another deadline."))
            return [self._relation(intention, target)]
        return [
            self._relation(intention, target, item, number, due)
            for label in intention.points
            for number, item in self._meant(items, label, target)
        ]

    def _due(self, intention):
        due = intention.deadline.due if intention.deadline else ()
        if len(due) != 1:
            raise Fault(_("Write one day up to which the deadline is extended."))
        if due[0] <= self.day:
            raise Fault(
                _("The deadline cannot be extended to %(day)s: the day is not after the act.")
                % {"day": f"{due[0]:%d.%m.%Y}"}
            )
        return due[0]

    def _items_of(self, target):
        if target.pk not in self._items:
            self._items[target.pk] = numbers_of(ControlledItem.objects.of(target.pk))
        return self._items[target.pk]

    def _meant(self, items, label, target):
        """The item of this number, or those under the point that only unites them."""
        if label in items:
            return [(label, items[label])]
        under = [(number, item) for number, item in items.items() if number.startswith(f"{label}.")]
        if not under:
            raise Fault(_("“%(title)s” has no point %(label)s on control.") % {"title": target.title, "label": label})
        return under

    def _relation(self, intention, target, item=None, number="", due=None):
        is_plan = target.pk in self.plans
        return Relation(
            act=self.act,
            point=intention.item,
            label=intention.label[:20],
            kind=intention.kind,
            target=None if is_plan else target,
            page=target if is_plan else None,
            words=target.title[:500] if is_plan else "",
            target_point=item.item_id if item else "",
            target_label=number[:20],
            due=due,
            effective_from=self.day,
        )
