"""Organisation × point of one act or plan: a state in every cell, sums over rows and columns."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Min, Q, Sum
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from control.boards.places import put_places
from control.boards.states import GLYPHS, LATE_WORD, SILENT_GLYPH, SILENT_WORD, UNDONE_GLYPH, UNDONE_WORD
from control.models import (
    OPEN,
    UNDONE,
    Assignment,
    ControlledItem,
    ItemState,
    Tally,
    closed_undone_q,
    overdue_q,
    silent_q,
)
from registry.models import Party

# So many organisations stand on one page.
PAGE = 300
ORDERS = ("name", "late", "only_late")
# The state of a cell whose card was closed without being done.
UNDONE_KEY = "undone"
# Short names: a cell of eighteen thousand may not cost more than some fifty bytes.
CELL_CLASSES = {
    ItemState.ASSIGNED: "a",
    ItemState.IN_WORK: "w",
    ItemState.REPORTED: "r",
    ItemState.CLOSED: "c",
    ItemState.RETURNED: "b",
    ItemState.CANCELLED: "x",
    UNDONE_KEY: "u",
}


@dataclass
class Point:
    """A column: the point and how its cards stand."""

    item: ControlledItem
    counts: dict = field(default_factory=lambda: defaultdict(int))
    undone: int = 0  # closed all the same
    late: int = 0
    due: datetime.date | None = None  # the nearest day of those still open

    @property
    def done(self) -> int:
        return self.counts[ItemState.CLOSED] - self.undone

    @property
    def total(self) -> int:
        """The cards still asked for: those cancelled are not."""
        return sum(number for state, number in self.counts.items() if state != ItemState.CANCELLED)


@dataclass
class Line:
    """A row: an organisation and how its cards stand."""

    key: int
    name: str
    total: int
    done: int
    late: int
    cells: str = ""


class Matrix:
    """The cards of one source on a day."""

    def __init__(self, source, day: datetime.date, border: Q, order="name", page=1):
        self.source, self.day, self.border, self.order, self.page = source, day, border, order, page

    @property
    def cards(self):
        return Assignment.objects.filter(self.border, item__source=self.source).order_by()

    @cached_property
    def points(self) -> list[Point]:
        """The columns in the order of the text; items nobody was given a card of are left out."""
        items = ControlledItem.objects.filter(self.border).of(self.source)
        points = {item.pk: Point(item) for item in items}
        tallies = Tally.objects.filter(self.border, item__source=self.source).order_by()
        counted = tallies.values("item", "state").annotate(
            number=Sum("cards"),
            overdue=Sum("cards", filter=overdue_q(self.day), default=0),
            nearest=Min("next_due"),
        )
        for row in counted:
            point = points[row["item"]]
            point.counts[row["state"]] += row["number"]
            point.late += row["overdue"]
            point.due = min(filter(None, [point.due, row["nearest"]]), default=None)
        undone = self.cards.closed_undone().values("item").annotate(number=Count("pk"))
        for row in undone:
            points[row["item"]].undone = row["number"]
        for point in points.values():
            # Nobody is asked for anything any more: the last day that was asked for stays at the head.
            if point.due is None and point.item.due:
                point.due = datetime.date.fromisoformat(point.item.due[-1])
        return [point for point in points.values() if point.counts]

    @cached_property
    def counts(self) -> dict:
        """All cards by state, with those late and silent; of those closed, which were done and which were not."""
        counts = dict.fromkeys(ItemState.values, 0)
        for point in self.points:
            for state, number in point.counts.items():
                counts[state] += number
        tallies = Tally.objects.filter(self.border, item__source=self.source)
        found = tallies.aggregate(
            silent=Sum("cards", filter=silent_q(self.day) & ~overdue_q(self.day), default=0),
            late=Sum("cards", filter=overdue_q(self.day), default=0),
        )
        return {
            **counts,
            **found,
            "total": sum(point.total for point in self.points),
            "done": sum(point.done for point in self.points),
            "undone": sum(point.undone for point in self.points),
        }

    @cached_property
    def lines(self) -> list[Line]:
        """The rows of all pages, without their cells."""
        counted = self.cards.values("assignee", "assignee__short_name", "assignee__name").annotate(
            total=Count("pk", filter=~Q(state=ItemState.CANCELLED)),
            done=Count("pk", filter=Q(state=ItemState.CLOSED) & ~closed_undone_q()),
            late=Count("pk", filter=overdue_q(self.day)),
        )
        lines = [
            Line(
                row["assignee"],
                row["assignee__short_name"] or row["assignee__name"],
                row["total"],
                row["done"],
                row["late"],
            )
            for row in counted
        ]
        _tell_apart(lines)
        if self.order == "only_late":
            lines = [line for line in lines if line.late]
        lines.sort(key=lambda line: (line.name.casefold(), line.key))
        if self.order != "name":
            lines.sort(key=lambda line: -line.late)
        return lines

    @property
    def shown(self) -> list[Line]:
        """The rows of this page."""
        return self.lines[(self.page - 1) * PAGE : self.page * PAGE]

    def states(self, lines):
        """The cards of these rows: by assignee and point, as (key, state, days late, is silent).

        The state of a card closed without being done is ``UNDONE_KEY``.
        """
        found = defaultdict(dict)
        columns = ("pk", "item", "assignee", "state", "next_due", "heard_on", "result")
        cards = self.cards
        if len(lines) < len(self.lines) or self.order == "only_late":
            cards = cards.filter(assignee__in=[line.key for line in lines])
        silent_since = self.day - datetime.timedelta(days=14)
        for pk, item, assignee, state, due, heard, result in cards.values_list(*columns).iterator():
            is_open = state in OPEN
            late = (self.day - due).days if is_open and due and due < self.day else 0
            if state == ItemState.CLOSED and result in UNDONE:
                state = UNDONE_KEY
            found[assignee][item] = (pk, state, late, is_open and not late and heard <= silent_since)
        return found

    def with_cells(self) -> list[Line]:
        """The rows of this page with their cells drawn: a sign and a word in each, a short link to its card."""
        lines = self.shown
        states = self.states(lines)
        drawing = _Drawing()
        columns = [point.item.pk for point in self.points]
        for line in lines:
            own = states[line.key]
            line.cells = mark_safe("".join([drawing.cell(own.get(column)) for column in columns]))  # noqa: S308
        return lines

    def export_rows(self):
        """Every organisation with the words of its cells."""
        states = self.states(self.lines)
        columns = [point.item.pk for point in self.points]
        words = {state: str(ItemState(state).label) for state in ItemState.values} | {UNDONE_KEY: str(UNDONE_WORD)}
        for line in self.lines:
            own = states[line.key]
            cells = [_in_words(own.get(column), words) for column in columns]
            yield [line.name, line.late or "", f"{line.done}/{line.total}", *cells]


def _tell_apart(lines):
    """Put where it stands after every name that another line has, too."""
    times = Counter(line.name for line in lines)
    parties = Party.objects.in_bulk([line.key for line in lines if times[line.name] > 1])
    put_places(parties.values())
    for line in lines:
        if line.key in parties and parties[line.key].place:
            line.name = f"{line.name} ({parties[line.key].place})"


class _Drawing:
    """Cells as text. Nothing of them comes from a person: keys and days are numbers, signs and words are ours.

    A template would take longer over eighteen thousand cells than all the rest of the page; end tags HTML does not
    ask for are left out.
    """

    def __init__(self):
        self.tails = {state: f">{GLYPHS[ItemState(state)]} {ItemState(state).label}</a>" for state in ItemState.values}
        self.tails[UNDONE_KEY] = f">{UNDONE_GLYPH} {UNDONE_WORD}</a>"
        self.late = f" {LATE_WORD}</a>"
        self.silent = f">{SILENT_GLYPH} {SILENT_WORD}</a>"
        self.empty = "<td>" + _("not assigned")

    def cell(self, card):
        if card is None:
            return self.empty
        key, state, late, is_silent = card
        if late:
            return f"<td class=l><a href={key}>{late}{self.late}"
        if is_silent:
            return f"<td class=s><a href={key}{self.silent}"
        return f"<td class={CELL_CLASSES[state]}><a href={key}{self.tails[state]}"


def _in_words(card, words):
    if card is None:
        return ""
    _key, state, late, is_silent = card
    if late:
        return f"{words[state]}, {LATE_WORD} ({late})"
    return f"{words[state]}, {SILENT_WORD}" if is_silent else words[state]
