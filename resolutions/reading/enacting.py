"""The enacting clause: where the preamble ends and the council begins to decide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from documents.source import UnreadableDocument
from resolutions.reading.normalise import fold
from resolutions.reading.paper import PaperLine

_VERB = (
    r"(?:постановля[её]т|постановляем|постановляю|постановил[иао]?|реша[её]т|решил[иао]?|приказываю|распоряжаюсь|"
    r"обязывает|рекомендует)"
)
_ENACTS = re.compile(rf"(?:^|(?<=[\s,»\"”]))(?P<verb>{_VERB})\s?(?P<colon>:)?\s?(?P<rest>.*)$", re.IGNORECASE)
_QUICK = re.compile(r"постанов|реша[её]т|решил|приказ|распоряж|обязыв|рекоменду|(?:\S[ \u00a0]){4}", re.IGNORECASE)

BODY = (
    r"(?:Генеральный\s+Совет|Совет|Президиум|Исполнительный\s+комитет|Исполком|Комитет|Правление|Конференция|Съезд|Пленум|"
    r"Коллегия|Бюро|Профком|Профсоюзный\s+комитет|Генсовет|Обком|Крайком|Реском|Горком|Райком|Дорком|Теркомитет|"
    r"Собрание|Комиссия|Секретариат|Ревизионная\s+комиссия)"
)
# «Совет», «Молодежный совет», «Центральный комитет»: the word for a body after at most three adjectives.
STARTS_WITH_BODY = re.compile(
    rf"(?:[А-ЯЁ][А-ЯЁа-яё-]*(?:ый|ий|ой|ая|ое|ЫЙ|ИЙ|ОЙ|АЯ|ОЕ)\s+){{0,3}}(?:{BODY})(?!\w)", re.IGNORECASE
)
_BODY_AFTER_COMMA = re.compile(
    rf"(?:^|,\s+)(?P<body>(?:[а-яё-]+(?:ый|ий|ой|ая|ое)\s+){{0,3}}(?:{BODY})(?!\w)[^,]*)$", re.IGNORECASE
)
# «В целях развития работы Президиум»: the body after words of the purpose, with its capital and no comma before it.
_BODY_AFTER_WORDS = re.compile(rf"(?<=[а-яё»)] )(?P<body>(?:{BODY})(?!\w)[^,]{{0,80}})$")
_REACH = 8  # printed lines over which a clause may be spread


@dataclass(frozen=True, slots=True)
class EnactingClause:
    """The clause, the body it names and the lines it takes; what follows the colon on its line is the first item."""

    text: str
    body: str | None
    verb: str
    first: int  # index of its first line
    last: int  # index of its last line
    rest: str


def find_enacting(lines: list[PaperLine]) -> EnactingClause:
    """Find the clause «… ПОСТАНОВЛЯЕТ:»; a paper without one has no operative part and cannot be read as an act."""
    best: tuple[int, int, re.Match[str], str] | None = None
    for index, line in enumerate(lines):
        if not line.text or not _QUICK.search(line.raw):
            continue
        words = line.heading
        for found in _ENACTS.finditer(words):
            rank = _rank(found)
            if rank is not None and (best is None or rank < best[0]):
                best = (rank, index, found, words)
        if best and best[0] == 0:
            break
    if best is None:
        raise UnreadableDocument(
            "no-operative-part", _("The document has no operative part: no line such as «RESOLVES:» was found.")
        )
    _surety, index, found, words = best
    return _clause(lines, index, found, words)


def _rank(found: re.Match[str]) -> int | None:
    """How surely the words enact: capitals and a colon at the end of a line are sure, «решил:» inside one is not."""
    capitals, colon, rest = found["verb"].isupper(), bool(found["colon"]), found["rest"]
    if rest and not colon:
        return None
    if colon and not rest:
        return 0 if capitals else 1
    if capitals and not rest:
        return 2
    if colon and capitals:
        return 3
    return 4 if colon and re.match(r"\d+\.", rest) else None


def _clause(lines: list[PaperLine], index: int, found: re.Match[str], words: str) -> EnactingClause:
    before = words[: found.start()].rstrip()
    rest = found["rest"]
    own = words[: found.end("rest") - len(rest)].rstrip() if rest else words
    first, parts = index, [own]
    body = _body_before_the_verb(before)
    if not body:
        start, above = _lines_above(lines, index)
        if above:
            first, parts = start, [*above, own]
            before = fold(" ".join([*above, before]))
        body = _body_before_the_verb(before)
    return EnactingClause(
        text=fold(" ".join(parts)),
        body=body,
        verb=found["verb"],
        first=first,
        last=index,
        rest=fold(rest),
    )


def _body_before_the_verb(before: str) -> str | None:
    named = before.rstrip(" ,")
    found = _BODY_AFTER_COMMA.search(named) or _BODY_AFTER_WORDS.search(named)
    return found["body"].strip() if found else None


def _lines_above(lines: list[PaperLine], index: int) -> tuple[int, list[str]]:
    """The clause may be set in several short lines: «Совет / Союза / «…» / ПОСТАНОВЛЯЕТ:»."""
    above: list[str] = []
    for place in range(index - 1, -1, -1):
        text = lines[place].heading
        if not text:
            continue
        ends_with_body = _BODY_AFTER_COMMA.search(text)
        if len(above) >= _REACH or text.endswith((".", ";", ":")) or (len(text) > 160 and not ends_with_body):
            break
        above.insert(0, text)
        if STARTS_WITH_BODY.match(text) or ends_with_body:
            return place, above
    return index, []
