"""Decide what a paper is, an act, a programme, a plan or a report, and have it read as that."""

from __future__ import annotations

import re

from documents.interchange import CouncilDocument
from documents.source import Line, SourceDocument, UnreadableDocument
from programs.reading.plans import read_plans
from programs.reading.programme import read_programme
from programs.reading.report import REPORT, read_report
from programs.reading.tables import column_roles, is_passport, read_tables
from resolutions.reading import read_resolution
from resolutions.reading.normalise import fold_heading

_PROGRAMME = re.compile(r"(?:КОМПЛЕКСНАЯ\s+|ЦЕЛЕВАЯ\s+)?ПРОГРАММА(?!\w)|паспорт\s+программ", re.IGNORECASE)
_ACT = re.compile(r"постановление|решение|распоряжение|приказ", re.IGNORECASE)
_HEAD_LINES = 40


def read_document(source: SourceDocument) -> CouncilDocument:
    """Read any paper of a council; raises UnreadableDocument when it is none of the four kinds."""
    tables = read_tables(source)
    passport = any(is_passport(table) for table in tables)
    has_plan = any(column_roles(row) for table in tables for row in table.rows[:3])
    head = [words for words in map(_words, source.blocks[: _HEAD_LINES * 2]) if words][:_HEAD_LINES]
    if not _looks_like_act(head) and (kind := _kind(head, passport, has_plan)):
        return read_report(source) if kind == "report" else read_programme(source, kind)
    try:
        document = read_resolution(source)
    except UnreadableDocument:
        kind = _kind(head, passport, has_plan)
        if kind is None:
            raise
        return read_report(source) if kind == "report" else read_programme(source, kind)
    document.plans = [one.plan for one in read_plans(source, tables, (None, None))] if has_plan else []
    return document


def _words(block) -> str:
    return fold_heading(block.text) if isinstance(block, Line) else ""


def _looks_like_act(head: list[str]) -> bool:
    return any(_ACT.match(words) and len(words) < 60 for words in head[:15])


def _kind(head: list[str], passport: bool, has_plan: bool) -> str | None:
    """Which of the other three kinds the paper is; none when nothing in it says so."""
    if passport or any(_PROGRAMME.match(words) and len(words) < 200 for words in head[:15]):
        return "programme"
    if any(REPORT.fullmatch(words) and (words.isupper() or len(words) < 120) for words in head[:6]):
        return "report"
    return "plan" if has_plan else None
