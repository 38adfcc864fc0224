"""Plans: titled tables of measures, each with its executors and its term."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from control.deadlines import read_deadline
from documents.interchange import DeadlineReading, Measure, Plan
from documents.source import Line, SourceDocument
from programs.reading.responsible import read_responsible
from programs.reading.tables import PaperTable, cell_lines, cell_text, column_roles
from resolutions.reading.normalise import fold, fold_heading, with_hyphens

_TITLE = re.compile(
    r"(?:календарн\w+\s+|перспективн\w+\s+|комплексн\w+\s+)?(?:план|график|мероприяти|перечень|программ|дорожн)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)\s?(?:г\.?|гг\.?|годы?)?\s?(?:-|по|и)\s?(?P<last>(?:19|20)\d\d)(?!\d)"
)
_UNTIL = re.compile(r"\bдо\s+(?:конца\s+)?(?P<last>(?:19|20)\d\d)")
_YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)(?!\d)\s?(?:г|$|\))")
_HALF = re.compile(r"(?:(?P<second>II|2|второ\w+)|(?:I|1|перво\w+))(?:-?[ео]м?)?\s+полугоди", re.IGNORECASE)
_QUARTER = re.compile(r"(?P<number>IV|I{1,3}|[1-4])(?:-?й)?\s+квартал", re.IGNORECASE)
_TITLE_LINES = 10

Period = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class ReadMeasure:
    """A measure with the line it stands on and its cells as printed, for the doubts about it."""

    measure: Measure
    line: int
    deadline_words: str


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan with the measures as printed and the line of its title."""

    plan: Plan
    measures: tuple[ReadMeasure, ...]
    line: int


def period_of(words: str) -> Period:
    """The period a title names: «на 2022 год», «на 2022-2026 годы», «(до 2026 года)», «на I полугодие 2023 года»."""
    words = with_hyphens(words)
    if found := _YEARS.search(words):
        return date(int(found["first"]), 1, 1), date(int(found["last"]), 12, 31)
    if found := _UNTIL.search(words):
        return None, date(int(found["last"]), 12, 31)
    found = _YEAR.search(words)
    if not found:
        return None, None
    year = int(found["year"])
    if half := _HALF.search(words):
        return (date(year, 7, 1), date(year, 12, 31)) if half["second"] else (date(year, 1, 1), date(year, 6, 30))
    if quarter := _QUARTER.search(words):
        number = {"I": 1, "II": 2, "III": 3, "IV": 4}.get(quarter["number"].upper()) or int(quarter["number"])
        return date(year, number * 3 - 2, 1), date(year, number * 3, monthrange(year, number * 3)[1])
    return date(year, 1, 1), date(year, 12, 31)


def read_plans(source: SourceDocument, tables: list[PaperTable], term: Period) -> list[ReadPlan]:
    """Every table of measures; what its title leaves open is inherited from the programme's term."""
    found: list[ReadPlan] = []
    previous_end = -1
    for table in tables:
        header = next((at for at, row in enumerate(table.rows[:3]) if column_roles(row)), None)
        if header is None:
            if found and _continues(found[-1], table, previous_end, source):
                found[-1] = _extended(found[-1], table)
                previous_end = table.last
            continue
        roles = column_roles(table.rows[header]) or {}
        title, line = _title(source, table, previous_end)
        start, end = period_of(title)
        if start is None or end is None:
            start, end = start or term[0], end or term[1]
        if start and end and start > end:
            start = None
        measures = tuple(_measures(table.rows[header + 1 :], roles, start, end))
        plan = Plan(title, _iso(start), _iso(end), [one.measure for one in measures])
        found.append(ReadPlan(plan, measures, line or table.line))
        previous_end = table.last
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _measures(rows, roles: dict[str, int], start: date | None, end: date | None) -> Iterator[ReadMeasure]:
    for row in rows:
        cells = {role: row[place] for role, place in roles.items() if place < len(row)}
        words = {role: cell_text(cell) for role, cell in cells.items()}
        printed = {cell_text(cell) for cell in row} - {""}
        if not words.get("text") or len(printed) < 2 or _is_column_numbers(row):
            continue  # a heading across the table, an empty row, or the row «1 2 3 4» under the header
        deadline = read_deadline("\n".join(cell_lines(cells.get("deadline", ()))), plan_start=start, plan_end=end)
        measure = Measure(
            label=words.get("label", "").rstrip("."),
            text=words["text"],
            responsible=read_responsible(cell_lines(cells.get("responsible", ()))),
            deadline=_reading(deadline, words.get("deadline", "")),
        )
        line = next((line.number for cell in row for line in cell), 0)
        yield ReadMeasure(measure, line, words.get("deadline", ""))


def _is_column_numbers(row) -> bool:
    return all(cell_text(cell).rstrip(".") == str(place) for place, cell in enumerate(row, 1))


def _reading(found, words: str) -> DeadlineReading | None:
    """The whole cell stays as the author's words, even when no date could be read in it."""
    if not words:
        return None
    return DeadlineReading(
        raw=words,
        kind=found.kind.value,
        start=_iso(found.start),
        end=_iso(found.end),
        due=[day.isoformat() for day in found.due],
    )


def _continues(plan: ReadPlan, table: PaperTable, previous_end: int, source: SourceDocument) -> bool:
    """A table without a header right after a plan is its next page."""
    between = source.blocks[previous_end + 1 : table.first]
    return (
        bool(table.rows)
        and len(table.rows[0]) >= 3
        and not any(isinstance(b, Line) and b.text.strip() for b in between)
    )


def _extended(plan: ReadPlan, table: PaperTable) -> ReadPlan:
    width = len(table.rows[0])
    roles = (
        {"label": 0, "text": 1, "responsible": 2, "deadline": 3}
        if width >= 4
        else {"text": 0, "responsible": 1, "deadline": 2}
    )
    start = date.fromisoformat(plan.plan.start) if plan.plan.start else None
    end = date.fromisoformat(plan.plan.end) if plan.plan.end else None
    more = tuple(_measures(table.rows, roles, start, end))
    plan.plan.measures.extend(one.measure for one in more)
    return ReadPlan(plan.plan, plan.measures + more, plan.line)


def _title(source: SourceDocument, table: PaperTable, previous_end: int) -> tuple[str, int | None]:
    """The nearest block of lines above the table, or the one above it that begins with «План»."""
    lines: list[Line] = []
    for block in reversed(source.blocks[max(previous_end + 1, table.first - 40) : table.first]):
        if not isinstance(block, Line):
            break
        lines.insert(0, block)
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    groups = [group for group in groups if group]
    chosen: list[Line] = []
    for group in reversed(groups[-4:]):
        begins = next((at for at in range(len(group) - 1, -1, -1) if _TITLE.match(fold_heading(group[at].text))), None)
        if begins is not None:
            chosen = [*group[begins:], *chosen]
            break
        if sum(len(line.text) for line in group) > 400:
            break
        chosen = chosen or group
    chosen = chosen[:_TITLE_LINES]
    return fold(" ".join(fold_heading(line.text) for line in chosen)), chosen[0].number if chosen else None
