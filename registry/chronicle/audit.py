"""The history of a council's whole part of the tree, line by line, for an auditor."""

import datetime
import heapq
from dataclasses import dataclass
from itertools import islice

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.chronicle.changes import DELETED, PARTIES, FieldChange, changes_of, changes_of_rows, history_of
from registry.chronicle.words import Names, in_words
from registry.models import CouncilRole, Organisation, Party, RoleChange


@dataclass(frozen=True, slots=True)
class Line:
    """One field changed once, as an auditor's table shows it."""

    when: datetime.datetime
    who: str
    kind: str
    object: str
    row: str
    action: str
    field: str
    was: str
    became: str
    reason: str = ""


def lines_below(path, since=None, until=None, others=()):
    """Everything changed in the part of the tree below the path, oldest first, read from the database as it goes.

    ``others`` are the paths of councils further down that keep their own history to themselves.
    """
    # A seat is told once, with its body.
    streams = [changes_of(_ever_below(model, path, others), model, shared=False) for model in PARTIES]
    roles = history_of(CouncilRole)._base_manager.filter(
        organisation__in=Organisation.objects.filter(_part("path", path, others))
    )
    streams.append(changes_of_rows(CouncilRole, roles))
    changes = heapq.merge(*streams, key=lambda change: change.when)
    changes = (c for c in changes if (not since or c.when >= since) and (not until or c.when < until))
    return heapq.merge(_party_lines(changes), _role_lines(path, since, until, others), key=lambda line: line.when)


def _part(field, path, others):
    part = models.Q(**{f"{field}__startswith": path})
    for other in others:
        part &= ~models.Q(**{f"{field}__startswith": other})
    return part


def _ever_below(model, path, others):
    """Keys of the parties that stand below the path, and of those deleted while they stood there."""
    if not path:
        return history_of(model)._base_manager.values("id")
    part = _part("path", path, others)
    standing = Party.objects.filter(part).order_by().values("pk")
    gone = history_of(model)._base_manager.filter(part, history_type=DELETED).order_by().values("id")
    return standing.union(gone)


def _party_lines(changes):
    names, changes = Names(), iter(changes)
    while batch := list(islice(changes, 2000)):
        for change in in_words(batch, names):
            row = "" if issubclass(change.model, Party) else change.title
            fixed = (change.when, change.who, capfirst(change.noun), change.owner, row, change.action)
            for one in change.fields or [FieldChange("", "", "")]:
                yield Line(*fixed, one.label, one.was, one.became, change.reason)


def _role_lines(path, since, until, others):
    changes = RoleChange.objects.filter(_part("council_role__organisation__path", path, others))
    changes = changes.filter(**({"changed_at__gte": since} if since else {}))
    changes = changes.filter(**({"changed_at__lt": until} if until else {}))
    changes = changes.select_related("council_role__organisation").order_by("changed_at", "pk")
    for change in changes.iterator(chunk_size=2000):
        given = change.action == RoleChange.Action.GIVEN
        yield Line(
            when=change.changed_at,
            who=change.changed_by_name or _("the program"),
            kind=capfirst(str(CouncilRole._meta.verbose_name)),
            object=f"{change.council_role.organisation}: {change.council_role.get_role_display()}",
            row="",
            action=change.get_action_display(),
            field=capfirst(_("account")),
            was="" if given else change.user_name,
            became=change.user_name if given else "",
        )
