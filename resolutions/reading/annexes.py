"""Annexes: those an act says are attached, and those that are in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resolutions.reading.dates import DATE
from resolutions.reading.grammar import cases
from resolutions.reading.normalise import fold
from resolutions.reading.paper import PaperLine

# «приложение», «приложение № 2»: cited, but without a name of its own.
UNNAMED_ANNEX = re.compile(r"приложени[еяй]( *№?\s*\d+)?", re.IGNORECASE)

_MARK = re.compile(
    r"\(\s*(?:прилага[ею]тся|приложени[ея](?:\s*(?:№|N)?\s*(?P<numbers>\d+(?:\s*(?:,|и|-|–)\s*(?:№\s*)?\d+)*))?|(?:согласно\s+)?приложению(?:\s*(?:№|N)?\s*(?P<one>\d+))?)\s*\)",
    re.IGNORECASE,
)
_ALIAS = re.compile(r"\s*\(\s*[-–—]?\s*далее\b[^()]*\)", re.IGNORECASE)
_HEADING = re.compile(r"приложени[ея]\s*(?:№|N)?\s*(?P<number>\d*)\s*\.?\s*(?:к\s.*)?$", re.IGNORECASE)
_APPROVED = re.compile(r"утвержд[её]н[аоы]?(?:\s|:|$)", re.IGNORECASE)
_TO_ACT = re.compile(
    r"(?:к\s+(?:постановлени|решени|распоряжени|протокол)|утвержд|постановлением|решением|от\s|№)", re.IGNORECASE
)
_NOUN = re.compile(
    r"(?:программ|план|положени|анализ|справк|информаци|отч[её]т|смет|перечен|перечн|состав|график|регламент|порядок|список|"
    r"концепци|резолюци|обращени|устав|методик|форм|образц|образец|доклад|мероприяти|дорожн|инструкци|бюджет)\w*",
    re.IGNORECASE,
)
_KINDS = (
    ("programme", re.compile(r"программ", re.IGNORECASE)),
    ("plan", re.compile(r"план|график|дорожн|мероприяти", re.IGNORECASE)),
    ("reference", re.compile(r"анализ|справк|информаци|отч[её]т|обзор|сведени|доклад", re.IGNORECASE)),
)
_LEAD = re.compile(
    r"(?:утвердить|принять\s+к\s+сведению|согласовать|одобрить|принять|ввести\s+в\s+действие)\s+(?:прилагаем\w+\s+)?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Annex:
    """An annex by the words that announce it."""

    title: str
    kind: str
    present: bool
    line: int
    number: str = ""
    shared_mark: bool = False

    def as_dict(self) -> dict:
        return {"title": self.title, "kind": self.kind, "present": self.present}


def is_annex_heading(line: PaperLine) -> bool:
    """«Приложение № 1», «Приложение к постановлению …», on a line of its own."""
    words = line.heading
    return len(words) <= 200 and (
        bool(_HEADING.match(words)) or (len(words) <= 60 and words[:1].isupper() and bool(_APPROVED.match(words)))
    )


def kind_of(words: str) -> str:
    """The kind told by the first noun that names a document."""
    noun = _NOUN.search(words)
    return next((kind for kind, pattern in _KINDS if noun and pattern.match(noun.group())), "other")


def announced(text: str, line: int) -> list[Annex]:
    """The annexes a paragraph says are attached; one mark may stand for two documents."""
    found: list[Annex] = []
    end = 0
    for mark in _MARK.finditer(text):
        before, end = text[end : mark.start()], mark.end()
        numbers = re.findall(r"\d+", mark["numbers"] or mark["one"] or "")
        titles = _titles(before, goes_on=bool(found))
        if not titles:
            words = mark.group().strip("() ")
            found.append(Annex(words, "other", False, line, numbers[0] if numbers else ""))
            continue
        shared = len(titles) > 1 and len(numbers) < 2
        for place, title in enumerate(titles):
            number = numbers[place] if place < len(numbers) else ""
            found.append(Annex(title, kind_of(title), False, line, number, shared and place == 0))
    return found


def _titles(before: str, goes_on: bool) -> list[str]:
    """The documents named before a mark: the objects of «Утвердить» and «Принять к сведению», one after another."""
    lead = _LEAD.search(before[:400])
    if lead is None and not goes_on:
        return []
    words = _ALIAS.sub("", before[lead.end() :] if lead else before).strip(" ,.;").removeprefix("и ")
    if lead is None and not _NOUN.match(words):
        return []
    parts, begin = [], 0
    for joint in re.finditer(r"(?:,\s+|\s+и\s+)(?=(\w+))", words):
        if (
            _NOUN.match(joint[1])
            and "accs" in cases(joint[1])
            and words[: joint.start()].count("«") == words[: joint.start()].count("»")
        ):
            if "gent" in cases(joint[1]) and "nomn" not in cases(joint[1]):
                continue
            parts.append(words[begin : joint.start()])
            begin = joint.end()
    parts.append(words[begin:])
    return [fold(part) for part in parts if part.strip()]


def in_file(lines: list[PaperLine], headings: list[int]) -> list[Annex]:
    """The annexes that stand in the file, each with the title under its heading."""
    found = []
    for place, index in enumerate(headings):
        stop = headings[place + 1] if place + 1 < len(headings) else len(lines)
        heading = _HEADING.match(lines[index].heading)
        title: list[str] = []
        for line in lines[index + 1 : min(stop, index + 25)]:
            words = line.heading
            if not words:
                if title:
                    break
            elif title and (len(words) > 120 or words.endswith((".", ";", ":"))):
                break
            elif title or not (
                _TO_ACT.match(words) or (DATE.search(words) and len(words) < 60) or is_annex_heading(line)
            ):
                title.append(words)
        words = fold(" ".join(title[:6])) or lines[index].heading
        found.append(Annex(words, kind_of(words), True, lines[index].number, heading["number"] if heading else ""))
    return found


def united(cited: list[Annex], present: list[Annex]) -> list[Annex]:
    """One list: an announced annex that is in the file is marked so, one that nobody announced is added."""
    result = list(cited)
    for annex in present:
        open_ = [known for known in result if not known.present]
        match = (
            next((known for known in open_ if known.number and known.number == annex.number), None)
            or next((known for known in open_ if known.kind == annex.kind), None)
            or next(
                (known for known in open_ if known.kind == "other" and known.title.lower().startswith("прил")), None
            )
        )
        if match:
            match.present = True
        else:
            result.append(annex)
    return result
