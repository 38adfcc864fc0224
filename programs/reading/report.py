"""Reports: what was done, section by section, point by point."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from documents.interchange import CouncilDocument, Warning
from documents.source import SourceDocument
from resolutions.reading.citations import cite
from resolutions.reading.document import new_document
from resolutions.reading.normalise import sentence_case
from resolutions.reading.paper import PaperLine, paper_lines
from resolutions.reading.signatures import is_signed_line, read_signatures

REPORT = re.compile(
    r"(?:ИНФОРМАЦИЯ|ОТЧ[ЕЁ]Т|СПРАВКА|ДОКЛАД|АНАЛИТИЧЕСКАЯ\s+СПРАВКА|Информация|Отч[её]т|Справка|Доклад)(?!\w)\s*(?P<rest>.*)"
)
_BULLET = re.compile(r"[-‐-―−•·▪◦*]\s")
_HEADING = re.compile(r"(?:\d+\.|[IVX]+\.)\s+\S.{0,140}[^.;:,]$")
_TITLE_LENGTH = 400


def read_report(source: SourceDocument) -> CouncilDocument:
    """Read a report: its title, the paragraphs before the first heading, and the points under every heading."""
    document = new_document(source, "report")
    lines = paper_lines(source)
    at = next((place for place, line in enumerate(lines) if REPORT.match(line.heading)), 0)
    header = REPORT.match(lines[at].heading) if lines else None
    if header is None:
        at = -1
    else:
        kind = header.group().removesuffix(header["rest"]).strip()
        document.type_name = sentence_case(kind)
        document.issuer = " ".join(line.heading for line in lines[:at] if line.text and len(line.text) < 160) or None
    body = _take_title(document, lines, at + 1, header["rest"] if header else "")
    end = next(
        (place for place in range(body, len(lines)) if lines[place].text and is_signed_line(lines[place])), len(lines)
    )
    document.signatories = [{"position": one.position, "name": one.name} for one in read_signatures(lines[end:])]
    _take_sections(document, lines[body:end])
    for line in lines[body:end]:
        cite(document, line.text)
    document.warnings = list(_warnings(document, lines))
    return document


def _take_title(document: CouncilDocument, lines: list[PaperLine], place: int, rest: str) -> int:
    """The lines after the word for a report, until a blank line."""
    parts = [rest] if rest else []
    while place < len(lines):
        words = lines[place].text
        if not words:
            if parts:
                break
        elif (
            sum(map(len, parts)) + len(words) > _TITLE_LENGTH
            or words.endswith((":", ";"))
            or (parts and words.endswith("."))
        ):
            break
        else:
            parts.append(lines[place].heading)
        place += 1
    document.title = " ".join(parts) or None
    return place


def _take_sections(document: CouncilDocument, lines: list[PaperLine]) -> None:
    section: dict | None = None
    for line in lines:
        words = f"{line.label} {line.text}".strip() if line.label else line.text
        if not words:
            continue
        if not _BULLET.match(words) and (words.endswith(":") or _HEADING.fullmatch(words[:200]) or words.isupper()):
            section = {"heading": words, "points": []}
            document.sections.append(section)
        elif section is None:
            document.preamble.append(words)
        else:
            section["points"].append(words)


def _warnings(document: CouncilDocument, lines: list[PaperLine]):
    first = next((line.number for line in lines if line.text), None)
    last = next((line.number for line in reversed(lines) if line.text), None)
    if not document.title:
        yield Warning("title-missing", _("The document has no title."), first)
    if not document.issuer:
        yield Warning("issuer-missing", _("The header does not say which organisation reports."), first)
    if not document.sections:
        yield Warning("sections-missing", _("The report has no sections."), first)
    if not document.signatories:
        yield Warning("signatory-missing", _("The report is not signed."), last)
