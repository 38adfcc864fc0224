"""How much of what a council decided has been done, in numbers for its home page."""

from dataclasses import dataclass

from django.db.models import Q, Sum
from django.utils import timezone

from control.models import ON_CONTROL, Assignment, ItemState, Tally, overdue_q
from control.progress import Progress, progress_by_page
from programs.models import PlanPage, ProgramPage
from resolutions.models import ResolutionPage


@dataclass(frozen=True)
class Instructions:
    """Cards of public acts by what became of them: a year of them is counted from sums, not point by point."""

    total: int
    closed: int
    undone: int  # closed without being done
    reported: int
    overdue: int

    @property
    def done(self) -> int:
        return self.closed - self.undone

    @property
    def in_work(self) -> int:
        """Still to be done, and not late."""
        return self.total - self.closed - self.reported - self.overdue


def instructions_of_year(home, day=None):
    """The instructions of the public acts of this year, by what became of them; None where there are none."""
    day = day or timezone.localdate()
    acts = ResolutionPage.objects.descendant_of(home).live().public()
    acts = acts.filter(adopted_on__year=day.year).order_by().values("pk")
    counted = Tally.objects.filter(item__source__in=acts).aggregate(
        total=Sum("cards", filter=Q(state__in=[*ON_CONTROL, ItemState.CLOSED]), default=0),
        closed=Sum("cards", filter=Q(state=ItemState.CLOSED), default=0),
        reported=Sum("cards", filter=Q(state=ItemState.REPORTED), default=0),
        overdue=Sum("cards", filter=overdue_q(day), default=0),
    )
    if not counted["total"]:
        return None
    undone = Assignment.objects.closed_undone().filter(item__source__in=acts).count() if counted["closed"] else 0
    return Instructions(**counted, undone=undone)


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme in force with the plan of today and how far it has come."""

    page: ProgramPage
    plan: PlanPage | None
    progress: Progress | None


def programmes_in_force(home, number, with_progress, day=None):
    """The programmes of the council that are not over, in three questions however many they are."""
    day = day or timezone.localdate()
    in_force = Q(period_end=None) | Q(period_end__gte=day)
    programmes = ProgramPage.objects.descendant_of(home).live().public().filter(in_force)
    programmes = list(programmes.newest_first().defer("introduction", "passport")[:number])
    plans = _plans_of_today(programmes, day)
    progress = progress_by_page([plan.pk for plan in plans.values()], day) if with_progress else {}
    rows = []
    for programme in programmes:
        plan = plans.get(programme.path)
        rows.append(ProgrammeRow(programme, plan, progress.get(plan.pk) if plan else None))
    return rows


def _plans_of_today(programmes, day):
    """For each programme, by its path, the plan for the shortest time around the day, or else the last one."""
    if not programmes:
        return {}
    below = Q()
    for programme in programmes:
        below |= Q(path__startswith=programme.path, depth=programme.depth + 1)
    found = {}
    for plan in PlanPage.objects.live().public().filter(below).defer("measures").in_order_of_time():
        found.setdefault(plan.path[: -plan.steplen], []).append(plan)
    return {
        path: min([plan for plan in plans if plan.covers(day)] or plans[-1:], key=lambda plan: plan.length)
        for path, plans in found.items()
    }
