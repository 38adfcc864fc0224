"""A report on execution as a Word file: the text, then the table with what is proposed, to work on further."""

from __future__ import annotations

from django.utils import translation
from django.utils.formats import date_format

from documents.writers.docx import WordPaper
from programs.models.execution_report import sections_of
from programs.papers import LANGUAGE
from programs.reporting.rows import Executors, Proposal

# Printed words are Russian and not translated, as on the PDF.
HEADINGS = ("Пункт", "Поручение", "Срок", "Исполнитель", "Информация о выполнении", "Предложение")
WIDTHS = (16, 62, 34, 44, 72, 37)  # millimetres, together the width of the sheet between its margins
PROPOSALS = {
    Proposal.CLOSE: "снять с контроля",
    Proposal.EXTEND: "продлить",
    Proposal.LEAVE: "оставить на контроле",
}
NOBODY = "Исполнитель не назначен"


def report_docx_of(report, *, draft: bool = False) -> bytes:
    """Write the report; people are named in it, so it is for those inside."""
    with translation.override(LANGUAGE):
        issuer = report.council_organisation
        paper = WordPaper(report.title, author=issuer.name if issuer else "")
        if draft:
            paper.paragraph("ПРОЕКТ", align="right", bold=True)
        if issuer:
            paper.paragraph(issuer.name, align="center", bold=True)
        paper.heading(f"ИНФОРМАЦИЯ\n{report.title_under_kind}")
        for paragraph in report.introduction_paragraphs:
            paper.paragraph(paragraph)
        rows = report.table
        _sections(paper, sections_of(rows, report.unresolved_lines))
        if report.figures["total"]:
            paper.paragraph(figures_in_words(report.figures))
        paper.turn_sideways()
        paper.heading("Выполнение по пунктам", level=2)
        paper.table(HEADINGS, WIDTHS, groups_of(rows))
        return paper.content()


def _sections(paper, sections) -> None:
    for section in sections:
        paper.heading(f"{section['heading']}:", level=2)
        for row in section["rows"]:
            paper.line(f"{row.task} (п. {row.number})\n{row.done}")
        for line in section["lines"]:
            paper.line(line)


def figures_in_words(figures) -> str:
    """The figures of the report as one sentence."""
    undone = f"закрыто без исполнения {figures['undone']}, " if figures["undone"] else ""
    return (
        f"Всего поручений {figures['total']}: исполнено {figures['carried_out']}, {undone}"
        f"отчёт сдан {figures['reported']}, в работе {figures['in_work']}, просрочено {figures['overdue']}."
    )


def groups_of(rows) -> list[tuple[str, list]]:
    """The rows of the table by whose work they are, as on the screen; one group needs no name."""
    groups: dict[tuple, list] = {}
    for row in rows:
        is_members = row.group != Executors.UNIT
        name = "Членские организации" if is_members else ", ".join(row.executor_names) or NOBODY
        groups.setdefault((is_members, name), []).append(_cells(row))
    ordered = sorted(groups.items(), key=lambda group: group[0][0])
    return [(name if len(ordered) > 1 else "", cells) for (_is_members, name), cells in ordered]


def _cells(row) -> tuple[str, ...]:
    executors = "\n".join(row.executor_names) or "—"
    return row.number, row.task, row.deadline or "—", executors, row.done, proposal_in_words(row)


def proposal_in_words(row) -> str:
    """«снять с контроля», «продлить до 27 февраля 2099 г.»."""
    words = PROPOSALS[Proposal(row.proposal)]
    if row.proposal == Proposal.EXTEND and row.until_day:
        return f"{words} до {date_format(row.until_day, 'j E Y')} г."
    return words
