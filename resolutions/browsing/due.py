"""What must be done by the end of a month: the public points and measures that are due in it."""

import calendar
import datetime
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Exists, Min, OuterRef, Q, Subquery

from control.execution import executions_of
from control.models import Assignment, ControlledItem, DayTally, ItemState, Rewording
from resolutions.items import anchor_of
from resolutions.models.listed import ListedAct


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def of(cls, day):
        return cls(day.year, day.month)

    @property
    def first(self):
        return datetime.date(self.year, self.month, 1)

    @property
    def last(self):
        return datetime.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def before(self):
        return Month.of(self.first - datetime.timedelta(days=1))

    @property
    def after(self):
        return Month.of(self.last + datetime.timedelta(days=1))


@dataclass
class DuePoint:
    """A point with its day in the month, the page it stands on, and how far it has come."""

    item: ControlledItem
    page: object
    state: object = None

    @property
    def url(self):
        anchor = anchor_of(self.item.label) if self.is_of_act else ""
        return f"{self.page.url or ''}{f'#{anchor}' if anchor else ''}"

    @property
    def is_of_act(self):
        return hasattr(self.page, "document_type")


def public_items(home):
    """What is on control from acts and plans of the council that anybody may read."""
    acts = ListedAct.objects.filter(act=OuterRef("source"), is_shown=True)
    # By name: plans stand over this room.
    plans = apps.get_model("programs", "PlanPage").objects.descendant_of(home).live().public().order_by()
    return ControlledItem.objects.filter(Q(Exists(acts)) | Q(source__in=plans.values("pk")), council=home.organisation)


def due_in(home, month):
    """Those due in the month, the earliest first; a point that a later act has repealed is due no more."""
    days = DayTally.objects.filter(item=OuterRef("pk"), due__range=(month.first, month.last)).order_by()
    in_month = DayTally.objects.filter(council=home.organisation, due__range=(month.first, month.last)).order_by()
    repealed = Rewording.objects.filter(item=OuterRef("pk"), after="")
    return (
        public_items(home)
        .filter(~Exists(repealed), pk__in=in_month.values("item"))
        .annotate(due_on=Subquery(days.values("item").annotate(first=Min("due")).values("first")))
        .order_by("due_on", "source", "position", "pk")
    )


def tasks_of(home, party):
    """The public points addressed to the party, the latest first.

    How far it has come itself is not told, not even by the order: the site shows the points and names nobody.
    """
    cards = Assignment.objects.filter(assignee=party).exclude(state=ItemState.CANCELLED).order_by()
    return public_items(home).filter(pk__in=cards.values("item")).order_by("-given_on", "source", "position", "pk")


def with_pages(items, *, shows_execution, day=None) -> list[DuePoint]:
    """The items of one page of a list with what they belong to, in so many questions however many they are."""
    items = list(items)
    pages = _pages({item.source_id for item in items})
    states = {}
    if shows_execution and items:
        states = executions_of({item.source_id for item in items}, day, items=[item.pk for item in items])
    found = []
    for item in items:
        if page := pages.get(item.source_id):
            execution = states.get(item.source_id)
            found.append(DuePoint(item, page, execution.of(item.item_id) if execution else None))
    return found


def _pages(keys):
    acts = apps.get_model("resolutions", "ResolutionPage").objects.filter(pk__in=keys).live().public().for_listing()
    pages = {act.pk: act for act in acts}
    if rest := keys - set(pages):
        plans = apps.get_model("programs", "PlanPage").objects.filter(pk__in=rest).live().public()
        pages |= {plan.pk: plan for plan in plans.only("title", "slug", "url_path", "depth", "path", "locale")}
    return pages
