"""Keeping the public list in step with the acts: what a row of it says follows from the act and from nothing else."""

import datetime
import re
from collections import defaultdict

from django.apps import apps
from django.db import transaction
from django.db.models import F, Min, OuterRef, Q, Subquery
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.caching import facts as public
from control.models import Assignment
from registry.models import PartyType
from resolutions.models.listed import ListedAct, ListedFacet
from resolutions.models.relation import HEAVY, Relation
from resolutions.models.topic import ActTopic

BATCH = 500
NO_DAY = datetime.date(1, 1, 1)
KEPT = [field.name for field in ListedAct._meta.concrete_fields if not field.primary_key]


def relist(keys, *, touch=False) -> None:
    """Write the rows of these acts anew; an act that nobody may read loses its place, an unchanged one keeps its row.

    ``touch``: what is shown of them has changed though their rows have not.
    """
    keys = sorted(set(keys))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            _relist(keys[start : start + BATCH], touch)


def relist_all() -> int:
    """Write the whole list anew, a batch at a time: after acts were brought in past the ordinary way, and at night."""
    acts = apps.get_model("resolutions", "ResolutionPage").objects.order_by("pk").values_list("pk", flat=True)
    keys = list(acts)
    relist(keys)
    return len(keys)


def _relist(keys, touch):
    before = {row.act_id: row for row in ListedAct.objects.filter(pk__in=keys)}
    facets_before = defaultdict(set)
    for facet in ListedFacet.objects.filter(listed__in=before):
        facets_before[facet.listed_id].add((facet.kind, facet.key))
    sections = _sections(keys)
    acts = _acts(keys, before)
    rows = {act.pk: _row(act, sections[act.pk]) for act in acts if act.pk in sections}
    shown = [pk for pk, row in rows.items() if row.is_shown]
    facets = _facets(shown)
    changed = [
        pk
        for pk, row in rows.items()
        if touch or _differs(before.get(pk), row) or facets_before[pk] != facets.get(pk, set())
    ]
    if not changed:
        return
    public.changed(public.LISTED, *(public.page_fact(pk) for pk in changed))
    _touch_sittings([each for pk in changed for each in (before.get(pk), rows[pk])])
    ListedAct.objects.bulk_create(
        [rows[pk] for pk in changed], update_conflicts=True, unique_fields=["act"], update_fields=KEPT
    )
    ListedFacet.objects.filter(listed__in=changed).delete()
    ListedFacet.objects.bulk_create(
        ListedFacet(listed_id=pk, section_id=rows[pk].section_id, kind=kind, key=key)
        for pk in changed
        for kind, key in sorted(facets.get(pk, ()))
    )


def _touch_sittings(rows):
    """The other acts of a sitting name their neighbours: their pages are not what they were."""
    sittings = {(row.section_id, *row.sitting) for row in rows if row}
    for section, day, body, meeting in sorted(sittings, key=str):
        beside = ListedAct.objects.filter(section=section, day=day, body=body, meeting=meeting)
        # Two publications of one sitting wait for each other, always in the same order.
        held = list(beside.select_for_update().order_by("pk").values_list("pk", flat=True))
        ListedAct.objects.filter(pk__in=held).update(changed_at=timezone.now())
        public.changed(*(public.page_fact(pk) for pk in held))


def _sections(keys):
    """The list each act stands in."""
    step = Page.steplen
    paths = dict(Page.objects.filter(pk__in=keys).values_list("pk", "path"))
    lists = apps.get_model("resolutions", "ResolutionIndexPage").objects.order_by()
    above = dict(lists.filter(path__in={path[:-step] for path in paths.values()}).values_list("path", "pk"))
    return {pk: above[path[:-step]] for pk, path in paths.items() if path[:-step] in above}


