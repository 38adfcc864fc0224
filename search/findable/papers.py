"""Programmes, plans and reports as the search finds them: every measure and its term, every row of a passport."""

from search.findable.findable import Findable, Piece


def read_plan(plan) -> Findable:
    """A plan with its measures."""
    pieces = [
        Piece(
            ". ".join(filter(None, [row.text.rstrip("."), ", ".join(row.responsible), row.deadline_words])),
            row.anchor,
            "" if row.is_section else (f"п. {row.label}" if row.label else "мера"),
            due=row.deadline.due if row.deadline else (),
        )
        for row in plan.rows
    ]
    return _paper(plan, "plan", pieces, requisites="План мероприятия")


def read_programme(programme) -> Findable:
    """A programme with its introduction and passport."""
    pieces = [Piece(text, "introduction") for text in programme.introduction_paragraphs]
    pieces += [Piece(f"{label}: {' '.join(lines)}", "passport") for label, lines in programme.passport_rows]
    return _paper(programme, "program", pieces, requisites="Программа")


def read_report(report) -> Findable:
    """A report on execution: what its public rows say was done, nobody named without consent."""
    pieces = [Piece(text) for text in report.introduction_paragraphs]
    for row in report.public_rows:
        pieces.append(Piece(f"{row.text} {row.done}".strip()))
    pieces += [Piece(line) for line in report.unresolved_lines]
    found = _paper(report, "executionreport", pieces, requisites="Отчёт информация о выполнении")
    found.date = report.as_of.date() if report.as_of else None
    return found


def _paper(page, kind, pieces, requisites):
    start, end = getattr(page, "period_start", None), getattr(page, "period_end", None)
    years = range(start.year, min(end.year, start.year + 50) + 1) if start and end else ()
    return Findable(
        key=f"page:{page.pk}",
        kind=kind,
        page=page.pk,
        path=page.path,
        title=page.title,
        requisites=f"{requisites} {' '.join(map(str, years))}",
        pieces=pieces,
        date=start,
        years=tuple(years),
        found_since=page.first_published_at,
    )
