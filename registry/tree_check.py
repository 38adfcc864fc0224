"""Whether every party stands where the tree of organisations says, and putting right what does not."""

from dataclasses import dataclass

from django.db import transaction

from registry.models import Body, Organisation, Party, PartyGroup, Person
from registry.models.tree import hold_tree


@dataclass(frozen=True)
class Misplaced:
    """A party with the path it has and the path it should have; no right path for one that stands under itself."""

    pk: int
    name: str
    stored: str
    right: str | None


def misplaced():
    """Every party whose path disagrees with who stands under whom."""
    right = _right_paths(dict(Organisation.objects.order_by().values_list("pk", "superior_id")))
    for model in (Person, Body, PartyGroup):
        for pk, organisation in model.objects.order_by().values_list("pk", "organisation_id"):
            right[pk] = right[organisation] if organisation else ""
    for pk, name, stored in Party.objects.order_by("pk").values_list("pk", "name", "path"):
        if pk in right and (right[pk] is None or right[pk] != stored):
            yield Misplaced(pk, name, stored, right[pk])


def put_right():
    """Write the right paths where there are others; gives what was found."""
    with transaction.atomic():
        hold_tree(to_move=True)
        found = list(misplaced())
        for party in found:
            if party.right is not None:
                Party.objects.filter(pk=party.pk).update(path=party.right)
    return found


def _right_paths(superiors):
    """The path of each organisation from the top down; None for those in a circle and below one."""
    paths = {}
    for start in superiors:
        way, key = [], start
        while key is not None and key not in paths and key not in way:
            way.append(key)
            key = superiors.get(key)
        over = "" if key is None else paths.get(key)
        for step in reversed(way):
            over = paths[step] = None if over is None else f"{over}{step}."
    return paths
