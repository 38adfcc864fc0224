"""A registered act becomes cards: its instructions, whom they are given to, and who watches over them."""

from __future__ import annotations

import re

from control import opening
from control.deadline_value import Deadline, DeadlineKind
from control.models import ControlledItem, ControlOpening
from control.rewording import reword, withdraw
from resolutions.addressing import AddressBook
from resolutions.blocks import ItemClass, Operation
from resolutions.items import OperativeItem, operative_items
from resolutions.models.relation import Relation
from resolutions.models.resolution import ResolutionPage
from resolutions.moving_control import move_control
from resolutions.reading.control_clause import read_control
from resolutions.relations.editions import edition
from resolutions.relations.points import REPEALED
from resolutions.wording import act_in_words

# «не ниже 5 %», «не менее 3 статей»: the figure a report on the point has to give.
_FIGURE = re.compile(
    r"не\s+(?:ниже|менее|более|выше|меньше|больше)\s+(?:чем\s+)?\d[\d\s,.]*(?:\s*(?:%|процент\w*)|\s+[а-яё]+)?", re.I
)

AT_A_TIME = 200  # acts a catching-up job takes


def put_act_on_control(act: ResolutionPage, user=None) -> ControlOpening | None:
    """Open the cards of the registered act, once; None for an act of no council."""
    council = act.council_organisation
    if council is None:
        return None
    book = AddressBook(council, act.adopted_on)
    points = operative_items(act.items, act.adopted_on)
    clause = next((point for point in points if point.item_class == ItemClass.CONTROL), None)
    source = opening.Source(
        page=act,
        name=short_name_of(act),
        council=council,
        given_on=act.adopted_on,
        body=act.body,
        controller=controller_of(clause, book),
        control_words=clause.text if clause else "",
    )
    return opening.put_on_control(source, duties_of(points, book), user)


def follow_on_control(act: ResolutionPage, user=None) -> None:
    """What the registered act does to points already on control: a new wording, a later day, nothing asked any more."""
    name = act_in_words({"document_type": act.document_type, "number": act.number, "adopted_on": act.adopted_on})
    move_control(act, name, user)
    for relation in Relation.objects.filter(act=act).exclude(target=None).select_related("target"):
        if relation.is_whole_repeal:
            withdraw(relation.target, user, act=act, act_name=name)
        elif relation.changes_text:
            item = ControlledItem.objects.filter(source=relation.target_id, item_id=relation.target_point).first()
            if item and relation.operation != Operation.INSERT:
                text = edition(relation.target, relation.effective_from).points.text(relation.target_point)
                after = "" if text == REPEALED else text
                reword(item, act, act_name=name, since=relation.effective_from, after=after)


def acts_without_control():
    """The keys of registered acts whose cards have not been opened, the latest first, so many at a time."""
    waiting = ResolutionPage.objects.registered().filter(registration__isnull=False, control_opening=None)
    return waiting.order_by("-pk").values_list("pk", flat=True)[:AT_A_TIME]


def duties_of(points: list[OperativeItem], book: AddressBook) -> list[opening.Duty]:
    """The instructions that are not divided further, each with those it is addressed to."""
    return [_duty(point, above, book) for point, above in leaves(points)]


def leaves(points):
    """The instructions somebody has to do, each with the points above it, the nearest first."""
    for place, point in enumerate(points):
        following = points[place + 1] if place + 1 < len(points) else None
        divided = following is not None and following.level > point.level
        if point.item_class == ItemClass.INSTRUCTION and not divided:
            yield point, _above(points, place)


def short_name_of(act) -> str:
    """What lists call the act: «Совет № 6-2»."""
    return f"{act.body.name if act.body else ''} № {act.number}".strip()


def controller_of(clause, book):
    """The person the control clause names; «оставляю за собой» and a bare position name nobody we know."""
    if clause is None:
        return None
    read = read_control(clause.label, clause.text)
    return book.person(read["person"]) if read["person"] else None


def _above(points, place):
    found, level = [], points[place].level
    for point in reversed(points[:place]):
        if point.level < level:
            found.append(point)
            level = point.level
    return found


def _duty(point, above, book):
    assignees, doubts = [], []
    for printed in point.addressees or point.inherited_addressees:
        meant = book.meant(printed)
        assignees += [party for party in meant.parties if party.pk not in {known.pk for known in assignees}]
        doubts += [meant.doubt] if meant.doubt else []
    figure = _FIGURE.search(point.text)
    deadline = point.deadline or next((each.deadline for each in above if each.deadline), None)
    return opening.Duty(
        item_id=point.id,
        label=point.label,
        heading=above[0].text if above else "",
        text=point.text,
        assignees=assignees,
        deadline=deadline or Deadline("", DeadlineKind.UNSPECIFIED),
        figure_words=figure.group().strip() if figure else "",
        doubts=doubts,
    )