def _acts(keys, before):
    """The acts with the days that others have set them; a draft that was never shown is no business of a list."""
    onto = Relation.objects.in_force().filter(target=OuterRef("pk")).exclude(effective_from=None).order_by()
    repeals = onto.filter(kind=Relation.Kind.REPEALS, target_point="")
    changes = onto.filter(Q(kind=Relation.Kind.AMENDS) | Q(kind=Relation.Kind.REPEALS) & ~Q(target_point=""))
    # A change by an act that is not published is not shown in the text, so the list does not tell of it either.
    changes = changes.filter(act__live=True, act__is_restricted=False)
    acts = apps.get_model("resolutions", "ResolutionPage").objects.filter(pk__in=keys).order_by()
    return (
        acts.filter(Q(live=True) | Q(pk__in=before))
        .defer(*HEAVY)
        .annotate(
            repealed_on=Subquery(repeals.values("target").annotate(day=Min("effective_from")).values("day")),
            amended_on=Subquery(changes.values("target").annotate(day=Min("effective_from")).values("day")),
            meeting_pk=F("adoption__item__meeting"),
            is_private=Subquery(PageViewRestriction.objects.filter(page=OuterRef("pk")).values("pk")[:1]),
        )
    )


def _row(act, section):
    day = act.adopted_on or NO_DAY
    return ListedAct(
        act_id=act.pk,
        section_id=section,
        is_shown=act.live and not act.is_restricted and act.is_private is None,
        day=day,
        year=day.year,
        body_id=act.body_id,
        document_type=act.document_type,
        meeting_id=act.meeting_pk,
        place=place_of(act.number),
        starts_on=act.in_force_from or day,
        ends_on=act.in_force_until,
        repealed_on=act.repealed_on,
        amended_on=act.amended_on,
        changed_at=timezone.now(),
    )


def place_of(number):
    """The number as it sorts: «6-10» after «6-9»."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(8), number)[:120]


def _differs(before, row):
    return before is None or any(
        getattr(before, field.attname) != getattr(row, field.attname)
        for field in ListedAct._meta.concrete_fields
        if field.name != "changed_at"
    )


def _facets(keys):
    """What each act is about, which programme it serves, whom it is addressed to."""
    found = defaultdict(set)
    for act, topic in ActTopic.objects.filter(act__in=keys).present().values_list("act", "topic"):
        found[act].add((ListedFacet.Kind.TOPIC, topic))
    for act, page in _programmes(keys):
        found[act].add((ListedFacet.Kind.PROGRAMME, page))
    # A person is nobody's facet: the list would tell what was given to whom.
    cards = Assignment.objects.filter(item__source__in=keys).exclude(assignee__party_type=PartyType.PERSON)
    for act, party in cards.exclude(state="cancelled").order_by().values_list("item__source", "assignee").distinct():
        found[act].add((ListedFacet.Kind.ADDRESSEE, party))
    return found


def _programmes(keys):
    """Pairs of an act and a programme: it approves it or its plan, acts upon it, or refers to the approving act."""
    # By name: programmes stand over this room.
    programmes = apps.get_model("programs", "ProgramPage").objects.order_by()
    plans = apps.get_model("programs", "PlanPage").objects.order_by()
    relations = Relation.objects.in_force().filter(act__in=keys).order_by()
    acted_on = relations.exclude(page=None).values_list("act", "page")
    cited = relations.exclude(target=None).values_list("act", "target")
    targets = {target for _act, target in cited}
    by_act = programmes.filter(Q(approved_by__in=keys) | Q(approved_by__in=targets)).values_list("approved_by", "pk")
    of_act = defaultdict(set)
    for act, page in by_act:
        of_act[act].add(page)
    under = _over_plans(plans.filter(Q(approved_by__in=[*keys, *targets]) | Q(pk__in=[pk for _act, pk in acted_on])))
    for plan in under:
        if plan["approved_by"]:
            of_act[plan["approved_by"]].add(plan["programme"])
    of_page = {plan["pk"]: plan["programme"] for plan in under}
    known = set(programmes.filter(pk__in=[pk for _act, pk in acted_on]).values_list("pk", flat=True))
    for act in keys:
        yield from ((act, page) for page in of_act.get(act, ()))
    for act, target in cited:
        yield from ((act, page) for page in of_act.get(target, ()))
    for act, page in acted_on:
        if page in known or page in of_page:
            yield act, of_page.get(page, page)


def _over_plans(plans):
    """The programme each of the plans stands under; a plan of its own has none."""
    rows = list(plans.values("pk", "path", "approved_by"))
    paths = {row["path"][: -Page.steplen] for row in rows}
    above = dict(
        apps.get_model("programs", "ProgramPage").objects.order_by().filter(path__in=paths).values_list("path", "pk")
    )
    known = [row for row in rows if row["path"][: -Page.steplen] in above]
    return [row | {"programme": above[row["path"][: -Page.steplen]]} for row in known]
