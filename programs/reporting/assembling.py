"""The rows of a report drawn from cards, in a fixed number of questions however many cards there are."""

from __future__ import annotations

import datetime
from collections import defaultdict

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import Coalesce, TruncWeek

from control.models import ON_CONTROL, Assignment, ControlledItem, ItemState, Report, Tally, overdue_q
from programs.reporting.rows import Executors, Proposal, ReportRow
from programs.reporting.wording import FEW, Told, told
from registry.models import OrganisationKind, Party, PartyType
from resolutions.relations.control_points import numbers_of

# Organisations that are the council's own hands rather than its members.
OWN_HANDS = (OrganisationKind.DEPARTMENT, OrganisationKind.COMMISSION)
NAMED = 3  # so many executors of a row are named; more are counted
WEEKS = 8


def assembled(sources: list[int], day: datetime.date) -> list[ReportRow]:
    """A row for every point on control of these pages, in the order of their texts."""
    place = {source: number for number, source in enumerate(sources)}
    items = list(ControlledItem.objects.filter(source__in=sources).order_by("position", "pk"))
    items.sort(key=lambda item: place[item.source_id])
    numbers = {}
    for source in sources:
        of_source = [item for item in items if item.source_id == source]
        numbers |= {item.pk: number for number, item in numbers_of(of_source).items()}
    counted = _counted(sources, day)
    addressed = _addressed(sources)
    words = _told(items, counted, sources, day)
    return [_row(item, numbers[item.pk], counted[item.pk], addressed[item.pk], words[item.pk]) for item in items]


def closed_by_week(sources: list[int]) -> list[list]:
    """How many cards were closed in each of the last weeks: [[Monday, cards], …]."""
    closed = Assignment.objects.filter(item__source__in=sources, state=ItemState.CLOSED).order_by()
    weeks = closed.annotate(week=TruncWeek("closed_on")).values("week").annotate(cards=Count("pk")).order_by("-week")
    return [[row["week"].isoformat()[:10], row["cards"]] for row in weeks[:WEEKS]][::-1]


def _row(item, number, counts, addressees, words):
    undone = counts["total"] - counts["closed"]
    proposal = Proposal.LEAVE
    if counts["total"] and not undone:
        proposal = Proposal.CLOSE
    elif counts["overdue"]:
        proposal = Proposal.EXTEND
    return ReportRow(
        item=item.pk,
        source=item.source_id,
        number=number,
        text=item.text,
        deadline=item.deadline_words,
        source_name=item.source_name,
        heading=item.heading,
        group=_group(addressees),
        executors=_executors(addressees),
        drawn=words,
        done=words,
        proposed=proposal,
        proposal=proposal,
        **counts,
    )


def _counted(sources, day):
    """Cards of every item by what became of them, added up from the tallies, which know of no result."""
    empty = {"total": 0, "closed": 0, "undone": 0, "reported": 0, "overdue": 0, "cancelled": 0}
    rows = Tally.objects.filter(item__source__in=sources).order_by().values("item")
    rows = rows.annotate(
        total=Sum("cards", filter=Q(state__in=[*ON_CONTROL, ItemState.CLOSED]), default=0),
        closed=Sum("cards", filter=Q(state=ItemState.CLOSED), default=0),
        reported=Sum("cards", filter=Q(state=ItemState.REPORTED), default=0),
        overdue=Sum("cards", filter=overdue_q(day), default=0),
        cancelled=Sum("cards", filter=Q(state=ItemState.CANCELLED), default=0),
    )
    found = defaultdict(lambda: dict(empty))
    for row in rows:
        item = row.pop("item")
        found[item] |= row
    undone = Assignment.objects.closed_undone().filter(item__source__in=sources).order_by().values("item")
    for row in undone.annotate(cards=Count("pk")):
        found[row["item"]]["undone"] = row["cards"]
    return found


def _addressed(sources):
    """Whom every item is addressed to, a group as one: the responsible first, in the order of their cards."""
    named = (
        Assignment.objects.filter(item__source__in=sources)
        .order_by()
        .annotate(whom=Coalesce("through", "assignee"))
        .values("item", "whom", "role")
        .annotate(first=Min("pk"), cards=Count("pk"), name=Min("assignee_name"))
        .order_by("item", "-role", "first")
    )
    named = list(named)
    parties = Party.objects.select_related("as_organisation").in_bulk({row["whom"] for row in named})
    found = defaultdict(list)
    for row in named:
        found[row["item"]].append((parties[row["whom"]], row))
    return found


def _group(addressees):
    if not addressees:
        return Executors.UNIT
    party, _row = addressees[0]
    if party.party_type in (PartyType.PERSON, PartyType.BODY):
        return Executors.UNIT
    is_own = party.party_type == PartyType.ORGANISATION and party.as_organisation.kind in OWN_HANDS
    return Executors.UNIT if is_own else Executors.MEMBERS


def _executors(addressees):
    """The names of the executors; a person's key beside, so that the public page can ask for consent."""
    named = []
    for party, row in addressees[:NAMED]:
        is_group = party.party_type == PartyType.GROUP
        person = party.pk if party.party_type == PartyType.PERSON else None
        named.append({"name": party.name if is_group else party.short_name or row["name"], "person": person})
    if len(addressees) > NAMED:
        named.append({"name": f"и ещё {len(addressees) - NAMED}", "person": None})
    return named


def _told(items, counted, sources, day):
    """What was done about each item, in a sentence or two."""
    few = [item.pk for item in items if 0 < counted[item.pk]["total"] <= FEW]
    late = [item.pk for item in items if 0 < counted[item.pk]["overdue"] <= FEW]
    cards, names = defaultdict(list), defaultdict(list)
    accepted = {}
    for report in (
        Report.objects.filter(
            assignment__item__in=few, kind=Report.Kind.REPORT, decision__in=(Report.Decision.ACCEPTED, "")
        )
        .order_by("number")
        .values("assignment", "text", "decision")
    ):
        accepted[report["assignment"]] = report
    for card in Assignment.objects.filter(item__in=few).exclude(state=ItemState.CANCELLED).select_related("assignee"):
        cards[card.item_id].append((card, accepted.get(card.pk)))
    for item, name, short in (
        Assignment.objects.filter(overdue_q(day), item__in=late)
        .exclude(assignee__party_type=PartyType.PERSON)
        .order_by("pk")
        .values_list("item", "assignee_name", "assignee__short_name")
    ):
        names[item].append(short or name)
    figures = {
        row["assignment__item"]: row
        for row in Report.objects.filter(
            assignment__item__source__in=sources, decision=Report.Decision.ACCEPTED, figure__isnull=False
        )
        .order_by()
        .values("assignment__item")
        .annotate(least=Min("figure"), most=Max("figure"))
    }
    return {
        item.pk: told(Told(item, counted[item.pk], cards[item.pk], names[item.pk], figures.get(item.pk), day))
        for item in items
    }
