"""How an act stands to others in the eyes of its readers: its force, its editions, its relations both ways."""

from dataclasses import dataclass, field
from functools import cached_property

from django.apps import apps
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from resolutions.models.relation import Relation
from resolutions.relations import editions as texts
from resolutions.relations.force import Force, ForceKind, force_on

# How a relation reads from either end; what is done to points is not done to the whole act.
POINTS = "points"
FORWARD = {
    Relation.Kind.REPEALS: pgettext_lazy("this act", "Repeals"),
    POINTS: pgettext_lazy("this act", "Repeals points"),
    Relation.Kind.AMENDS: pgettext_lazy("this act", "Amends"),
    Relation.Kind.OFF_CONTROL: pgettext_lazy("this act", "Takes off control"),
    Relation.Kind.EXTENDS: pgettext_lazy("this act", "Extends the deadlines of"),
    Relation.Kind.IMPLEMENTS: pgettext_lazy("this act", "Carries out"),
    Relation.Kind.APPROVES: pgettext_lazy("this act", "Approves"),
    Relation.Kind.CITES: pgettext_lazy("this act", "Refers to"),
}
BACKWARD = {
    Relation.Kind.REPEALS: pgettext_lazy("this act", "Repealed by"),
    POINTS: pgettext_lazy("this act", "Points repealed by"),
    Relation.Kind.AMENDS: pgettext_lazy("this act", "Amended by"),
    Relation.Kind.OFF_CONTROL: pgettext_lazy("this act", "Taken off control by"),
    Relation.Kind.EXTENDS: pgettext_lazy("this act", "Deadlines extended by"),
    Relation.Kind.IMPLEMENTS: pgettext_lazy("this act", "Carried out by"),
    Relation.Kind.APPROVES: pgettext_lazy("this act", "Approved by"),
    Relation.Kind.CITES: pgettext_lazy("this act", "Referred to by"),
}


@dataclass
class Other:
    """An act at the other end of a relation, or the words of the text for what is not in the register."""

    act: object = None
    words: str = ""
    points: list[str] = field(default_factory=list)
    since: object = None


@dataclass
class Group:
    """All acts to which this one stands in the same way."""

    title: str
    others: list[Other] = field(default_factory=list)


class Standing:
    """What the page of an act says of other acts; only published acts open to its readers are named or applied."""

    def __init__(self, act):
        self.act = act
        self.today = timezone.localdate()

    @cached_property
    def relations(self) -> list[Relation]:
        """Everything registered acts say of this one, and it of them."""
        has_any = self.act.pk and self.act.is_registered and getattr(self.act, "is_related", True)
        return list(Relation.objects.of(self.act)) if has_any else []

    @cached_property
    def incoming(self) -> list[Relation]:
        """What registered acts do to this one, published or not."""
        return [relation for relation in self.relations if relation.target_id == self.act.pk]

    @cached_property
    def open_acts(self) -> set[int]:
        """Primary keys of the related acts a reader of this one may see."""
        others = {key for r in self.relations for key in (r.act_id, r.target_id)} - {None, self.act.pk}
        if not others:
            return set()
        # Asked by name: the model of acts shows its own standing, so it cannot be imported here.
        acts = apps.get_model("resolutions", "ResolutionPage").objects.filter(pk__in=others).live()
        if self.act.is_restricted:
            # Whoever reads this one has a role in its council, and so reads the other acts of its list.
            siblings = acts.filter(path__startswith=self.act.path[: -self.act.steplen])
            return set(siblings.values_list("pk", flat=True))
        return set(acts.public().values_list("pk", flat=True))

    @cached_property
    def shown(self) -> list[Relation]:
        """What published acts do to this one."""
        return [relation for relation in self.incoming if relation.act_id in self.open_acts]

    @cached_property
    def force(self) -> Force:
        return force_on(self.act, self.today, self.incoming)

    @property
    def repealed_by(self):
        """The repealing act, where the reader may know it."""
        repeal = self.force.repeal
        return repeal.act if repeal and repeal.act_id in self.open_acts else None

    @property
    def is_repealed(self):
        return self.force.kind == ForceKind.REPEALED

    @cached_property
    def has_unpublished_changes(self):
        """Whether some act that is not shown has changed the text: its reader must not take the text for complete."""
        hidden = [relation for relation in self.incoming if relation.act_id not in self.open_acts]
        return any(relation.changes_text and relation.effective_from <= self.today for relation in hidden)

    @cached_property
    def editions(self) -> list[texts.EditionDay]:
        return texts.editions(self.act, self.shown)

    @property
    def is_amended(self):
        """Whether the act reads today otherwise than it was adopted."""
        return len(self.editions) > 1 and self.editions[1].day <= self.today

    def edition(self, day) -> texts.Edition:
        return texts.edition(self.act, day, self.shown)

    @cached_property
    def current(self) -> texts.Edition:
        return self.edition(self.today)

    @property
    def current_day(self) -> texts.EditionDay:
        return [edition for edition in self.editions if edition.day <= self.today][-1]

    @property
    def items(self):
        """The points as they read today, each with the act that made it so."""
        return self.current.operative_items if self.is_amended else self.act.operative_items

    @cached_property
    def groups(self) -> list[Group]:
        """The relations in words: first what this act does, then what is done to it."""
        made = {}
        for relation in self.relations:
            forward = relation.act_id == self.act.pk
            other = relation.target if forward else relation.act
            if other and other.pk not in self.open_acts:
                continue
            # A document in the annexes is named there already.
            if not other and relation.kind == Relation.Kind.APPROVES and relation.page_id:
                continue
            of_points = relation.kind == Relation.Kind.REPEALS and relation.target_point
            key = (not forward, list(FORWARD).index(POINTS if of_points else relation.kind))
            others = made.setdefault(key, {})
            place = others.setdefault(other.pk if other else relation.words, Other(other, relation.words))
            place.since = relation.effective_from
            if relation.target_label and relation.target_label not in place.points:
                place.points.append(relation.target_label)
        titles = (list(FORWARD.values()), list(BACKWARD.values()))
        return [Group(titles[back][kind], list(others.values())) for (back, kind), others in sorted(made.items())]


def with_standings(acts):
    """These acts, each with its standing read beforehand: in one question for all of them."""
    incoming = {act.pk: [] for act in acts}
    found = Relation.objects.in_force().filter(target__in=incoming).select_related("act", "target") if acts else ()
    for relation in found:
        incoming[relation.target_id].append(relation)
    for act in acts:
        act.standing = Standing(act)
        act.standing.relations = incoming[act.pk]
    return acts
