"""What an act wants to do to other acts, as its points say it, tried on their texts of the day."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from control.deadline_correcting import reading_of
from control.deadlines import Deadline
from resolutions.blocks import MOVING_CONTROL, ItemClass, Operation
from resolutions.models.relation import HEAVY, Relation
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import PRINTED_TYPES
from resolutions.relations import control_points
from resolutions.relations.control_points import Fault
from resolutions.relations.editions import edition
from resolutions.relations.points import clean_label, label_of, labels_in, split_label

KINDS = {
    ItemClass.AMENDMENT: Relation.Kind.AMENDS,
    ItemClass.REPEAL: Relation.Kind.REPEALS,
    ItemClass.OFF_CONTROL: Relation.Kind.OFF_CONTROL,
    ItemClass.EXTENSION: Relation.Kind.EXTENDS,
}


@dataclass
class Intention:
    """One point that amends, repeals, takes off control or extends, and what its form says."""

    item: str
    label: str
    kind: str
    target_id: int | None
    points: list[str]
    operation: str
    new_text: str
    has_own: bool = False
    deadline: Deadline | None = None

    @property
    def is_repeal(self):
        return self.kind == Relation.Kind.REPEALS

    @property
    def moves_control(self):
        return self.kind in (Relation.Kind.OFF_CONTROL, Relation.Kind.EXTENDS)


def intentions(act) -> list[Intention]:
    """The points that do something to other acts; one without an act of its own means that of the point above it."""
    found, path = [], []
    day = act.adopted_on or timezone.localdate()
    for block in act.items:
        value = block.value
        level = int(value["level"] or 1)
        path = path[: level - 1]
        chosen = value.get("target_act")
        target = chosen.pk if chosen else next((above for above in reversed(path) if above), None)
        item_class = value["item_class"]
        changing = item_class in KINDS
        path += [None] * (level - 1 - len(path)) + [target if changing else None]
        if changing:
            of_words = item_class == ItemClass.AMENDMENT
            words, dates = value.get("deadline") or "", value.get("deadline_dates") or ""
            found.append(
                Intention(
                    item=block.id,
                    label=clean_label(value["label"]),
                    kind=KINDS[item_class],
                    target_id=target,
                    points=labels_in(value.get("target_points")),
                    operation=value.get("operation") or "" if of_words else "",
                    new_text=value.get("new_text") or "" if of_words else "",
                    has_own=bool(chosen),
                    deadline=reading_of(words, dates, act_date=day) if item_class in MOVING_CONTROL else None,
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
        self.control = control_points.Targets(act, ids - set(self.acts), self.day)
        self.incoming = {pk: [] for pk in self.acts}
        if self.acts:
            ends = [f"act__{name}" for name in HEAVY]
            for relation in Relation.objects.in_force().filter(target__in=self.acts).select_related("act").defer(*ends):
                self.incoming[relation.target_id].append(relation)
        self.texts = {}
        # What this very act has repealed already: (act, point), the point empty for the whole.
        self.repealed_here = {}

    def carry_out(self, intention) -> list[Relation]:
        """The relations the intention makes; raises Fault with the reason it cannot."""
        if intention.moves_control:
            plan = self.control.plans.get(intention.target_id)
            return self.control.relations(intention, plan or self._target(intention))
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
            raise Fault(_("An act cannot change itself."))
        target = self.acts.get(intention.target_id)
        if target is None:
            raise Fault(_("Choose the act this point changes."))
        # The place in the tree is the council.
        if self.act.path and target.path[: -target.steplen] != self.act.path[: -self.act.steplen]:
            raise Fault(_("An act changes only the acts of its own council."))
        if not target.is_registered:
            raise Fault(
                _("“%(act)s” is not in the register: only a registered act is changed.") % {"act": target.title}
            )
        if self.act.adopted_on and target.adopted_on > self.act.adopted_on:
            raise Fault(_("%(act)s was adopted later than this act.") % {"act": name_of(target)})
        self._check_not_repealed(target, "")
        return target

    def _check_not_repealed(self, target, point, label=""):
        repeals = [relation for relation in self.incoming[target.pk] if relation.kind == Relation.Kind.REPEALS]
        by = next((relation for relation in repeals if relation.target_point == point), None)
        what = _("Point %(label)s of %(act)s") % {"label": label, "act": name_of(target)} if point else name_of(target)
        if by:
            raise Fault(
                _("%(what)s has been repealed already: %(by)s, from %(day)s.")
                % {"what": what, "by": name_of(by.act), "day": f"{by.effective_from:%d.%m.%Y}"}
            )
        if (target.pk, point) in self.repealed_here:
            raise Fault(
                _("%(what)s is repealed already by point %(label)s of this act.")
                % {"what": what, "label": self.repealed_here[target.pk, point]}
            )

    def _check_wording(self, intention):
        if intention.is_repeal:
            return
        if not intention.operation:
            raise Fault(_("Say what happens to the point: new wording, delete, or add after it."))
        if not intention.points and intention.operation != Operation.INSERT:
            raise Fault(_("Say which point of the other act it is."))
        if intention.operation != Operation.DELETE and not intention.new_text.strip():
            raise Fault(_("Write the new wording."))

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
            raise Fault(
                _("%(act)s has no point %(label)s in its edition of %(day)s.")
                % {"act": name_of(target), "label": label, "day": f"{self.day:%d.%m.%Y}"}
            )
        self._check_not_repealed(target, block["id"], label)
        return block["id"]

    def _new_label(self, target, text, point, wording):
        brought, _rest = split_label(wording)
        label = brought or text.next_label(point)
        if brought and any(label_of(block) == brought for block in text):
            raise Fault(_("%(act)s already has a point %(label)s.") % {"act": name_of(target), "label": brought})
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
        except Fault as fault:
            faults.append((intention.item, str(fault)))
    return relations, faults


def name_of(act) -> str:
    """«Постановление № 7-2 от 20.04.2026»: how an act is called in a sentence."""
    day = act.adopted_on.strftime("%d.%m.%Y") if isinstance(act.adopted_on, datetime.date) else ""
    parts = [PRINTED_TYPES[act.document_type], act.number and f"№ {act.number}", day and f"от {day}"]
    return " ".join(filter(None, parts))
