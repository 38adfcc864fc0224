"""The requisites at the head of an act: who, what, when, under which number, where and about what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from resolutions.reading.dates import PrintedDate, printed_date
from resolutions.reading.enacting import STARTS_WITH_BODY
from resolutions.reading.grammar import cases, is_acronym, parses
from resolutions.reading.normalise import fold, norm_number, sentence_case
from resolutions.reading.paper import PaperLine

_TYPE = re.compile(
    r"(?P<type>постановление|решение|распоряжение|резолюция|приказ|выписка из (?:протокола|постановления|решения))"
    r"(?!\w)\s*(?P<rest>.*)",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"(?:№+|(?<!\w)N[oо]?\.?)\s*(?P<number>[0-9A-Za-zА-Яа-яЁё]+(?:\s?[-‐-―−/.]\s?[0-9A-Za-zА-Яа-яЁё]+)*)"
)
_NUMBER_SIGN = re.compile(r"№|(?<!\w)N(?!\w)")
_PLACE = re.compile(
    r"(?<!\w)(?:г\.|город|гор\.|пос\.|п\.|пгт\.?|село|с\.|станица|ст\.)\s?[А-ЯЁ][А-ЯЁа-яё-]+(?:\s[А-ЯЁ][А-ЯЁа-яё-]+){0,2}",
)
_TITLE = re.compile(r"[«\"]?(?:Об?|ОБ?|Обо|ОБО)\s+\S")
_SUPERIOR = re.compile(
    r"ФНПР|независимых\s+профсоюзов\s+России|^(?:Обще|Все)российск|^Профессиональный\s+союз", re.IGNORECASE
)
_REGIONAL = re.compile(
    r"област|краев|край|республик|городск|районн|территориальн|первичн|межрегион|региональн|округ", re.IGNORECASE
)
_LETTERHEAD = re.compile(
    r"@|www\.|https?:|\bтел\b|тел\.|факс|e-?mail|\bИНН\b|\bОГРН\b|\bул\.|\b\d{6}\b|\bКПП\b|^проект$|бланк|^приложение",
    re.IGNORECASE,
)
_MEETING = re.compile(r"заседани|пленум|сесси|протокол|созыв", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"(?:В\s(?:соответствии|целях|рамках|связи|ходе|истекшем)|С\sцелью|Заслушав|Рассмотрев|Обсудив|На\sосновании|Руководствуясь|"
    r"Учитывая|Во\sисполнение|Отмечая|Подчеркивая|Принимая\sво|Исходя)",
)
_OPEN_END = re.compile(r"(?:^|\s)(?:и|в|во|на|о|об|по|с|со|для|от|при|за|к|из|или|а)$", re.IGNORECASE)
_LONG = 160  # a line of the header is short; a longer one is text
_HEADER_LINES = 60


@dataclass(slots=True)
class Header:
    """What was printed before the text, and the indexes of the lines it took."""

    superior: str | None = None
    issuer: str | None = None
    body: str | None = None
    type_name: str | None = None
    number: dict[str, str] | None = None
    number_line: int | None = None
    date: PrintedDate | None = None
    date_line: int | None = None
    place: str | None = None
    title: str | None = None
    title_line: int | None = None
    end: int = 0  # index of the first line of the preamble
    names: list[list[str]] = field(default_factory=list)
    unplaced: list[int] = field(default_factory=list)


def read_header(lines: list[PaperLine], stop: int) -> Header:
    """Read the lines before the enacting clause until the preamble begins."""
    header = Header()
    index = seen = 0
    attach: str | None = None  # what the next line may continue: a name or the body
    while index < stop and seen < _HEADER_LINES:
        line = lines[index]
        if not line.text:
            index += 1
            continue
        words = line.heading
        if header.title is None and _TITLE.match(words) and _is_title(words, header):
            index = _read_title(header, lines, index, stop)
            seen += 1
            continue
        if _requisites(header, line):
            index, seen, attach = index + 1, seen + 1, None
            continue
        if header.title is not None or len(words) > _LONG or _PREAMBLE.match(words):
            break
        attach = _read_name(header, line, attach, index)
        index, seen = index + 1, seen + 1
    header.end = index
    _settle_title(header, lines, stop)
    _settle_names(header)
    return header


def _is_title(words: str, header: Header) -> bool:
    return len(words) <= 600 and (len(words) <= _LONG or not words.endswith(".") or header.date is not None)


# ---- requisites -------------------------------------------------------------------------------------------------


def _requisites(header: Header, line: PaperLine) -> bool:
    """Take type, date, number and place from a line that has nothing else on it."""
    words = line.heading
    found = _TYPE.match(words)
    if found and header.type_name is None:
        rest = found["rest"].strip(" .,")
        if not rest or _is_requisite_line(rest) or STARTS_WITH_BODY.match(rest) or _in_genitive(rest):
            header.type_name = sentence_case(found["type"])
            if rest and not _take(header, rest, line.number) and header.body is None:
                header.body = rest
            return True
    return _take(header, fold(line.raw), line.number)


def _is_requisite_line(words: str) -> bool:
    return bool(printed_date(words) or _NUMBER_SIGN.search(words) or _PLACE.search(words))


def _in_genitive(words: str) -> bool:
    first = words.split()[0]
    return first.isalpha() and "gent" in cases(first) and "nomn" not in cases(first)


def _take(header: Header, words: str, line_number: int) -> bool:
    """Take the requisites of a line out of it; if other words remain, the line is not one of requisites."""
    rest, day, number, place = words, printed_date(words), None, None
    if day:
        rest = words[: day.start] + " " + words[day.end :]
    if (number := NUMBER.search(rest)) is not None:
        rest = rest[: number.start()] + " " + rest[number.end() :]
    if (place := _PLACE.search(rest)) is not None:
        rest = rest[: place.start()] + " " + rest[place.end() :]
    town = place.group() if place else None
    left = re.sub(r"(?<!\w)от(?!\w)|№|[\W_]", " ", rest).split()
    if left and day and not place and len(left) <= 3 and _is_town(left):
        town, left = " ".join(left), []
    if left or not (day or number or place or _NUMBER_SIGN.search(words)):
        return False
    if day and header.date is None:
        header.date, header.date_line = day, line_number
    if number and header.number is None and number["number"].casefold() not in {"б", "бн", "б/н"}:
        header.number = {"raw": number["number"], "norm": norm_number(number["number"])}
        header.number_line = line_number
    if town and header.place is None:
        header.place = town
    return True


def _is_town(words: list[str]) -> bool:
    return all(word[:1].isupper() for word in words) and any("Geox" in parse.tag for parse in parses(words[0]))


# ---- names ------------------------------------------------------------------------------------------------------


def _read_name(header: Header, line: PaperLine, attach: str | None, index: int) -> str | None:
    words = line.heading
    if _LETTERHEAD.search(words):
        return attach
    if header.date or header.number or header.type_name:
        header.unplaced.append(index)
        return attach
    if STARTS_WITH_BODY.match(words) and header.body is None and "«" not in words.split()[0]:
        header.body = words
        return "body"
    if attach == "body" and _in_genitive(words):
        header.body = f"{header.body} {words}"
        return "body"
    if _MEETING.search(words):
        return attach
    header.names.append([words])
    return "name"


def _settle_names(header: Header) -> None:
    """Divide the names above the act into the superior association and the issuer."""
    names = [words for block in header.names for words in block]
    if len(names) > 1 and (is_acronym(names[0]) or (_SUPERIOR.search(names[0]) and not _REGIONAL.search(names[0]))):
        size = _size_of_superior(names)
        header.superior = " ".join(names[:size]) or None
        names = names[size:]
    header.issuer = " ".join(names) or None


def _size_of_superior(names: list[str]) -> int:
    """How many lines the superior's name takes: all before the line where a regional name begins."""
    if is_acronym(names[0]):
        return 1
    for place in range(1, len(names)):
        first = names[place].split()[0]
        if _REGIONAL.search(names[place]) and not (first.isalpha() and "nomn" not in cases(first)):
            return place
        if _SUPERIOR.search(names[0]) and "«" in names[place] and "«" in names[0]:
            return place
    return 0


