"""What an act wants to do to other acts, as its points say it, tried on their texts of the day."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from resolutions.blocks import ItemClass, Operation
from resolutions.models.relation import HEAVY, Relation
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import PRINTED_TYPES
from resolutions.relations.editions import edition
from resolutions.relations.points import clean_label, label_of, labels_in, split_label

CHANGING = {ItemClass.AMENDMENT, ItemClass.REPEAL}


@dataclass
class Intention:
    """One point that amends or repeals, and what its form says."""

    item: str
    label: str
    kind: str
    target_id: int | None
    points: list[str]
    operation: str
    new_text: str
    has_own: bool = False

    @property
    def is_repeal(self):
        return self.kind == Relation.Kind.REPEALS


class _Fault(Exception):
    """Why an intention cannot be carried out, in a sentence."""


def intentions(act) -> list[Intention]:
    """The amending and repealing points of the act; one without an act of its own means that of the point above it."""
    found, path = [], []
    for block in act.items:
        value = block.value
        level = int(value["level"] or 1)
        path = path[: level - 1]
        chosen = value.get("target_act")
        target = chosen.pk if chosen else next((above for above in reversed(path) if above), None)
        changing = value["item_class"] in CHANGING
        path += [None] * (level - 1 - len(path)) + [target if changing else None]
        if changing:
            repeal = value["item_class"] == ItemClass.REPEAL
            found.append(
                Intention(
                    item=block.id,
                    label=clean_label(value["label"]),
                    kind=Relation.Kind.REPEALS if repeal else Relation.Kind.AMENDS,
                    target_id=target,
                    points=labels_in(value.get("target_points")),
                    operation="" if repeal else value.get("operation") or "",
                    new_text="" if repeal else value.get("new_text") or "",
                    has_own=bool(chosen),
                )
            )
    return _without_headings(found)


def _without_headings(found):
    """«Внести в постановление следующие изменения:» says nothing by itself where the points below it do."""
    kept = []
    for intention in found:
        above = kept[-1] if kept else None
        is_heading = above and above.target_id and not (above.points or above.operation)
        if is_heading and not intention.has_own and above.target_id == intention.target_id:
            kept.pop()
        kept.append(intention)
    return kept


class Targets:
    """The acts that one act changes, as they would stand on the day it comes into force."""

    def __init__(self, act, wanted):
        self.act = act
        self.day = act.in_force_from or act.adopted_on or timezone.localdate()
        ids = {intention.target_id for intention in wanted} - {None, act.pk}
        self.acts = ResolutionPage.objects.in_bulk(ids) if ids else {}
        self.incoming = {pk: [] for pk in self.acts}
        if self.acts:
            ends = [f"act__{name}" for name in HEAVY]
            for relation in Relation.objects.in_force().filter(target__in=self.acts).select_related("act").defer(*ends):
                self.incoming[relation.target_id].append(relation)
        self.texts = {}
        # What this very act has repealed already: (act, point), the point empty for the whole.
        self.repealed_here = {}

    def carry_out(self, intention) -> list[Relation]:
        """The relations the intention makes; raises _Fault with the reason it cannot."""
        target = self._target(intention)
        relation = Relation(act=self.act, point=intention.item, label=intention.label[:20], kind=intention.kind)
        relation.target, relation.effective_from = target, self.day
        if intention.is_repeal and not intention.points:
            self._check_not_repealed(target, "")
            self.repealed_here[target.pk, ""] = intention.label
            return [relation]
        if not intention.points and not intention.operation:
            return [relation]
        self._check_wording(intention)
        return [self._point_relation(intention, target, label) for label in intention.points or [""]]

    def _target(self, intention):
        if intention.target_id == self.act.pk:
            raise _Fault(_("An act cannot change itself."))
        target = self.acts.get(intention.target_id)
        if target is None:
            raise _Fault(_("Choose the act this point changes."))
        # The place in the tree is the council.
        if self.act.path and target.path[: -target.steplen] != self.act.path[: -self.act.steplen]:
            raise _Fault(_("An act changes only the acts of its own council."))
        if not target.is_registered:
            raise _Fault(
                _("“%(act)s” is not in the register: only a registered act is changed.") % {"act": target.title}
            )
        if self.act.adopted_on and target.adopted_on > self.act.adopted_on:
            raise _Fault(_("%(act)s was adopted later than this act.") % {"act": name_of(target)})
        self._check_not_repealed(target, "")
        return target

    def _check_not_repealed(self, target, point, label=""):
        repeals = [relation for relation in self.incoming[target.pk] if relation.kind == Relation.Kind.REPEALS]
        by = next((relation for relation in repeals if relation.target_point == point), None)
        what = _("Point %(label)s of %(act)s") % {"label": label, "act": name_of(target)} if point else name_of(target)
        if by:
            raise _Fault(
                _("%(what)s has been repealed already: %(by)s, from %(day)s.")
                % {"what": what, "by": name_of(by.act), "day": f"{by.effective_from:%d.%m.%Y}"}
            )
        if (target.pk, point) in self.repealed_here:
            raise _Fault(
                _("%(what)s is repealed already by point %(label)s of this act.")
                % {"what": what, "label": self.repealed_here[target.pk, point]}
            )

    def _check_wording(self, intention):
        if intention.is_repeal:
            return
        if not intention.operation:
            raise _Fault(_("Say what happens to the point: new wording, delete, or add after it."))
        if not intention.points and intention.operation != Operation.INSERT:
            raise _Fault(_("Say which point of the other act it is."))
        if intention.operation != Operation.DELETE and not intention.new_text.strip():
            raise _Fault(_("Write the new wording."))

    def _point_relation(self, intention, target, label):
        text = self._text(target)
        point = self._point(target, text, label) if label else ""
        relation = Relation(
            act=self.act,
            point=intention.item,
            label=intention.label[:20],
            kind=intention.kind,
            target=target,
            target_point=point,
            target_label=label[:20],
            operation=intention.operation,
            new_text=intention.new_text if intention.operation != Operation.DELETE else "",
            effective_from=self.day,
        )
        if intention.is_repeal:
            self.repealed_here[target.pk, point] = intention.label
            text.repeal(point)
            return relation
        if intention.operation == Operation.INSERT:
            relation.new_label = self._new_label(target, text, point, intention.new_text)
        text.apply(relation.operation, point, relation.new_text, new_id=relation.new_point, label=relation.new_label)
        return relation

    def _point(self, target, text, label):
        block = text.with_label(label)
        if block is None:
            raise _Fault(
                _("%(act)s has no point %(label)s in its edition of %(day)s.")
                % {"act": name_of(target), "label": label, "day": f"{self.day:%d.%m.%Y}"}
            )
        self._check_not_repealed(target, block["id"], label)
        return block["id"]

    def _new_label(self, target, text, point, wording):
        brought, _rest = split_label(wording)
        label = brought or text.next_label(point)
        if brought and any(label_of(block) == brought for block in text):
            raise _Fault(_("%(act)s already has a point %(label)s.") % {"act": name_of(target), "label": brought})
        return label[:20]

    def _text(self, target):
        if target.pk not in self.texts:
            self.texts[target.pk] = edition(target, self.day, self.incoming[target.pk]).points
        return self.texts[target.pk]


def read_targets(act) -> tuple[list[Relation], list[tuple[str, str]]]:
    """The relations the changing points make, not saved, and what stands against them: (id of the point, sentence)."""
    wanted = intentions(act)
    targets, relations, faults = Targets(act, wanted), [], []
    for intention in wanted:
        if intention.target_id is None:
            continue
        try:
            relations += targets.carry_out(intention)
        except _Fault as fault:
            faults.append((intention.item, str(fault)))
    return relations, faults


def name_of(act) -> str:
    """«Постановление № 7-2 от 20.04.2026»: how an act is called in a sentence."""
    day = act.adopted_on.strftime("%d.%m.%Y") if isinstance(act.adopted_on, datetime.date) else ""
    parts = [PRINTED_TYPES[act.document_type], act.number and f"№ {act.number}", day and f"от {day}"]
    return " ".join(filter(None, parts))
