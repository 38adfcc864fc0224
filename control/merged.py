"""Two parties of the registry become one: of their two cards of one point one is made, and nothing of them is lost."""

from __future__ import annotations

from itertools import zip_longest

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from control.card import note, settle
from control.models import (
    ENDED,
    ON_CONTROL,
    Absence,
    Assignment,
    CardEvent,
    Extension,
    ItemState,
    Occurrence,
    Report,
    ReportDraft,
    ReportFile,
)
from registry.merging import references_to
from registry.models import PersonalLink

# How far a card on control has come; a report that waits to be read outweighs everything.
ADVANCE = (ItemState.ASSIGNED, ItemState.IN_WORK, ItemState.RETURNED, ItemState.REPORTED)


def join_control_cards(sender, kept, duplicate, **kwargs):
    """Before the parties become one: everything else that names them moves by itself, but a point has one card of each.

    Runs inside the transaction of the merge; whatever refuses it later takes this back, too. Tells what becomes of the
    cards, for the screen that asks whether to merge.
    """
    # Nobody stands in for themselves.
    pair = (kept.pk, duplicate.pk)
    Absence.objects.filter(person__in=pair, substitute__in=pair).update(substitute=None)
    both = Assignment.objects.filter(assignee__in=pair)
    moving = Assignment.objects.filter(assignee=duplicate.pk).count()
    ours, theirs = (both.filter(assignee=pk).order_by().values("item") for pk in pair)
    # Locked in the order of all who take several cards at once.
    cards = both.filter(item__in=ours).filter(item__in=theirs).select_for_update(of=("self",)).order_by("pk")
    by_item: dict[int, dict[int, Assignment]] = {}
    for card in cards:
        by_item.setdefault(card.item_id, {})[card.assignee_id] = card
    for of_item in by_item.values():
        _join(of_item[kept.pk], of_item[duplicate.pk])
    # The days go with their cards; by themselves they would only be counted a second time.
    return {(Assignment, "assignee"): _in_words(moving, len(by_item)), (Occurrence, "assignee"): ""}


def _in_words(moving, joining):
    """«12 карточек перейдут, из них 3 совпадут и объединятся»; empty where there are no cards."""
    if not moving:
        return ""
    words = ngettext("%(cards)s control card will move", "%(cards)s control cards will move", moving)
    sentence = words % {"cards": moving}
    if joining:
        same = ngettext(
            "%(same)s of them is of a point where this one has a card, too: the two will become one",
            "%(same)s of them are of points where this one has a card, too: they will become one",
            joining,
        )
        sentence = f"{sentence}, {same % {'same': joining}}"
    return f"{sentence}."


def _join(card: Assignment, double: Assignment) -> None:
    """Make the card of the kept party the only one: with every report, day, request, letter and line of both."""
    now = timezone.now()
    waiting = _join_reports(card, double, now)
    _join_days(card, double, waiting, now)
    _join_drafts(card, double)
    # The link in a letter already sent goes on opening the card.
    PersonalLink.objects.about(PersonalLink.Purpose.REPORT, double).update(subject_id=card.pk)
    _move_the_rest(card, double)
    changes = _state_of(card, double, waiting)
    Assignment.objects.filter(pk=double.pk).delete()
    settle(card, **changes)
    words = _("Two cards of this point became one: “%(name)s” has been merged into this assignee.")
    note(card, CardEvent.Verb.NOTED, text=words % {"name": double.assignee_name})


def _join_reports(card, double, now):
    """The reports of both in one row of numbers; of two that wait to be read the later takes the place of the other."""
    waiting = list(
        Report.objects.filter(assignment__in=[card.pk, double.pk], kind=Report.Kind.REPORT, decision="")
        .order_by("sent_at", "pk")
        .select_related("occurrence")
    )
    Report.objects.filter(pk__in=[report.pk for report in waiting[:-1]]).update(
        decision=Report.Decision.REPLACED, decided_at=now
    )
    last = card.reports.aggregate(last=Max("number"))["last"] or 0
    for number, report in enumerate(double.reports.order_by("number", "pk"), start=last + 1):
        Report.objects.filter(pk=report.pk).update(assignment=card.pk, number=number)
    return waiting[-1] if waiting else None


