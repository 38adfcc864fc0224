"""What by when: the author's words of a term read as calendar days, and never a day the words do not support.

The forms and their meaning are those of the secretariat: «до» is inclusive; a month, quarter or year is due on its
last calendar day; a year that is not written is that of the plan, else of the date of the act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from control import deadline_periods as periods
from control.deadline_value import Context, Deadline, DeadlineKind
from control.deadline_words import SPEAKS_OF_TIME, Token, comparable, tokens

__all__ = ["Deadline", "DeadlineKind", "read_deadline"]

_CONNECTORS = {"dash", "comma", "also", "since", "through", "until", "within", "during", "inclusive"}
_CONNECTORS |= {"this", "end_of", "stop"}
_NAMES_TIME = (
    periods.POINTS | periods.RECURRENCES | {"term", "event_term", "open", "often", "daynum", "soon", "meeting"}
)
_VOCABULARY = _CONNECTORS | _NAMES_TIME | {"heading", "bracket"}

# A cell of a plan may name an event instead of a day. Inside a sentence the same words are only circumstances.
_EVENT = re.compile(
    r"(?:по\s+(?:отдельн\w+\s+|утвержденн\w+\s+|ежегодн\w+\s+)?(?:план|график|согласовани|приглашени|запрос|заявк|итог|окончани|завершени|факту|"
    r"результат|положени|решени|расписани|срок|назначени|поручени)"
    r"|согласно|в\s+соответствии\s+с|во\s+время|в\s+ходе|в\s+период|в\s+день|в\s+дни|в\s+рамках|в\s+установленн\w+\s+срок|в\s+сроки"
    r"|после|перед|накануне|при\s+(?:проведени|подготовк|поступлени|наличи|создани|вступлени|принятии)"
    r"|(?:к|ко|до)\s+(?:съезд|пленум|заседани|конференци|собрани|юбиле|годовщин|дню|дня|начал|проведени|заверш|окончани|выбор|отч[её]т)"
    r"|на\s+(?:заседани|пленум|конференци|съезд|собрани|совещани|очередн)|за\s+\d+\s+(?:\w+\s+)?дн|с\s+момента|со\s+дня)",
    re.IGNORECASE,
)
_EVENT_LENGTH = 200  # longer words are a sentence, not a cell
_CELL_LENGTH = 80
_READ_LENGTH = 10_000  # no item of an act is longer; what stands beyond is not one sentence

_QUOTED = re.compile(r"«[^«»]{3,}»|\"[^\"]{3,}\"|“[^“”]{3,}”")
_NAMED_PERIOD = re.compile(r"(?:период\w*|за|на)$", re.IGNORECASE)
_DESCRIBES = re.compile(
    r"\s*\w+(?:ем|им|ющ|ящ|вш|анн|енн)(?:ый|ая|ое|ые|ого|ой|ых|ому|ую|ым|ыми|ом|ий|их|его|ему|ими|ем|ее|ие)(?!\w)",
    re.IGNORECASE,
)


def read_deadline(
    text: str, *, act_date: date | None = None, plan_start: date | None = None, plan_end: date | None = None
) -> Deadline:
    """Read a phrase such as «II квартал», or find the term in a sentence; without words of a term, raw is empty."""
    text = " ".join(str(text or "")[:_READ_LENGTH].split())
    nothing = Deadline("", DeadlineKind.UNSPECIFIED)
    if not text or not SPEAKS_OF_TIME.search(text):
        return nothing if not _EVENT.match(text) else _event(text)
    context = Context(act_date, plan_start, plan_end)
    words = list(tokens(_without_quotations(text)))
    return _phrase(text, words, context) or _sentence(text, words, context) or nothing


def _without_quotations(text: str) -> str:
    """The text with the words inside quotation marks blanked: a title may carry a date, but never a term."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)


def _event(text: str) -> Deadline:
    if len(text) > _EVENT_LENGTH:
        return Deadline("", DeadlineKind.UNSPECIFIED)
    return Deadline(text, DeadlineKind.BY_EVENT)


def _make(text: str, words: Sequence[Token], context: Context) -> Deadline | None:
    """The value of a run of words, with the words as they stand in the text; an impossible day gives no date."""
    words = _trimmed(words)
    if not words:
        return None
    raw = _without_bracket(text[words[0].start : words[-1].end])
    try:
        reading = periods.read(words, context)
    except periods.Impossible:
        return Deadline(raw, DeadlineKind.UNSPECIFIED)
    return Deadline(raw, *reading) if reading else None


def _without_bracket(raw: str) -> str:
    return raw if raw.count("(") == raw.count(")") else raw.strip("() ")


def _trimmed(words: Sequence[Token]) -> Sequence[Token]:
    first, last = 0, len(words)
    while first < last and words[first].kind in {"comma", "also", "dash", "bracket", "stop", "heading"}:
        first += 1
    while last > first and words[last - 1].kind in {"bracket", *_CONNECTORS} - {"inclusive", "this"}:
        last -= 1
    return words[first:last]


