"""Whether an act is in force on a day: computed from its term and the acts that repeal it, never stored."""

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from resolutions.models.relation import Relation


class ForceKind(models.TextChoices):
    """How an act stands on a day."""

    NOT_ADOPTED = "not_adopted", _("not adopted")
    NOT_YET = "not_yet", _("not in force yet")
    IN_FORCE = "in_force", _("in force")
    REPEALED = "repealed", _("repealed")
    EXPIRED = "expired", _("its term has ended")


@dataclass(frozen=True)
class Force:
    """How an act stands on a day, since when, and by which act where another one has ended it."""

    kind: ForceKind
    since: datetime.date | None = None
    until: datetime.date | None = None
    repeal: Relation | None = None

    @property
    def is_in_force(self):
        return self.kind == ForceKind.IN_FORCE


def first_day(act):
    """The day from which the act is in force."""
    return act.in_force_from or act.adopted_on


def force_on(act, day, incoming) -> Force:
    """How the act stands on the day, given the relations onto it."""
    start = first_day(act)
    if not (act.is_registered and start):
        return Force(ForceKind.NOT_ADOPTED)
    repeals = [relation for relation in incoming if relation.is_whole_repeal and relation.effective_from]
    repeal = min(repeals, key=lambda relation: relation.effective_from, default=None)
    last = act.in_force_until
    if day < start and not (repeal and repeal.effective_from <= day):
        return Force(ForceKind.NOT_YET, since=start)
    if repeal and repeal.effective_from <= day and not (last and last < repeal.effective_from):
        return Force(ForceKind.REPEALED, since=repeal.effective_from, repeal=repeal)
    if last and last < day:
        return Force(ForceKind.EXPIRED, since=last)
    return Force(ForceKind.IN_FORCE, since=start, until=last, repeal=repeal)


def in_force(acts, day):
    """The registered acts of the queryset that are in force on the day."""
    repeals = Relation.objects.in_force().filter(
        target=OuterRef("pk"), kind=Relation.Kind.REPEALS, target_point="", effective_from__lte=day
    )
    return (
        acts.registered()
        .annotate(force_since=Coalesce(F("in_force_from"), F("adopted_on")))
        .filter(Q(in_force_until=None) | Q(in_force_until__gte=day), ~Exists(repeals), force_since__lte=day)
    )
