"""Everything of a kind in one file: JSON Lines or CSV, written row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.utils import timezone

from home.models import OrganisationsPage
from home.open_data.acts import ActRow, acts_of, with_topics
from home.open_data.bodies import BodyRow
from home.open_data.meetings import MeetingRow
from home.open_data.organisations import OrganisationRow, organisations_of
from home.open_data.points import ControlledPoint, with_addressees
from home.open_data.programmes import MeasureRow, PlanRowOfList, ProgrammeRow
from programs.models import PlanPage, ProgramPage
from registry.models import Body
from resolutions.browsing.due import public_items, with_pages
from resolutions.interchange import document_of
from resolutions.meetings.publicity import meetings_of
from resolutions.models import ResolutionIndexPage, ResolutionPage
from resolutions.models.listed import ListedAct
from resolutions.models.registration import RegisteredAnnex

AT_A_TIME = 200
# What changes with the day or with whoever asks has no place in a file.
NOT_IN_FILES = ("href", "state")


def _acts(home, *, with_text) -> Iterator[dict]:
    for keys in _chunks(acts_of(home).order_by("pk").values_list("pk", flat=True)):
        # What was hidden since the keys were read is left out.
        rows = ListedAct.objects.filter(pk__in=keys, is_shown=True).with_standing_of(timezone.localdate()).for_rows()
        rows = sorted(rows, key=lambda row: row.pk)
        with_topics(rows)
        texts = _texts(keys) if with_text else {}
        for row in rows:
            shown = _shown(ActRow, row)
            if with_text:
                shown["document"] = document_of(texts[row.pk]).as_dict() if row.pk in texts else None
            yield shown


def _texts(keys):
    acts = {
        act.pk: act
        for act in ResolutionPage.objects.filter(pk__in=keys)
        .live()
        .public()
        .for_reading()
        .select_related("issuer", "superior")
    }
    for act in acts.values():
        act.frozen_annexes = {}
    kept = RegisteredAnnex.objects.filter(registration__act__in=acts).select_related("registration")
    for annex in kept:
        acts[annex.registration.act_id].frozen_annexes[annex.sort_order] = annex
    return acts


def _points(home):
    for keys in _chunks(public_items(home).order_by("pk").values_list("pk", flat=True)):
        items = public_items(home).filter(pk__in=keys).order_by("pk")
        points = with_pages(items, shows_execution=False)
        with_addressees(points)
        for point in points:
            yield _shown(ControlledPoint, point)


def _meetings(home):
    section = ResolutionIndexPage.objects.child_of(home).live().public().first()
    if section is None:
        return
    meetings = meetings_of(home.organisation).select_related("body__organisation", "convocation").order_by("pk")
    for meeting in meetings.iterator(AT_A_TIME):
        yield _shown(MeetingRow, meeting, section=section)


def _bodies(home):
    bodies = Body.objects.filter(organisation=home.organisation).active(timezone.localdate()).order_by("pk")
    for body in bodies.prefetch_related("convocations").iterator(AT_A_TIME):
        yield _shown(BodyRow, body)


def _organisations(home):
    listing = OrganisationsPage.objects.child_of(home).live().public().first()
    if listing is None:
        return
    for organisation in organisations_of(listing).iterator(AT_A_TIME):
        yield _shown(OrganisationRow, organisation, listing=listing)


def _programmes(home):
    """Programmes, and plans with their measures; ``type`` tells them apart."""
    public = _public_acts(ProgramPage, home) | _public_acts(PlanPage, home)
    programmes = ProgramPage.objects.descendant_of(home).live().public().order_by("pk")
    for programme in programmes.defer("introduction", "passport").iterator(AT_A_TIME):
        yield {"type": "programme", **_shown(ProgrammeRow, programme, public_acts=public)}
    for plan in PlanPage.objects.descendant_of(home).live().public().order_by("pk").iterator(AT_A_TIME):
        shown = _shown(PlanRowOfList, plan, public_acts=public)
        yield {"type": "plan", **shown, "measures": MeasureRow(list(plan.duties()), many=True).data}


def _public_acts(model, home):
    approved = model.objects.descendant_of(home).live().public().order_by().values("approved_by")
    return set(ListedAct.objects.filter(pk__in=approved, is_shown=True).values_list("pk", flat=True))


def _shown(serializer, row, **context):
    shown = serializer(row, context={"request": None, **context}).data
    return {name: value for name, value in shown.items() if name not in NOT_IN_FILES}


def _chunks(values) -> Iterator[list]:
    chunk = []
    for value in values.iterator(chunk_size=2_000):
        chunk.append(value)
        if len(chunk) == AT_A_TIME:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@dataclass(frozen=True)
class Kind:
    """What a file is of, and how its rows are made; those that may be ``many`` are written at night."""

    rows: Callable[[object], Iterable[dict]]
    flat_rows: Callable[[object], Iterable[dict]]
    # Asks for the rows of a kind that may be a hundred thousand; the others are as many as a council has.
    many: Callable[[object], object] | None = None


KINDS: dict[str, Kind] = {
    "acts": Kind(partial(_acts, with_text=True), partial(_acts, with_text=False), acts_of),
    "points": Kind(_points, _points, public_items),
    "meetings": Kind(_meetings, _meetings),
    "bodies": Kind(_bodies, _bodies),
    "organisations": Kind(_organisations, _organisations),
    "programmes": Kind(_programmes, _programmes),
}


def json_lines(kind: str, home) -> Iterator[bytes]:
    """One row a line."""
    for row in KINDS[kind].rows(home):
        yield f"{json.dumps(row, ensure_ascii=False, default=str)}\n".encode()


def csv_rows(kind: str, home) -> Iterator[bytes]:
    """A table: named things as two columns, lists as one with semicolons."""
    names: list[str] = []
    for row in KINDS[kind].flat_rows(home):
        flat = _flat(row)
        if not names:
            names = list(flat)
            yield _line(names)
        yield _line([flat.get(name, "") for name in names])


def _line(values):
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue().encode()


def _flat(row):
    flat = {}
    for name, value in row.items():
        if name in ("measures", "legislative_terms"):
            continue
        if name in ("body", "issuer", "organization"):
            flat[f"{name}_id"], flat[name] = (value["id"], _cell(value["name"])) if value else ("", "")
        elif isinstance(value, list):
            flat[name] = _cell("; ".join(_said(one) for one in value))
        else:
            flat[name] = _cell(value)
    return flat


def _said(value):
    return str(value.get("name") or value.get("value") or "") if isinstance(value, dict) else str(value)


def _cell(value):
    """A spreadsheet takes what begins so for a formula; here it is a word."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


FORMATS = {
    "jsonl": ("application/x-ndjson; charset=utf-8", json_lines),
    "csv": ("text/csv; charset=utf-8", csv_rows),
}
