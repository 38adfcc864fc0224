"""A plan for the next year made of this year's: the dates move, the words stay, a second person still looks."""

import re
from uuid import uuid4

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from control.deadline_correcting import dates_written
from control.deadline_shifting import shift_years
from control.refusal import Refused
from programs.blocks import CELLS
from programs.models import PlanPage
from programs.period import moved, years_of

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def moved_title(title: str, years: int) -> str:
    """The title with every year in it moved: «на 2022 год» → «на 2023 год»."""
    return _YEAR.sub(lambda year: str(int(year.group()) + years), title)


def moved_rows(plan: PlanPage, years: int):
    """Every row as it will stand in the copy, with the words of its deadline before."""
    for block in plan.measures:
        value = {name: block.value.get(name) or "" for name in CELLS}
        before = value["deadline"]
        dates = moved_dates(value["deadline_dates"], years)
        yield {**value, "deadline": shift_years(before, years) if before else "", "deadline_dates": dates}, before


def moved_dates(dates: str, years: int) -> str:
    """The days an author has put in place of a reading, some years later; a dash stays a dash."""
    days = dates_written(dates)
    return ", ".join(f"{moved(day, years):%d.%m.%Y}" for day in days) if days else dates


@transaction.atomic
def copy_to_next_period(plan: PlanPage, user) -> PlanPage:
    """Make the draft of the next plan beside this one; raises Refused where there already is one for that time."""
    PlanPage.objects.select_for_update().get(pk=plan.pk)
    source = plan.get_latest_revision_as_object()
    years = years_of(source.period_start, source.period_end)
    title = Truncator(moved_title(source.title, years)).chars(255)
    start, end = moved(source.period_start, years), moved(source.period_end, years)
    parent = plan.get_parent()
    beside = PlanPage.objects.child_of(parent)
    taken = beside.filter(draft_title=title).exclude(pk=plan.pk).first()
    if taken or title == source.title:
        raise Refused(
            _("There already is a plan “%(title)s”.") % {"title": title}
            if taken
            else _("The title names no year to move: give the plan a period and a year in its title first.")
        )
    rows = [{"type": "row", "value": value, "id": str(uuid4())} for value, _before in moved_rows(source, years)]
    copy = PlanPage(title=title, period_start=start, period_end=end, live=False, owner=user)
    copy.measures = copy._meta.get_field("measures").to_python(rows)
    parent.add_child(instance=copy)
    copy.refresh_from_db()
    copy.save_revision(user=user, log_action="wagtail.create", clean=False)
    return copy
