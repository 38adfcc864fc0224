"""Who watches over the act, and what it takes off control."""

import re

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from control.models import ON_CONTROL, Tally
from resolutions.blocks import ItemClass
from resolutions.models.relation import Relation
from resolutions.relations.targets import read_targets

_CONTROL = re.compile(
    r"контрол\w+\b.{0,200}(?:возложить|возлагается|возлагаю|оставить|оставляю|поручить|осуществля|закрепить|взять)"
    r"|(?:возложить|оставить|взять|осуществлять)\b.{0,60}контрол",
    re.IGNORECASE | re.DOTALL,
)


def no_control_clause(subject):
    """Instructions are given, and nobody is named to watch over them."""
    if not subject.instructions:
        return
    for point in subject.points:
        if point.item_class == ItemClass.CONTROL or _CONTROL.search(point.text or ""):
            return
    yield "items", _("Nobody is named to control the execution.")


def open_cards(subject):
    """A point is taken off control while cards of it are open: the council may, and should know."""
    if not any(point.item_class == ItemClass.OFF_CONTROL for point in subject.points):
        return
    relations, _faults = read_targets(subject.act)
    taken = [relation for relation in relations if relation.kind == Relation.Kind.OFF_CONTROL]
    sources = {relation.target_id or relation.page_id for relation in taken}
    tallies = Tally.objects.filter(item__source__in=sources, state__in=ON_CONTROL).order_by()
    counted = tallies.values_list("item__source", "item__item_id").annotate(cards=Sum("cards"))
    left = {}
    for source, item, cards in counted:
        for key in ((source, item), (source, "")):
            left[key] = left.get(key, 0) + cards
    for relation in taken:
        cards = left.get((relation.target_id or relation.page_id, relation.target_point))
        if cards:
            words = ngettext(
                "Point %(label)s: %(n)s card is not closed; the council's decision closes it too.",
                "Point %(label)s: %(n)s cards are not closed; the council's decision closes them too.",
                cards,
            )
            yield f"item:{relation.point}", words % {"label": relation.target_label or "–", "n": cards}
