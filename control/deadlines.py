"""What by when: the author's words of a term read as calendar days, and never a day the words do not support.

The forms and their meaning are those of the secretariat: «до» is inclusive; a month, quarter or year is due on its
last calendar day; a year that is not written is that of the plan, else of the date of the act. Working days need the
working calendar, which is not here: «в течение 5 рабочих дней» is by_event.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from control import deadline_periods as periods
from control.deadline_cells import bare_length, day_runs, names_event, recurring_noun
from control.deadline_clauses import Clauses
from control.deadline_counted import counted
from control.deadline_sentences import CONNECTORS, NAMES_TIME, Sentence
from control.deadline_value import Context, Deadline, DeadlineKind
from control.deadline_words import SPEAKS_OF_TIME, Token, tokens

__all__ = ["Deadline", "DeadlineKind", "read_deadline"]

_VOCABULARY = CONNECTORS | NAMES_TIME | {"heading", "bracket"}
_READ_LENGTH = 10_000  # no item of an act is longer; what stands beyond is not one sentence
_NOTHING = Deadline("", DeadlineKind.UNSPECIFIED)


@lru_cache(maxsize=4096)  # the same words are read the same, and every page of an act reads all of its terms
def read_deadline(
    text: str, *, act_date: date | None = None, plan_start: date | None = None, plan_end: date | None = None
) -> Deadline:
    """Read a phrase such as «II квартал», or find the term in a sentence; without words of a term, raw is empty."""
    text = " ".join(str(text or "")[:_READ_LENGTH].split())
    clauses = Clauses(text)
    if not text or not SPEAKS_OF_TIME.search(text):
        return Deadline(text, DeadlineKind.BY_EVENT) if names_event(clauses) else _NOTHING
    context = Context(act_date, plan_start, plan_end)
    words = list(tokens(clauses.text))
    if all(word.kind in _VOCABULARY for word in words):
        words = list(tokens(text))  # «05» мая: here the quotation marks belong to the day
        if found := _make(text, words, context):
            return found
    return _cell(text, words, clauses, context) or _sentence(text, words, clauses, context) or _NOTHING


def _cell(text: str, words: list[Token], clauses: Clauses, context: Context) -> Deadline | None:
    """A cell of a plan: an event, a term with a remark, or the name of a measure that comes again."""
    if names_event(clauses, anchored=any(word.kind in periods.RECURRENCES | _DEFINITE for word in words)):
        return Deadline(text, DeadlineKind.BY_EVENT)
    if bare := bare_length(text):
        kind, *days = counted(bare, context)
        return Deadline(text.rstrip("."), kind, *days)
    if runs := day_runs(clauses, words, _VOCABULARY):
        return _make(text, runs, context)
    if word := recurring_noun(clauses, words):
        return _make(text, [word], context)
    return None


_DEFINITE = {"date", "iso", "day", "days", "dayspan", "dayspans", "numspan", "nthday", "weekday", "term", "event_term"}
_DEFINITE |= {"end_of", "open"}


def _sentence(text: str, words: list[Token], clauses: Clauses, context: Context) -> Deadline | None:
    """The most definite term of the sentence: a day before a span, a span before «постоянно»."""
    sentence = Sentence(text, words, clauses, context)
    for run in sentence.runs():
        if found := _make(text, run, context):
            return found
    if (event := sentence.event()) is not None:
        return Deadline(text[event[0] : event[1]], DeadlineKind.BY_EVENT)
    return None


def _make(text: str, words: Sequence[Token], context: Context) -> Deadline | None:
    """The value of a run of words, with the words as they stand in the text; an impossible day gives no date."""
    words = _trimmed(words)
    if not words:
        return None
    raw = _in_brackets(text, words[0].start, words[-1].end)
    try:
        reading = periods.read(words, context)
    except periods.Impossible:
        return Deadline(raw, DeadlineKind.UNSPECIFIED)
    return Deadline(raw, *reading) if reading else None


def _in_brackets(text: str, start: int, end: int) -> str:
    """The words with the brackets that belong to them: «ежегодно (март, октябрь)», «(до 1 мая), отчёт (до 1 июня)»."""
    raw = text[start:end]
    opens, closes = raw.count("(") > raw.count(")"), raw.count(")") > raw.count("(")
    crossed = 0 <= raw.find(")") < raw.find("(")
    if (opens or crossed) and text[end : end + 1] == ")":
        end += 1
    if (closes or crossed) and text[:start].endswith("("):
        start -= 1
    raw = text[start:end]
    return raw if raw.count("(") == raw.count(")") else raw.strip("() ")


def _trimmed(words: Sequence[Token]) -> Sequence[Token]:
    first, last = 0, len(words)
    while first < last and words[first].kind in {"comma", "also", "dash", "bracket", "stop", "heading"}:
        first += 1
    while last > first and words[last - 1].kind in {"bracket", *CONNECTORS} - {"inclusive", "this", "year_after"}:
        last -= 1
    return words[first:last]
