"""The signature block: positions and names under the last item."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resolutions.reading.names import NAME_AT_END, PERSON
from resolutions.reading.normalise import fold
from resolutions.reading.paper import PaperLine

_POSITION = re.compile(
    r"(?:(?:Первый|Ответственный|Исполнительный|Генеральный|Почетный)\s+)?"
    r"(?:Председатель(?:ствующий)?|ПРЕДСЕДАТЕЛЬ|Сопредседатель|Зам(?:\.|еститель)|ЗАМЕСТИТЕЛЬ|Секретарь|СЕКРЕТАРЬ|Президент|"
    r"Руководитель|Директор|И\.\s?о\.|И\.\s?О\.(?=\s[а-яё])|Исполняющ(?:ий|ая)|Врио|ВРИО|Член\s+президиума|Заведующ(?:ий|ая))(?!\w)"
)
_IGNORED = re.compile(r"(?:М\.\s?П\.|\(?подпись\)?|печать|верно)[.:]?$", re.IGNORECASE)
_END = re.compile(
    r"приложени|утвержден|рассылка|исполнитель|исп\.|тел\.|отп\.|результаты голосования|голосовали", re.IGNORECASE
)
_LONGEST = 140
_MOST = 20  # signatures under one act


@dataclass(frozen=True, slots=True)
class Signatory:
    """A position with its name, or without one where the paper has none, and the line it begins on."""

    position: str
    name: str | None
    line: int


def is_signed_line(line: PaperLine) -> bool:
    """A position and a name on one line: surely a signature."""
    words = line.text
    return len(words) <= _LONGEST and bool(_POSITION.match(words)) and bool(NAME_AT_END.search(words))


def is_position(line: PaperLine) -> bool:
    """A position in the nominative case; after the last item it begins the signature block."""
    return (
        len(line.text) <= _LONGEST and bool(_POSITION.match(line.text)) and not line.text.endswith((";", ":"))
    )  # fmt: skip


def is_name_only(line: PaperLine) -> bool:
    return bool(PERSON.fullmatch(line.text))


def read_signatures(lines: list[PaperLine]) -> list[Signatory]:
    """Read positions and names until other matter begins; a position may take several lines."""
    found: list[Signatory] = []
    position: list[str] = []
    start = blanks = 0
    for line in lines:
        words = line.text
        if not words:
            blanks += 1
            continue
        if (
            len(found) >= _MOST
            or _END.match(words)
            or len(words) > _LONGEST
            or (blanks > 4 and not _POSITION.match(words))
        ):
            break
        if _IGNORED.match(words):
            continue
        blanks = 0
        words = fold(re.sub(r"_{2,}|/", " ", words))
        name = NAME_AT_END.search(words)
        own = words[: name.start()].strip(" ,") if name else words
        if _POSITION.match(own) and position:
            found.append(Signatory(" ".join(position), None, start))
            position = []
        if not position and not _POSITION.match(own):
            break
        if not position:
            start = line.number
        if own:
            position.append(own)
        if name:
            found.append(Signatory(" ".join(position), name.group().strip(), start))
            position = []
    if position:
        found.append(Signatory(" ".join(position), None, start))
    return found
