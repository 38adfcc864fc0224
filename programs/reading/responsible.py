"""Who answers for a measure: people and groups named in one cell of a plan."""

from __future__ import annotations

import re

from documents.interchange import Responsible
from resolutions.reading.grammar import cases, is_acronym, parses, part_of_speech
from resolutions.reading.names import PERSON
from resolutions.reading.normalise import fold

_AND = re.compile(r"(?P<who>.+?)\s+(?P<first>[А-ЯЁ]{2,})(?P<more>(?:\s*,\s*[А-ЯЁ]{2,})*\s+и\s+[А-ЯЁ]{2,})$")


def read_responsible(lines: list[str]) -> list[Responsible]:
    """Commas and line breaks divide the parties; «председатели ТПО и ППО» are two groups."""
    found: list[Responsible] = []
    for piece in _pieces(lines):
        at = 0
        for person in PERSON.finditer(piece):
            before = piece[at : person.start()].strip(" .,;")
            name = person.group().strip()
            if before and _is_office(before):
                name = f"{before} {name}"
            else:
                _add_groups(found, before)
            found.append(Responsible(name, "person"))
            at = person.end()
        _add_groups(found, piece[at:].strip(" .,;"))
    return found


def _pieces(lines: list[str]) -> list[str]:
    """The cell's lines, those joined that a narrow column has broken in the middle of a phrase."""
    pieces: list[str] = []
    for line in (fold(line) for line in lines):
        if not line:
            continue
        if pieces and _broken(pieces[-1], line):
            pieces[-1] = f"{pieces[-1]} {line}"
        else:
            pieces.append(line)
    return [part for piece in pieces for part in re.split(r"[,;]", piece) if part.strip()]


def _broken(before: str, line: str) -> bool:
    if before.endswith((",", ";", ".")):
        return False
    first, last = line.split()[0].strip(".,;"), before.split()[-1]
    if first.lower() in {"и", "по", "с", "в", "на", "при"} or last.lower() in {"и", "по", "с", "в", "на", "при"}:
        return True
    if is_acronym(first):
        return first not in before and not PERSON.search(before)
    if not first.isalpha() or not first[0].islower():
        return False
    return "nomn" not in cases(first) or part_of_speech(last) == "ADJF"


def _is_office(words: str) -> bool:
    """«председатель комиссии» before a name is that person's office; «председатели ТПО» are a group."""
    first = words.split()[0].strip(".")
    if not first.isalpha():
        return False
    if "." in words.split()[0]:
        return True
    return any(
        p.tag.POS == "NOUN" and p.tag.case == "nomn" and p.tag.number == "sing" and "anim" in p.tag
        for p in parses(first)
    )


def _add_groups(found: list[Responsible], words: str) -> None:
    words = fold(words).removeprefix("и ")
    if not words:
        return
    several = _AND.match(words)
    if several:
        names = [several["first"], *re.findall(r"[А-ЯЁ]{2,}", several["more"])]
        groups = [f"{several['who']} {name}" for name in names]
    elif is_acronym(words) and found and found[-1].kind == "collective" and is_acronym(found[-1].name.split()[-1]):
        groups = [" ".join([*found[-1].name.split()[:-1], words])]  # «председатели ТПО, ППО»
    else:
        groups = [words]
    found.extend(Responsible(_lower_first(group), "collective") for group in groups)


def _lower_first(words: str) -> str:
    """«Председатели ТПО» and «председатели ТПО» are one group; names such as «Молодежный совет» keep their capital."""
    first = words.split()[0]
    tag = parses(first)[0].tag
    if first.istitle() and tag.POS == "NOUN" and tag.number == "plur" and "anim" in tag:
        return words[0].lower() + words[1:]
    return words
