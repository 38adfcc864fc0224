"""The controller's board: five numbers, and the list behind each of them.

Numbers and points are added up from tallies; only a list of single cards, and a question about organisations or words,
reads the cards themselves, by the index of open ones.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from control.boards.narrowing import Narrowing
from control.models import (
    ON_CONTROL,
    OPEN,
    SILENT_AFTER,
    Assignment,
    ControlledItem,
    Extension,
    ItemState,
    Rewording,
    Tally,
)
from registry.models import Party

# An undated card older than this is called ageing.
AGEING = datetime.timedelta(days=90)
PAGE = 50
# So many cards of an opened group are shown; the rest are a list of their own.
OPENED = 100


@dataclass
class Row:
    """A point, or an organisation, with its cards of the list."""

    key: int
    cards: int
    due: datetime.date | None
    heard_on: datetime.date | None
    subject: object = None
    states: list = None
    opened: list = None


class Board:
    """What is on control within a narrowing on a day; ``decides`` is the narrowing of cards the reader decides."""

    VIEWS = ("late", "silent", "week", "waits", "undated", "control")

    def __init__(self, narrowing: Narrowing, day: datetime.date, decides: Narrowing | None = None):
        self.narrowing, self.day, self.decides = narrowing, day, decides or narrowing

    @property
    def sunday(self):
        """The last day of this week."""
        return self.day + datetime.timedelta(days=6 - self.day.weekday())

    def condition(self, view) -> Q:
        """The condition of the list on cards and tallies alike."""
        if view in ("waits", "control"):
            return Q(state=ItemState.REPORTED) if view == "waits" else Q(state__in=ON_CONTROL)
        return Q(state__in=OPEN) & self._days(view)

    def _days(self, view) -> Q:
        """What the list asks of the days of an open card."""
        return {
            "late": Q(next_due__lt=self.day),
            "silent": Q(heard_on__lte=self.day - SILENT_AFTER),
            "week": Q(next_due__range=(self.day, self.sunday)),
            "undated": Q(next_due=None),
        }[view]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The five numbers and what stands under them, in a handful of sums."""
        # Of open cards alone, so that no condition asks for a column the index of open tallies lacks.
        counted = {view: self._sum(self._days(view)) for view in ("late", "silent", "week", "undated")}
        counted["open"] = self._sum(Q())
        counted["tomorrow"] = self._sum(Q(next_due=self.day + datetime.timedelta(days=1)))
        counted["ageing"] = self._sum(Q(next_due=None, heard_on__lte=self.day - AGEING))
        numbers = self._all(self.narrowing).filter(state__in=OPEN).aggregate(**counted)
        reported = self._all(self.narrowing).filter(state=ItemState.REPORTED).aggregate(cards=self._sum(Q()))["cards"]
        numbers["control"] = numbers.pop("open") + reported
        numbers["reports"] = self._reports_to_decide(reported)
        numbers["extensions"] = self.extensions.count()
        numbers["rewordings"] = self.rewordings.count()
        numbers["waits"] = numbers["reports"] + numbers["extensions"] + numbers["rewordings"]
        return numbers

    def _reports_to_decide(self, seen):
        if self.decides == self.narrowing:
            return seen
        return self._all(self.decides).filter(state=ItemState.REPORTED).aggregate(cards=self._sum(Q()))["cards"]

    @property
    def extensions(self):
        """Requests for a later day nobody has decided."""
        cards = Assignment.objects.filter(self.decides.on_cards, pk=OuterRef("occurrence__assignment"))
        return Extension.objects.filter(Exists(cards), decision="").order_by("asked_at", "pk")

    @property
    def rewordings(self):
        """Changed points of which nobody has said what follows for cards still on control."""
        cards = Assignment.objects.filter(self.decides.on_cards, item=OuterRef("item"), state__in=ON_CONTROL)
        return Rewording.objects.filter(Exists(cards), decision="").order_by("since", "pk")

    def cards(self, view):
        """The cards of the list, the longest due first."""
        narrowing = self.decides if view == "waits" else self.narrowing
        order = {"silent": ["heard_on"], "undated": ["heard_on"], "waits": ["reported_at"]}.get(view)
        cards = Assignment.objects.filter(self.condition(view), narrowing.on_cards)
        return cards.order_by(*(order or [F("next_due").asc(nulls_last=True)]), "pk")

    def points(self, view, *, by_cards=True, page=1) -> tuple[list[Row], int, int]:
        """The points of the list on a page, how many points there are, and how many cards they have."""
        narrowing = self.decides if view == "waits" else self.narrowing
        rows = self._all(narrowing).filter(self.condition(view)).order_by()
        return self._page(rows, "item", self._sum(Q()), by_cards, page, view)

    def organisations(self, view, *, by_cards=True, page=1) -> tuple[list[Row], int, int]:
        """The same by assignee."""
        narrowing = self.decides if view == "waits" else self.narrowing
        rows = Assignment.objects.filter(self.condition(view), narrowing.on_cards).order_by()
        return self._page(rows, "assignee", Count("pk"), by_cards, page, view)

    def _page(self, rows, key, cards, by_cards, page, view):
        # A report that has been sent is late no more: the day of the rest counts.
        due = Min("next_due") if view == "waits" else Min("next_due", filter=Q(state__in=OPEN))
        grouped = rows.values(key).annotate(total=cards, due=due, heard=Max("heard_on"))
        first = F("due").asc(nulls_last=True)
        grouped = grouped.order_by(*(["-total", first, key] if by_cards else [first, "-total", key]))
        shown = [
            Row(row[key], row["total"], row["due"], row["heard"], states=[], opened=[])
            for row in grouped[(page - 1) * PAGE : page * PAGE]
        ]
        total = rows.aggregate(groups=Count(key, distinct=True), cards=Coalesce(cards, 0))
        by_key = {row.key: row for row in shown}
        of_page = rows.filter(**{f"{key}__in": by_key}).values(key, "state").annotate(total=cards)
        for row in of_page.order_by(key, "state"):
            by_key[row[key]].states.append((ItemState(row["state"]), row["total"]))
        subjects = ControlledItem.objects if key == "item" else Party.objects
        for subject in subjects.filter(pk__in=by_key):
            by_key[subject.pk].subject = subject
        return shown, total["groups"], total["cards"]

    def open_groups(self, rows, view, key, opened):
        """Put the cards of the opened groups under their rows."""
        by_key = {row.key: row for row in rows if row.key in opened}
        if not by_key:
            return
        cards = self.cards(view).filter(**{f"{key}__in": by_key}).for_listing()
        cards = cards.order_by("assignee_name", "pk") if key == "item" else cards
        for card in cards[: OPENED * len(by_key)]:
            row = by_key[getattr(card, f"{key}_id")]
            if len(row.opened) < OPENED:
                row.opened.append(card)

    def _all(self, narrowing):
        """What is added up: tallies where they can answer, cards where they cannot."""
        if narrowing.asks_cards:
            return Assignment.objects.filter(narrowing.on_cards).order_by()
        return Tally.objects.filter(narrowing.on_tallies).order_by()

    def _sum(self, condition):
        if self.narrowing.asks_cards:
            return Count("pk", filter=condition or None)
        return Sum("cards", filter=condition or None, default=0)