# ---- title ------------------------------------------------------------------------------------------------------


def _read_title(header: Header, lines: list[PaperLine], index: int, stop: int) -> int:
    """Join the short ragged lines of a title; it ends at a blank line, a full stop or the first line of text."""
    parts = [lines[index].heading]
    longest = len(parts[0])
    header.title_line = lines[index].number
    gap = False
    index += 1
    while index < stop:
        line = lines[index]
        if not line.text:
            gap = True
            index += 1
            continue
        words = line.heading
        if not _continues(parts, words, longest, gap) or (not gap and _is_requisite_line(words) and len(words) < 60):
            break
        parts.append(words)
        longest, gap = max(longest, len(words)), False
        index += 1
    header.title = fold(" ".join(parts))
    return index


def _continues(parts: list[str], words: str, longest: int, gap: bool) -> bool:
    title = parts[-1]
    joined = " ".join(parts)
    quote_open = joined.count("«") > joined.count("»")
    if _PREAMBLE.match(words) or len(parts) >= 12:
        return False
    if len(words) > max(int(longest * 1.7), 60) and not quote_open:
        return False
    if gap:
        return (quote_open or bool(_OPEN_END.search(title))) and len(words) <= max(longest * 2, 60)
    if title.endswith((".", ":", ";")) and not quote_open:
        return False
    return not (words.endswith(".") and len(words) > 90 and words[:1].isupper())


def _settle_title(header: Header, lines: list[PaperLine], stop: int) -> None:
    """A title that does not begin with «О»: the first unplaced lines after number and date."""
    if header.title is not None or not header.unplaced:
        return
    header.title_line = lines[header.unplaced[0]].number
    block = [header.unplaced[0]]
    for index in header.unplaced[1:]:
        if index != block[-1] + 1:
            break
        block.append(index)
    header.title = fold(" ".join(lines[index].heading for index in block))
    header.end = block[-1] + 1
