"""What a careful secretary would ask about an act before it is registered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from documents.interchange import Warning
from resolutions.reading.dates import printed_date
from resolutions.reading.grammar import lemma, parses

_ALIAS = re.compile(r"\(\s*[-–—]?\s*далее\s*[-–—:]?\s*(?P<alias>[^()]{1,80})\)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?<!\w)(?P<noun>(?:Концепци|Стратеги|Доктрин|Методик|Регламент|Кодекс|Положени)\w*)\s+(?P<first>[а-яё]+)\s+(?P<second>[а-яё]+)"
)


def numbering_warning(code: str, line: int, words: str) -> Warning:
    """A doubt about the numbers of items in words."""
    message = {
        "numbering-gap": _("The number before item %(label)s is missing."),
        "label-duplicate": _("The number %(label)s is used twice."),
        "label-stray": _("The number %(label)s has no place: there is no text or no item above it."),
        "numbering-double": _("The item is numbered twice: “%(label)s”."),
        "depth-exceeded": _("Item %(label)s lies deeper than four levels."),
    }[code] % {"label": words}
    return Warning(code, message, line)


def in_order(warnings: Iterable[Warning]) -> list[Warning]:
    """The warnings by line, the same doubt about the same line only once."""
    found: dict[tuple[str, str, int | None], Warning] = {}
    for warning in warnings:
        found.setdefault((warning.code, warning.message, warning.line), warning)
    return sorted(found.values(), key=lambda warning: warning.line or 0)


def impossible_date(words: str, line: int | None) -> Warning:
    """A day no calendar has, such as 31.02.2025."""
    return Warning("date-impossible", _("There is no such day: %(date)s.") % {"date": words}, line)


def impossible_dates(paragraphs: Iterable[tuple[int, str]]) -> Iterator[Warning]:
    """Every date in the text that no calendar has, but for those read as deadlines already."""
    for line, text in paragraphs:
        start = 0
        while (day := printed_date(text, start)) is not None:
            start = day.end
            before = text[max(0, day.start - 12) : day.start].rstrip().lower()
            if day.day is None and not before.endswith(("до", "позднее")):
                yield impossible_date(day.words.strip(), line)


def unbalanced_quotes(paragraphs: Iterable[tuple[int, str]]) -> list[Warning]:
    """A paragraph that opens more quotation marks than it closes, or the other way round."""
    message = _("Quotation marks are not in pairs.")
    return [
        Warning("quotes-unbalanced", message, line) for line, text in paragraphs if text.count("«") != text.count("»")
    ]


def two_names(paragraphs: Iterable[tuple[int, str]]) -> list[Warning]:
    """One document under two names: «Концепция информационной политики» and «… информационной деятельности»."""
    known: dict[tuple[str, str], tuple[str, str]] = {}
    found: list[Warning] = []
    for line, text in paragraphs:
        for name in _NAMED.finditer(text):
            key = (lemma(name["noun"]), lemma(name["first"]))
            second = lemma(name["second"])
            if key not in known:
                known[key] = (second, name.group())
            elif known[key][0] != second and not any(warning.line == line for warning in found):
                message = _("Two names for one document? “%(first)s” and “%(second)s”.")
                found.append(Warning("names-differ", message % {"first": known[key][1], "second": name.group()}, line))
    return found


def _words_before(text: str, end: int) -> list[str]:
    return re.findall(r"\w+", text[max(0, end - 800) : end])[-60:]


def alias_mismatch(paragraphs: Iterable[tuple[int, str]]) -> list[Warning]:
    """An alias in another number than the word it stands for: «программу … (далее - Программы)»."""
    found = []
    for line, text in paragraphs:
        for alias in _ALIAS.finditer(text):
            words = alias["alias"].strip()
            if not words.isalpha() or words.isupper():
                continue
            numbers = {str(parse.tag.number) for parse in parses(words) if parse.tag.case == "nomn"}
            named = next((w for w in _words_before(text, alias.start()) if lemma(w) == lemma(words)), None)
            if named is None or not numbers:
                continue
            meant = {str(parse.tag.number) for parse in parses(named)}
            if not numbers & meant and parses(named)[0].tag.number != "plur":
                message = _("The short name “%(alias)s” does not match “%(word)s”.")
                found.append(Warning("alias-mismatch", message % {"alias": words, "word": named}, line))
    return found