def _join_days(card, double, waiting, now):
    """Of two days that ask for the same the further one stands; the other stays on the card, not asked for any more."""
    pairs = zip_longest(card.occurrences.order_by("number", "pk"), double.occurrences.order_by("number", "pk"))
    standing, aside = [], []
    for ours, theirs in pairs:
        if ours is None or theirs is None:
            standing.append(ours or theirs)
            continue
        ours_stands = _advance(ours, card, waiting) >= _advance(theirs, double, waiting)
        standing.append(ours if ours_stands else theirs)
        aside.append(theirs if ours_stands else ours)
    # First out of the way of each other, then the numbers as they shall be: those set aside before those that stand.
    ahead = 1 + max(occurrence.number for occurrence in [*standing, *aside])
    for shift in (ahead + len(standing) + len(aside), 1):
        for number, occurrence in enumerate([*aside, *standing], start=shift):
            Occurrence.objects.filter(pk=occurrence.pk).update(
                number=number, assignment=card.pk, assignee=card.assignee_id
            )
    Occurrence.objects.filter(pk__in=[each.pk for each in aside], cancelled_at=None).update(cancelled_at=now)
    Extension.objects.filter(occurrence__in=[each.pk for each in aside], decision="").update(
        decision=Extension.Decision.WITHDRAWN, decided_at=now
    )


def _advance(occurrence, card, waiting):
    """A report that waits outweighs what is done, that outweighs what is open, and that what is not asked any more."""
    if waiting is not None and waiting.occurrence_id == occurrence.pk:
        return (4, True)
    if occurrence.done_on:
        return (3, True)
    if occurrence.cancelled_at:
        # Closed on another ground is settled; cancelled with its card is merely not asked.
        return (2 if card.state == ItemState.CLOSED else 0, True)
    # Of two open days the one that was extended.
    return (1, occurrence.due != occurrence.first_due)


def _join_drafts(card, double):
    """What both had typed and not sent stands one under the other."""
    theirs = ReportDraft.objects.filter(assignment=double).first()
    ours = ReportDraft.objects.filter(assignment=card).first()
    if theirs is None:
        return
    if ours is None:
        ReportDraft.objects.filter(pk=theirs.pk).update(assignment=card.pk)
        return
    ours.text = "\n\n".join(filter(None, [ours.text.strip(), theirs.text.strip()]))
    ours.figure = ours.figure or theirs.figure
    ours.save()
    ReportFile.objects.filter(draft=theirs).update(draft=ours)
    theirs.delete()


def _move_the_rest(card, double):
    """Whatever else names the double, of this room or another."""
    for relation in references_to(Assignment):
        model, column = relation.related_model, relation.field
        rows = model._base_manager.filter(**{column.attname: double.pk})
        if model._meta.auto_created:
            # A list that has both cards already keeps one.
            other = next(each for each in model._meta.fields if each.remote_field and each is not column)
            there = model._base_manager.filter(**{column.attname: card.pk}).values(other.attname)
            rows = rows.exclude(**{f"{other.attname}__in": there})
        rows.update(**{column.attname: card.pk})


def _state_of(card, double, waiting):
    """How the one card stands after both; only a report nobody has read keeps what was closed on control."""
    both = (card, double)
    # Addressed by name in one of them: not only as a member of a group.
    through = card.through_id if double.through_id else None
    changes = {
        "role": card.Role.RESPONSIBLE if any(each.role == each.Role.RESPONSIBLE for each in both) else card.role,
        "through_id": through,
        "answers_id": card.answers_id or double.answers_id,
        "opened_on": min(each.opened_on for each in both),
        "heard_on": max(each.heard_on for each in both),
        "told_at": card.told_at or double.told_at,
        "acknowledged_at": min(filter(None, [card.acknowledged_at, double.acknowledged_at]), default=None),
        "reported_at": waiting.sent_at if waiting else None,
    }
    if waiting is not None:
        return {**changes, "state": ItemState.REPORTED, **_OPEN_AGAIN}
    open_now = [each.state for each in both if each.state in ON_CONTROL]
    if card.occurrences.waiting().exists() and open_now:
        return {**changes, "state": max(open_now, key=ADVANCE.index), **_OPEN_AGAIN}
    ended = [each for each in both if each.state in ENDED]
    if not ended:
        return {**changes, "state": max(open_now, key=ADVANCE.index)}
    closed = [each for each in ended if each.state == ItemState.CLOSED] or ended
    last = max(closed, key=lambda each: (each.closed_on, each.pk == card.pk))
    return {
        **changes,
        "state": last.state,
        **{name: getattr(last, name) for name in ("closed_on", "closed_by_id", "result", "basis", "basis_act_id")},
    }


_OPEN_AGAIN = {"closed_on": None, "closed_by_id": None, "result": "", "basis": "", "basis_act_id": None}
