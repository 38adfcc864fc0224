"""Other acts named by number and date, and what this act does with them."""

from __future__ import annotations

import re

from documents.interchange import CouncilDocument
from resolutions.reading.dates import DATE, printed_date
from resolutions.reading.grammar import is_acronym, nominative
from resolutions.reading.header import NUMBER
from resolutions.reading.normalise import norm_number

_ACT = re.compile(
    r"(?<!\w)(?:постановлени|решени|распоряжени|приказ|закон|указ|резолюци|протокол|концепци|программ|положени|стратеги)\w*",
    re.IGNORECASE,
)
_DATED = re.compile(rf"(?<!\w)от\s+(?={DATE.pattern})", re.IGNORECASE)
_ORGAN = re.compile(
    r"(?:(?P<adjective>[А-ЯЁа-яё-]+(?:ого|его|ой|ей))\s+)?"
    r"(?P<organ>(?:Совет|Президиум|Комитет|Исполком|Правлени|Конференци|Съезд|Пленум|Коллеги|Бюро|Генсовет|Правительств|Собрани|Дум|Президент|"
    r"Министерств)\w*)"
    r"(?:\s+(?P<whose>[А-ЯЁ]{2,})(?!\w))?",
    re.IGNORECASE,
)
_IMPLEMENTS = re.compile(r"во\s+исполнение[^.;]*$", re.IGNORECASE)
_REACH = 260
_READ_LENGTH = 10_000  # signs of a paragraph


def cite(document: CouncilDocument, text: str, relation: str = "cites") -> None:
    """Add to the document every act that the text names by date and number."""
    text = text[:_READ_LENGTH]
    for found in _DATED.finditer(text):
        day = printed_date(text, found.end())
        if day is None or day.start > found.end() + 1:
            continue
        number = NUMBER.match(text[day.end :].lstrip(" ,")) or _before(text, found.start())
        left = text[max(0, found.start() - _REACH) : found.start()]
        acts = list(_ACT.finditer(left))
        if not acts or (number is None and day.day is None):
            continue
        between = left[acts[-1].end() :]
        citation = {
            "relation": "implements" if relation == "cites" and _IMPLEMENTS.search(left) else relation,
            "body": _body(between),
            "number": norm_number(number["number"]) if number else None,
            "date": day.iso,
        }
        if citation not in document.citations:
            document.citations.append(citation)


def _before(text: str, end: int) -> re.Match[str] | None:
    """«№ 3-8 от 30.10.2019»: the number stands before the date."""
    return next(
        (found for found in NUMBER.finditer(text, max(0, end - 30), end) if not text[found.end() : end].strip()), None
    )


def _body(between: str) -> str | None:
    """The organ in the nominative: «Генерального Совета ФНПР» is «Генеральный Совет ФНПР»."""
    found = _ORGAN.search(between)
    if not found:
        return None
    words = [word for word in (found["adjective"], found["organ"]) if word]
    whose = [found["whose"]] if found["whose"] and is_acronym(found["whose"]) else []
    return " ".join(nominative(words) + whose)
