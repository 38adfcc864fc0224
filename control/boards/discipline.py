"""The coefficient of executive discipline: its formula, every figure of it, and the list behind every figure.

Ко = (in time + in time after an extension) ÷ days that came within the period × 100 %. Cancelled days are not asked
for any more and are left out. The same period gives the same figures until a report on one of its days is accepted.
Sums are added up from tallies; only a question about an assignee or whoever answers reads the days themselves.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from control.boards.narrowing import Narrowing
from control.boards.places import put_places
from control.models import DayTally, Occurrence
from registry.models import Party

PAGE = 50
OUTCOMES = Occurrence.Outcome


@dataclass(frozen=True)
class Period:
    """From a day to a day, both counted."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def year_of(cls, day):
        return cls(datetime.date(day.year, 1, 1), datetime.date(day.year, 12, 31))

    @classmethod
    def quarter_of(cls, day):
        month = (day.month - 1) // 3 * 3 + 1
        return cls(datetime.date(day.year, month, 1), _month_end(day.year, month + 2))

    @classmethod
    def month_of(cls, day):
        return cls(day.replace(day=1), _month_end(day.year, day.month))

    def until(self, day):
        """As much of the period as has come by the day."""
        return Period(self.first, min(self.last, day))

    def __str__(self):
        return f"{self.first:%d.%m.%Y} – {self.last:%d.%m.%Y}"


def _month_end(year, month):
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


@dataclass
class Figures:
    """The five figures of one line, and the coefficient they make."""

    due: int = 0
    in_time: int = 0
    extended: int = 0
    late: int = 0
    name: str = ""
    # Where it stands in the tree: two of one name are told apart by it.
    place: str = ""
    key: object = None

    @property
    def unclosed(self) -> int:
        return self.due - self.in_time - self.extended - self.late

    @property
    def coefficient(self) -> Decimal | None:
        """In per cent with one place after the comma; None where nothing was due."""
        if not self.due:
            return None
        share = Decimal(self.in_time + self.extended) * 100 / self.due
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def printed(self) -> str:
        """«83,5 %»."""
        return "—" if self.coefficient is None else f"{self.coefficient}\N{NO-BREAK SPACE}%".replace(".", ",")


class Discipline:
    """The days that came within the period, within a narrowing."""

    GROUPS = ("organisation", "person", "body", "month")
    SHOWN = ("due", "in_time", "extended", "late", "unclosed")

    def __init__(self, narrowing: Narrowing, period: Period, day: datetime.date):
        self.narrowing, self.period, self.day = narrowing, period.until(day), day

    @property
    def occurrences(self):
        """The days that count; each is one of the figure «due»."""
        narrowing = self.narrowing
        found = Occurrence.objects.filter(
            narrowing.border, due__range=(self.period.first, self.period.last), cancelled_at=None
        )
        condition = narrowing.on_item("assignment__item__")
        if narrowing.organisation:
            condition &= Q(assignee=narrowing.organisation)
        if narrowing.answers:
            condition &= Q(assignment__answers=narrowing.answers)
        return found.filter(condition).order_by()

    @property
    def _added(self):
        """What sums are added up from, how its days are counted, and where it keeps the item."""
        narrowing = self.narrowing
        if narrowing.organisation or narrowing.answers:
            return self.occurrences, _counted(), "assignment__item__"
        tallies = DayTally.objects.filter(narrowing.border, due__range=(self.period.first, self.period.last))
        return tallies.filter(narrowing.on_item(beside="")).order_by(), _summed(), ""

    @cached_property
    def total(self) -> Figures:
        rows, figures, _item = self._added
        return _read(rows.aggregate(**figures))

    def listed(self, shown):
        """The days behind a figure."""
        found = self.occurrences
        if shown == "unclosed":
            found = found.filter(outcome="")
        elif shown != "due":
            found = found.filter(outcome=shown)
        return found.order_by("due", "pk")

    def by(self, group, page=1) -> tuple[list[Figures], int]:
        """The figures of every organisation, person, body or month; how many lines there are."""
        if group == "month":
            return self._by_month(), 12
        if group == "body":
            rows, figures, item = self._added
            column = f"{item}body"
        else:
            rows, figures = self.occurrences, _counted()
            column = {"organisation": "assignee", "person": "assignment__answers"}[group]
        if group != "organisation":
            rows = rows.exclude(**{column: None})
        counted = rows.values(column).annotate(**figures)
        # The worst first: of those that were asked as much, whoever did less in time.
        lines = sorted(
            (_read(row, column) for row in counted),
            key=lambda line: (line.coefficient, -line.due, line.key),
        )
        shown = lines[(page - 1) * PAGE : page * PAGE]
        names = Party.objects.in_bulk([line.key for line in shown])
        put_places(names.values(), self.narrowing.councils)
        for line in shown:
            line.name, line.place = str(names[line.key]), names[line.key].place
        return shown, len(lines)

    def _by_month(self):
        rows, figures, _item = self._added
        counted = rows.annotate(month=TruncMonth("due")).values("month").annotate(**figures)
        lines = [_read(row, "month") for row in counted.order_by("month")]
        for line in lines:
            line.name = date_format(line.key, "F Y").lower()
        return lines

    def export_rows(self, group):
        """All lines of the group, then the total."""
        page, lines = 1, []
        while True:
            shown, number = self.by(group, page)
            lines += shown
            if group == "month" or len(lines) >= number or not shown:
                break
            page += 1
        for line in [*lines, self.total]:
            share = float(line.coefficient) if line.coefficient is not None else ""
            name = line.name if line is not self.total else _("Total")
            yield [name, line.place, line.due, line.in_time, line.extended, line.late, line.unclosed, share]


def _counted():
    return {
        "asked": Count("pk"),
        "in_time": Count("pk", filter=Q(outcome=OUTCOMES.IN_TIME)),
        "extended": Count("pk", filter=Q(outcome=OUTCOMES.EXTENDED)),
        "late": Count("pk", filter=Q(outcome=OUTCOMES.LATE)),
    }


def _summed():
    return {
        "asked": Sum("days", default=0),
        "in_time": Sum("days", filter=Q(outcome=OUTCOMES.IN_TIME), default=0),
        "extended": Sum("days", filter=Q(outcome=OUTCOMES.EXTENDED), default=0),
        "late": Sum("days", filter=Q(outcome=OUTCOMES.LATE), default=0),
    }


def _read(row, key=None):
    return Figures(row["asked"], row["in_time"], row["extended"], row["late"], key=row.get(key))
