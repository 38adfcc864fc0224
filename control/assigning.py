"""A point gets one more assignee, or another one in place of one that is no more."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from control.card import lock, note, note_all, refuse_ended
from control.closing import cancel
from control.models import Assignment, CardEvent, ControlledItem, Occurrence
from control.opening import add_assignee
from control.refusal import Refused
from control.tallying import recount
from registry.models import Party, PartyType


@transaction.atomic
def assign(item: ControlledItem, party: Party, user) -> list[int]:
    """Open a card of the item for the party, or for every member of the group; returns the keys of the cards.

    Raises Refused where that would open nothing.
    """
    ControlledItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    today, name = timezone.localdate(), party.name
    if party.is_closed(today):
        raise Refused(
            _("“%(name)s” is no more, the last day was %(day)s: choose whoever takes its place.")
            % {"name": name, "day": f"{party.closed_on:%d.%m.%Y}"}
        )
    had = set(item.assignments.values_list("pk", flat=True))
    add_assignee(item, party, user)
    opened = list(item.assignments.exclude(pk__in=had).order_by("pk").values_list("pk", flat=True))
    if opened:
        _forget_past_days(item, opened, today)
        note_all(opened, CardEvent.Verb.NOTED, user=user, text=_("Added to the point by the controller."))
        return opened
    if party.party_type == PartyType.GROUP and not party.specific.members_on(item.given_on).exists():
        raise Refused(
            _("“%(name)s” has no members on the day of the act: fill the group, then add it again.") % {"name": name}
        )
    raise Refused(_("“%(name)s” has a card of this point already.") % {"name": name})


@transaction.atomic
def replace(card: Assignment, party: Party, user) -> list[int]:
    """Cancel the card of an assignee that is no more and open one for whoever takes its place.

    What the first one did is not asked for again, and the days given to it hold for the other.
    """
    stored = lock(card.pk)
    refuse_ended(stored)
    if not stored.assignee.is_closed(timezone.localdate()):
        raise Refused(
            _("“%(name)s” exists: only an assignee that is no more is replaced.") % {"name": stored.assignee.name}
        )
    opened = assign(stored.item, party, user)
    _take_over_days(stored, opened)
    words = _("“%(old)s” is no more, the last day was %(day)s; the instruction goes to: %(new)s.") % {
        "old": stored.assignee_name,
        "day": f"{stored.assignee.closed_on:%d.%m.%Y}",
        "new": party.name,
    }
    if stored.role == Assignment.Role.RESPONSIBLE:
        Assignment.objects.filter(pk=opened[0]).update(role=Assignment.Role.RESPONSIBLE)
    cancel(stored, user, basis=words)
    for key in opened:
        note(Assignment(pk=key), CardEvent.Verb.NOTED, user=user, text=words)
    return opened


def _forget_past_days(item, cards, today):
    """Of a duty that comes again, the days already past are not asked of one who joins today."""
    days = [day for day in item.deadline.due if day >= today]
    if not days:
        return
    past = Occurrence.objects.waiting().filter(assignment__in=cards, due__lt=min(days))
    past.update(cancelled_at=timezone.now())
    _set_next_days(item, cards)


def _take_over_days(old, cards):
    """What the first one did is done, and the days it was given later hold for the others."""
    for before in old.occurrences.exclude(first_due=None):
        same = Occurrence.objects.waiting().filter(assignment__in=cards, first_due=before.first_due)
        if before.done_on:
            same.update(cancelled_at=timezone.now())
        elif before.due != before.first_due:
            same.update(due=before.due)
    _set_next_days(old.item, cards)


def _set_next_days(item, cards):
    waiting = Occurrence.objects.waiting().filter(assignment__in=cards).order_by()
    for row in waiting.values("assignment").annotate(day=Min("due")):
        Assignment.objects.filter(pk=row["assignment"]).update(next_due=row["day"])
    recount(item.pk)