# ---- a phrase: every word speaks of time ------------------------------------------------------------------------


def _phrase(text: str, words: list[Token], context: Context) -> Deadline | None:
    if all(word.kind in _VOCABULARY for word in words):
        found = _make(text, words, context)
        if found:
            return found
    opening = comparable(text).lstrip(' («"-:')
    if _EVENT.match(opening) and len(text) <= _EVENT_LENGTH and not _anchored(words):
        return _event(text)
    if len(text) <= _CELL_LENGTH:
        return _opening(text, words, context)
    return None


def _anchored(words: list[Token]) -> bool:
    return any(word.kind in {"date", "day", "term", "event_term", "end_of", *periods.RECURRENCES} for word in words)


def _opening(text: str, words: list[Token], context: Context) -> Deadline | None:
    """«апрель 2022, по согласованию»: a cell may begin with its term and go on with a remark."""
    end = next((place for place, word in enumerate(words) if word.kind not in _VOCABULARY), len(words))
    run = words[:end]
    while run and run[-1].kind in _CONNECTORS - {"comma", "dash", "stop", "inclusive"}:
        run = run[:-1]  # the preposition belongs to the remark
    if (
        not run
        or run[-1].kind not in {"comma", "dash", "bracket", "stop"}
        or run[0].kind not in periods.POINTS - {"year", "relative_year"}
    ):
        return None
    return _make(text, run, context)


# ---- a sentence: the term stands among other words --------------------------------------------------------------


def _sentence(text: str, words: list[Token], context: Context) -> Deadline | None:
    """The most definite term of the sentence: a day before a span, a span before «постоянно»."""
    best: tuple[int, Deadline] | None = None
    for weight, run in _anchors(text, words, context):
        if best and best[0] <= weight:
            continue
        found = _make(text, run, context)
        if found:
            best = (weight, found)
            if weight == 0:
                break
    return best[1] if best else None


def _anchors(text: str, words: list[Token], context: Context) -> Iterator[tuple[int, list[Token]]]:
    """Where a sentence begins to speak of a term; facts, periods in titles and dates of cited acts are passed over."""
    place = 0
    while place < len(words):
        weight = _weight(text, words, place, context)
        if weight is None:
            place += 1
            continue
        end = place + 1
        while end < len(words) and words[end].kind in _CONNECTORS | _NAMES_TIME and words[end].kind != "stop":
            end += 1
        yield weight, words[place:end]
        place = end


def _weight(text: str, words: list[Token], place: int, context: Context) -> int | None:
    word = words[place]
    following = [words[at].kind if at < len(words) else "" for at in (place + 1, place + 2)]
    match word.kind:
        case "heading":
            return 0 if following[0] in _NAMES_TIME | {"until", "end_of", "during", "since", "within"} else None
        case "until":
            if following[0] in {"year", "relative_year"}:
                return 0 if word.get("strong") else None
            if text[word.start].lower() == "к":  # «к 1 Мая» is a holiday, «к 1 мая 2023 года» a term
                return 0 if following[0] == "date" or following in (["day", "year"], ["day", "relative_year"]) else None
            return 0 if following[0] in periods.POINTS else None
        case "end_of":
            return 0 if following[0] in periods.POINTS | {"this"} else None
        case "since":
            named = _NAMED_PERIOD.search(text[max(0, word.start - 12) : word.start].rstrip())
            return None if named or not _spans(words, place) else 0
        case "dayspan" | "daynum" | "event_term" | "term" | "meeting":
            named = word.kind == "dayspan" and _NAMED_PERIOD.search(text[max(0, word.start - 12) : word.start].rstrip())
            return None if named else 0
        case "during":
            return 1 if following[0] in periods.POINTS | {"this"} else None
        case "monthly" | "quarterly" | "half_yearly" | "yearly":
            return None if _DESCRIBES.match(comparable(text), word.end) else 1
        case "within":
            return 2 if _ahead(words, place, context) else None
        case "soon":
            return 3
        case "open":
            weak = word.get("weak") or _DESCRIBES.match(comparable(text), word.end)
            return None if weak else 4
    return None


def _spans(words: list[Token], place: int) -> bool:
    """«с 1 марта по 30 мая»: two points and a word between them."""
    run = [word.kind for word in words[place + 1 : place + 6]]
    joint = next((at for at, kind in enumerate(run) if kind in {"through", "until", "dash"}), 0)
    return joint > 0 and len(run) > joint + 1 and all(kind in periods.POINTS for kind in (*run[:joint], run[joint + 1]))


def _ahead(words: list[Token], place: int, context: Context) -> bool:
    """«в мае 2023 года» is a term only when it begins after the date of the act; otherwise it may tell a fact."""
    run = []
    for word in words[place + 1 : place + 4]:
        if word.kind not in {"month", "quarter", "half", "year"}:
            break
        run.append(word)
    if context.act_date is None or not any(word.kind == "year" for word in run):
        return False
    try:
        reading = periods.read(run, context)
    except periods.Impossible:
        return False
    return bool(reading and reading[1] and reading[1] > context.act_date)
