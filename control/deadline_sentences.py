"""Where a sentence speaks of its term, among dates of cited acts, periods in titles and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from control import deadline_periods as periods
from control.deadline_clauses import Clauses
from control.deadline_points import POINTS
from control.deadline_recurring import RECURRENCES
from control.deadline_value import Context
from control.deadline_words import Token

CONNECTORS = {"dash", "comma", "also", "since", "not_before", "through", "until", "within", "during", "inclusive"}
CONNECTORS |= {"this", "end_of", "in_period", "year_after", "clock", "stop"}
NAMES_TIME = POINTS | RECURRENCES | {"term", "event_term", "open", "often", "daynum", "soon", "meeting", "school"}

_LONGEST_RUN = 40  # words; a longer one is a table that lost its rows
_YEARS = {"year", "relative_year", "yearspan"}
_NAMED_PERIOD = re.compile(r"\b(?:(?:за|на)\s+период|за|на)\s*$", re.IGNORECASE)
_DESCRIBES = re.compile(
    r"\s*\w+(?:ем|им|ющ|ящ|вш|анн|енн)(?:ый|ая|ое|ые|ого|ой|ых|ому|ую|ым|ыми|ом|ий|их|его|ему|ими|ем|ее|ие)(?!\w)",
    re.IGNORECASE,
)
_CITED = re.compile(r"(?:\bот|№|\bс|\bза|\bпо|,)\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*№")
_HOLIDAY = re.compile(
    r"(?:1\s?мая|9\s?мая|8\s?марта|23\s?февраля|12\s?июня|4\s?ноября|7\s?ноября|1\s?января)", re.IGNORECASE
)
_AFTER_EVENT = re.compile(
    r"(?<!\w)(?:после\s(?:\w+(?:ых|их|ого|ой|его)\s)?(?:\w+(?:ния|тия|чи|ки)|\w*собрани[йя]|конференции|пленума|съезда|заседания)"
    r"|по\s(?:окончании|завершении)\s\w+"
    r"|по\sитогам\s(?:отчетного\s)?(?:месяца|квартала|полугодия|года))(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Anchor:
    """A run of words that may be the term; the lighter, the more definite."""

    weight: int
    words: list[Token]
    is_custom: bool = False  # of a sentence that tells what is done anyway

    @property
    def is_simple(self) -> bool:
        """Whether it names days of the calendar and nothing else."""
        return all(word.kind in POINTS | CONNECTORS | {"heading", "daynum"} for word in self.words)

    @property
    def recurs(self) -> bool:
        return any(word.kind in RECURRENCES for word in self.words)

    @property
    def has_year(self) -> bool:
        return any(word.kind in _YEARS | {"date", "iso", "numspan", "nummonth"} for word in self.words)


class Sentence:
    """A text in which the words of a term stand among other words."""

    def __init__(self, text: str, words: list[Token], clauses: Clauses, context: Context):
        self.text, self.words, self.clauses, self.context = text, words, clauses, context

    def runs(self) -> list[list[Token]]:
        """The runs that may be the term, the most definite first; days of one sentence belong together."""
        if self.clauses.is_title:
            return []
        anchors = list(self._anchors())
        days = [anchor for anchor in anchors if anchor.weight == 0 and anchor.is_simple]
        again = [anchor for anchor in anchors if anchor.recurs and anchor.weight == 1]
        if not days:  # «ежегодно проводится» is a custom, «ежегодно проводится до 1 мая» a rule
            anchors = [anchor for anchor in anchors if not anchor.is_custom]
        runs = []
        if again and days and not any(day.has_year for day in days):
            runs.append(_joined([*again[:1], *days]))
        if len(days) > 1:
            runs.append(_joined(days))
        return runs + [anchor.words for anchor in sorted(anchors, key=lambda anchor: anchor.weight)]

    def event(self) -> tuple[int, int] | None:
        """«после проведения собраний представить протокол»: where the words of the event stand."""
        for found in _AFTER_EVENT.finditer(self.clauses.text):
            if self.clauses.at(found.start()).order_for(found.start()) is not None:
                return found.span()
        return None

    def _anchors(self) -> Iterator[Anchor]:
        place = 0
        while place < len(self.words):
            end = place + 1
            if self.words[place].kind in CONNECTORS | NAMES_TIME | {"heading"}:
                while end < len(self.words) and end - place < _LONGEST_RUN and self._goes_on(end):
                    end += 1
            weight = self._weight(place, self.words[place:end])
            if weight is None or self._is_told(place, weight):
                place += 1
                continue
            run = self.words[place:end]
            clause = self.clauses.at(run[0].start)
            rule = (
                any(word.kind in {"until", "daynum"} for word in run) or self.text[run[0].start :][:3].lower() == "не "
            )
            yield Anchor(weight, run, weight > 0 and clause.tells_a_custom and not rule)
            place = end

    def _goes_on(self, place: int) -> bool:
        """Whether the run goes on; «до 1 мая, постоянно информировать» are two."""
        word = self.words[place]
        if word.kind in {"open", "soon"} and self.words[place - 1].kind in {"comma", "also"}:
            return False
        return word.kind in CONNECTORS | NAMES_TIME and word.kind != "stop"

    def _is_told(self, place: int, weight: int) -> bool:
        start = self.words[place].start
        clause = self.clauses.at(start)
        if clause.tells_a_fact or clause.tells_validity or clause.forbids(start) or self.clauses.only_noted(start):
            return True
        return weight <= 2 and self.words[place].kind != "heading" and self.clauses.describes_by_day(start)

    def _weight(self, place: int, run: list[Token]) -> int | None:
        word = self.words[place]
        following = [*[each.kind for each in run[1:] if each.kind != "clock"][:2], "", ""]
        match word.kind:
            case "heading":
                return 0 if following[0] in NAMES_TIME | {"until", "end_of", "during", "since", "within"} else None
            case "until":
                return self._until(word, run, following)
            case "end_of":
                if following[0] == "school":
                    return 3
                return 0 if following[0] in POINTS | {"this"} else None
            case "in_period" | "since":
                named = _NAMED_PERIOD.search(self.text, max(0, word.start - 12), word.start)
                spans = _spans(run[1:] if word.kind == "since" else run[2:])
                noted = all(each.kind in CONNECTORS | _YEARS for each in run) and self._takes_note(word)
                return None if named or noted or not spans else 0
            case "dayspan" | "dayspans" | "numspan":
                return None if _NAMED_PERIOD.search(self.text, max(0, word.start - 12), word.start) else 0
            case "daynum" | "event_term" | "term" | "meeting":
                return 0
            case "during":
                return 3 if following[0] == "school" else 1 if following[0] in POINTS | {"this"} else None
            case "monthly" | "quarterly" | "half_yearly" | "yearly":
                return None if self._describes(word) or self._takes_note(word) else 1
            case "within" | "season":
                return 2 if self._ahead(run) else None
            case "nthday":
                return 1 if word.get("unit") and not word.get("this") else None
            case "day" if self._beside_a_feast(word, run):
                return 0
            case "day" | "date" | "iso":
                return 2 if self._held_on(word, run) else None
            case "soon":
                return 3
            case "open":
                return None if word.get("weak") or self._describes(word) or self._takes_note(word) else 4
            case "often":
                return None if self._describes(word) or self._takes_note(word) else 4
        return None

    def _until(self, word: Token, run: list[Token], following: list[str]) -> int | None:
        if following[0] in _YEARS:
            return 0 if word.get("strong") else None
        if following[0] == "day" and following[1] not in _YEARS and self.text[word.start].lower() == "к":
            point = next(each for each in run if each.kind == "day")
            printed = self.text[point.start : point.end]
            if _HOLIDAY.fullmatch(printed):  # «к 1 Мая» is a holiday, «к 1 мая 2023 года» a term
                return None
        if following[0] == "weekday" and following[1] not in POINTS and run[1].get("w").startswith("сред"):
            return None  # «привыкнуть к среде»
        return 0 if following[0] in POINTS or following[0] == "end_of" else None

    def _beside_a_feast(self, word: Token, run: list[Token]) -> bool:
        """«ежегодно ко Дню охраны труда (28 апреля)»: the day in brackets is that of every year."""
        in_brackets = self.text[: word.start].endswith("(") and self.text[run[-1].end :].startswith(")")
        return in_brackets and any(each.kind == "yearly" for each in self.words)

    def _describes(self, word: Token) -> bool:
        return _DESCRIBES.match(self.clauses.text, word.end) is not None

    def _takes_note(self, word: Token) -> bool:
        return self.clauses.at(word.start).takes_note(word.start)

    def _held_on(self, word: Token, run: list[Token]) -> bool:
        """«Провести 15 мая 2026 года», «назначить на 20 апреля 2026 года»: the day itself is the term."""
        clause = self.clauses.at(word.start)
        written = word.kind != "day" or (len(run) > 1 and run[1].kind in {"year", "relative_year"})
        if not written or not clause.holds_meeting(word.start):
            return False
        if _CITED.search(self.text, max(0, word.start - 4), word.start) or _NUMBERED.match(self.text, run[-1].end):
            return False
        return self._not_passed(run)

    def _ahead(self, run: list[Token]) -> bool:
        """«в мае 2023 года» is a term when it is ordered and not over; otherwise it may tell a fact."""
        words = [word for word in run if word.kind in POINTS | {"dash", "comma", "also", "within"}]
        points = [word for word in words if word.kind in POINTS]
        first = run[1] if run[0].kind == "within" and len(run) > 1 else run[0]
        if not points or points[0] is not first:
            return False
        if first.kind == "weekday" and len(points) == 1:
            return False  # «в среду» of nobody knows which week
        place = run[0].start
        clause = self.clauses.at(place)
        if clause.takes_note(place) or not self._not_passed(words):
            return False
        begins_ahead = self._begins_ahead(words)
        if any(word.kind in _YEARS | {"nummonth"} for word in points) and begins_ahead:
            return True
        if clause.order_for(place) is None or clause.retells(place):
            return False
        only_years = all(word.kind in _YEARS for word in points)
        return not only_years or self.context.act_date is not None

    def _not_passed(self, words: list[Token]) -> bool:
        reading = self._reading(words)
        day = self.context.act_date
        return reading is not None and (day is None or reading[2] is None or reading[2] >= day)

    def _begins_ahead(self, words: list[Token]) -> bool:
        reading, day = self._reading(words), self.context.act_date
        return bool(reading and reading[1] and day and reading[1] > day)

    def _reading(self, words):
        try:
            return periods.read(words, self.context)
        except periods.Impossible:
            return None


def _spans(words: list[Token]) -> bool:
    """«с 1 марта по 30 мая»: two points and a word between them; «с I по III квартал» is one word."""
    run = [word.kind for word in words[:5]]
    joint = next((at for at, kind in enumerate(run) if kind in {"through", "until", "dash"}), 0)
    if joint > 0 and len(run) > joint + 1 and all(kind in POINTS for kind in (*run[:joint], run[joint + 1])):
        return True
    return (
        bool(words)
        and words[0].kind in {"dayspan", "dayspans", "quarter", "half"}
        and (words[0].kind.startswith("dayspan") or any(sign in words[0].get("list") for sign in ("-", "по")))
    )


def _joined(anchors: list[Anchor]) -> list[Token]:
    """The words of several anchors in the order of the text; what stands between them is left out."""
    words = []
    for anchor in sorted(anchors, key=lambda each: each.words[0].start):
        words += anchor.words
        while words and words[-1].kind in CONNECTORS - {"inclusive", "this", "year_after"}:
            words.pop()
        words.append(_comma(anchor.words[-1]))
    return words[:-1]


def _comma(word: Token) -> Token:
    return Token("comma", word.end, word.end, word.match)
