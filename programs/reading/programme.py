"""Programmes and plans: the passport, the tables of measures, and the doubts about them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from documents.interchange import CouncilDocument, Warning
from documents.source import Line, SourceDocument
from programs.reading.plans import Period, ReadPlan, period_of, read_plans
from programs.reading.tables import PaperTable, cell_lines, cell_text, is_passport, read_tables
from resolutions.reading.citations import cite
from resolutions.reading.document import new_document
from resolutions.reading.normalise import fold, fold_heading

_TERM = re.compile(r"срок", re.IGNORECASE)
_NAMED = re.compile(r"Программ\w*(?:\s[^«»]{0,160})?«(?P<name>[^«»]+)»", re.IGNORECASE)
_OWN_TITLE = re.compile(r"(?:ПРОГРАММА|ПЛАН|ПЕРЕЧЕНЬ|ГРАФИК|Программа|План)(?!\w)")
_DOUBLE = re.compile(r"\d+\.\s\d+\.\s")
_APPROVED = re.compile(r"утвержд[её]н|утверждаю", re.IGNORECASE)


def read_programme(source: SourceDocument, kind: str) -> CouncilDocument:
    """Read a programme (with its passport) or a plan; ``kind`` is programme or plan."""
    document = new_document(source, kind)
    tables = read_tables(source)
    passports = [table for table in tables if is_passport(table)]
    document.passport = [row for table in passports for row in _passport_rows(table)]
    term = _term(document.passport)
    plans = read_plans(source, [table for table in tables if table not in passports], term)
    document.plans = [one.plan for one in plans]
    document.title, title_line = _title(source, tables, document)
    text = list(_text_before_tables(source, tables))
    document.preamble = [line_text for number, line_text in text if number != title_line]
    for _number, words in text:
        cite(document, words)
    document.warnings = sorted(
        [
            *_warnings(document, source, passports, title_line),
            *(doubt for plan in plans for doubt in _plan_warnings(plan)),
        ],
        key=lambda warning: warning.line or 0,
    )
    return document


def _passport_rows(table: PaperTable) -> Iterator[dict]:
    for row in table.rows:
        if len(row) < 2:
            continue
        label, lines = cell_text(row[0]), [words for cell in row[1:] for words in cell_lines(cell)]
        if label and lines:
            yield {"label": label, "lines": lines}


def _term(passport: list[dict]) -> Period:
    row = next((row for row in passport if _TERM.match(row["label"])), None)
    return period_of(" ".join(row["lines"])) if row else (None, None)


def _title(
    source: SourceDocument, tables: list[PaperTable], document: CouncilDocument
) -> tuple[str | None, int | None]:
    """The document's own heading, else the name its plans call the programme by, else the first plan's title."""
    first = min((table.first for table in tables), default=len(source.blocks))
    lines = [block for block in source.blocks[:first] if isinstance(block, Line)]
    start = next((at for at, line in enumerate(lines[:40]) if _OWN_TITLE.match(fold_heading(line.text))), None)
    if start is not None:
        heading = []
        for line in lines[start : start + 8]:
            words = fold_heading(line.text)
            if not words or len(words) > 200 or (heading and words.endswith(".")):
                break
            heading.append(words)
        if heading and (document.kind == "plan" or heading[0].upper().startswith("ПРОГРАММА")):
            return fold(" ".join(heading)), lines[start].number
    for plan in document.plans:
        if document.kind == "programme" and (found := _NAMED.search(plan.title)):
            return found["name"], None
    return next((plan.title for plan in document.plans if plan.title), None), None


def _text_before_tables(source: SourceDocument, tables: list[PaperTable]) -> Iterator[tuple[int, str]]:
    """The paragraphs above the first table."""
    first = min((table.first for table in tables), default=len(source.blocks))
    for block in source.blocks[:first]:
        if isinstance(block, Line) and (words := fold(block.printed)):
            yield block.number, words


# ---- doubts -----------------------------------------------------------------------------------------------------


def _warnings(
    document, source: SourceDocument, passports: list[PaperTable], title_line: int | None
) -> Iterator[Warning]:
    lines = [line for line in source.lines if line.text.strip()]
    first = lines[0].number if lines else None
    if not document.title:
        yield Warning("title-missing", _("The document has no title."), first)
    elif title_line is None and document.kind == "programme":
        message = _("The document has no title page; the name “%(title)s” is taken from the plan.")
        yield Warning("title-inferred", message % {"title": document.title}, first)
    if not any(_APPROVED.match(fold(line.text)) for line in lines[:60]):
        yield Warning("approval-missing", _("The paper does not say by whom and when it was approved."), first)
    for table in passports:
        for row in table.rows:
            for line in (line for cell in row[1:] for line in cell):
                if _DOUBLE.match(line.text.strip()):
                    message = _("The item is numbered twice: “%(label)s”.")
                    yield Warning("numbering-double", message % {"label": line.text.strip()[:40]}, line.number)


def _plan_warnings(read: ReadPlan) -> Iterator[Warning]:
    if not read.plan.title:
        yield Warning("plan-title-missing", _("The plan has no title."), read.line)
    if read.plan.start is None or read.plan.end is None:
        yield Warning("plan-period-missing", _("The period of the plan is not given."), read.line)
    previous = 0
    for one in read.measures:
        measure = one.measure
        name = {"label": measure.label or "…"}
        if measure.deadline is None:
            yield Warning("measure-deadline-missing", _("Measure %(label)s has no deadline.") % name, one.line)
        elif measure.deadline.kind == "unspecified":
            message = _("The deadline of measure %(label)s could not be read: “%(words)s”.")
            yield Warning("deadline-unreadable", message % {**name, "words": one.deadline_words}, one.line)
        if not measure.responsible:
            yield Warning(
                "measure-responsible-missing", _("Measure %(label)s has nobody responsible.") % name, one.line
            )
        if measure.label.isdecimal():
            if int(measure.label) == previous:
                yield Warning("label-duplicate", _("The number %(label)s is used twice.") % name, one.line)
            elif previous and int(measure.label) > previous + 1:
                yield Warning("numbering-gap", _("The number before item %(label)s is missing.") % name, one.line)
            previous = int(measure.label)
