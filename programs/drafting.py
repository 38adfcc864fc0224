"""A programme or a plan that has been read becomes draft pages."""

import re
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from control.refusal import Refused
from documents.interchange import CouncilDocument, Plan
from programs.blocks import RowKind
from programs.models import PlanPage, ProgrammesIndexPage, ProgramPage
from programs.reading.plans import period_of
from registry.names import name_key

_SHARE = re.compile(
    r"от\s*(?P<least>\d{1,2}(?:[.,]\d+)?)\s*%?\s*(?:до|[-‐-―−])\s*(?P<most>\d{1,3}(?:[.,]\d+)?)\s*(?:%|процент)", re.I
)
_ONE_SHARE = re.compile(r"не\s+менее\s+(?P<least>\d{1,2}(?:[.,]\d+)?)\s*(?:%|процент)", re.I)


def list_of_programmes(council) -> ProgrammesIndexPage:
    """The list of programmes beside the council's list of acts; raises Refused where there is none."""
    index = ProgrammesIndexPage.objects.child_of(council.get_parent()).first()
    if index is None:
        raise Refused(_("This council has no section for programmes yet: the keeper of the installation adds it."))
    return index


@transaction.atomic
def create_programme(document: CouncilDocument, index: ProgrammesIndexPage, user=None) -> ProgramPage:
    """Create the unpublished page of a programme and one under it for each of its plans, words as they were read."""
    least, most = share_in(document.passport)
    start, end = _term(document)
    programme = ProgramPage(
        title=Truncator(document.title or _("Programme without a title")).chars(255),
        introduction="\n".join(document.preamble),
        passport=[
            ("row", {"label": row["label"][:200], "lines": "\n".join(row["lines"])}) for row in document.passport
        ],
        period_start=start,
        period_end=end,
        funding_min=least,
        funding_max=most,
    )
    _add(programme, index, user)
    for plan in document.plans:
        create_plan(plan, programme, user)
    return programme


def create_plan(plan: Plan, parent, user=None) -> PlanPage:
    """Create the unpublished page of a plan with its measures."""
    page = PlanPage(
        title=Truncator(plan.title or _("Plan without a title")).chars(255),
        period_start=_day(plan.start),
        period_end=_day(plan.end),
        measures=[("row", _row(measure)) for measure in plan.measures],
    )
    _add(page, parent, user)
    return page


def alike(document: CouncilDocument, index: ProgrammesIndexPage):
    """Papers of the council that bear the same title: perhaps this one, brought in from another file."""
    key = name_key(document.title or "")
    papers = [*ProgramPage.objects.descendant_of(index), *PlanPage.objects.descendant_of(index)]
    return [paper for paper in papers if key and name_key(paper.draft_title) == key]


def share_in(passport) -> tuple[Decimal | None, Decimal | None]:
    """The share of the budget the passport names: «от 4 до 6 %»."""
    words = " ".join(" ".join(row["lines"]) for row in passport if re.match("финанс", row["label"], re.I))
    found = _SHARE.search(words)
    if found:
        return _number(found["least"]), _number(found["most"])
    found = _ONE_SHARE.search(words)
    return (_number(found["least"]), None) if found else (None, None)


def _term(document):
    row = next((row for row in document.passport if re.match("срок", row["label"], re.I)), None)
    start, end = period_of(" ".join(row["lines"])) if row else (None, None)
    if start is None and end is None:
        start, end = period_of(document.title or "")
    return start, end


def _row(measure):
    return {
        "kind": RowKind.MEASURE,
        "label": measure.label[:20],
        "text": measure.text,
        "deadline": measure.deadline.raw if measure.deadline else "",
        "responsible": "\n".join(party.name for party in measure.responsible),
    }


def _add(page, parent, user):
    page.live, page.owner = False, user
    parent.add_child(instance=page)
    page.refresh_from_db()
    page.save_revision(user=user, log_action="wagtail.create", clean=False)


def _day(printed):
    return date.fromisoformat(printed) if printed else None


def _number(printed):
    return Decimal(printed.replace(",", "."))
