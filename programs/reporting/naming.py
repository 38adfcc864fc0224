"""What a report calls the act, plan or programme it is about, and the words it opens with."""

from __future__ import annotations

import re

from django.utils.formats import date_format
from django.utils.text import Truncator

from programs.models.plan import PlanPage
from programs.models.programme import ProgramPage
from programs.reporting.rows import figures_of, without_stop
from registry.declension import Case, suggest_phrase
from resolutions.models.status import DocumentType

PRINTED_GENITIVES = {
    DocumentType.RESOLUTION: "постановления",
    DocumentType.DECISION: "решения",
    DocumentType.DIRECTIVE: "распоряжения",
}
# «План реализации …» is «плана реализации …»: the first word is declined, the rest stands in the genitive anyway.
_FIRST_WORDS = (
    (re.compile(r"план(?=\s)", re.I), "плана"),
    (re.compile(r"подпрограмма(?=\s)", re.I), "подпрограммы"),
    (re.compile(r"программа(?=\s)", re.I), "программы"),
)


def genitive_of(page) -> str:
    """«постановления Совета от 18.12.2025 № 6-2», «плана реализации …»: of what the report tells."""
    if isinstance(page, PlanPage | ProgramPage):
        title = " ".join(page.title.split())
        for pattern, word in _FIRST_WORDS:
            if pattern.match(title):
                return f"{word}{title[pattern.match(title).end() :]}"
        return f"{'плана' if isinstance(page, PlanPage) else 'программы'} «{title}»"
    body = _body_in_genitive(page.body) if page.body else ""
    kind = PRINTED_GENITIVES[page.document_type]
    return " ".join(filter(None, [kind, body, f"от {page.adopted_on:%d.%m.%Y} № {page.number}"]))


def _body_in_genitive(body):
    """As the registry has it, else as the language makes it: a person reads the report before it goes."""
    return body.name_genitive or suggest_phrase(body.name)[Case.GENITIVE].text


def title_of(page) -> str:
    return Truncator(f"Информация о выполнении {genitive_of(page)}").chars(255, truncate="…")


def introduction_of(page, rows, day) -> str:
    """The opening paragraphs: what was decided, and how it stands in figures."""
    figures = figures_of(rows)
    what = genitive_of(page)
    about = f" «{page.heading}»" if getattr(page, "heading", "") else ""
    points = (
        f"На контроле по исполнению {what}{about}: пунктов – {len(rows)}, поручений исполнителям – {figures['total']}."
    )
    share = f" ({round(figures['carried_out'] * 100 / figures['total'])} %)" if figures["total"] else ""
    standing = [f"исполнено {figures['carried_out']} из {figures['total']}{share}"]
    standing += [f"закрыто без исполнения – {figures['undone']}"] if figures["undone"] else []
    standing += [f"отчитались и ждут решения – {figures['reported']}"] if figures["reported"] else []
    standing += [f"срок прошёл, не исполнено – {figures['overdue']}"] if figures["overdue"] else []
    return f"{points}\nНа {date_format(day, 'j E Y')} года {', '.join(standing)}."


def unresolved_of(rows) -> str:
    """What is not done in time, a line each: the tasks that remain."""
    lines = []
    for row in rows:
        if row.overdue:
            text = without_stop(row.text)
            text = f"{text[:1].lower()}{text[1:]}" if text[1:2].islower() else text
            undone = "не исполнено" if row.total == 1 else f"срок прошёл, не исполнили {row.overdue} из {row.total}"
            lines.append(f"{text} (п. {row.number}) – {undone}")
    return "\n".join(lines)
