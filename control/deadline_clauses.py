"""What a sentence does: whether it orders something, tells a fact, takes note of one, or is a title.

The same words are a term in «провести до 1 мая» and a fact in «до 1 мая проведено», so the verbs decide.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from control.deadline_words import comparable

_FLAGS = re.IGNORECASE
QUOTED = re.compile(r"«(?=[^«»]*[^\W_])[^«»]{3,}»|\"[^\"]{3,}\"|“[^“”]{3,}”")
_RELATIVE = re.compile(r",\s(?:\w+\s){0,2}котор\w+\s[^,;.]*[,;.]?", _FLAGS)
_BREAK = re.compile(r";|,\s(?:что|чтобы)\s|(?<!\w[гп])(?<!гг)(?<! [А-ЯЁ])[.!?](?=\s+[«\"(]?[А-ЯЁ])")

_INFINITIVE = re.compile(
    r"(?<![\w-])(?!(?:печать|память|пять|девять|десять|сеть|почти|пути|мать)\b)\w*"
    r"(?:[аеиоуыя]ть|вести|нести|йти|везти|расти|влечь|мочь|беречь|стичь)(?:ся|сь)?(?![\w-])",
    _FLAGS,
)
_NOUNS = (
    r"(?:\w*(?:отдел|раздел|предел|недел|цел|модел|дел|правил|сил|журнал|филиал|канал|персонал|портал|потенциал|материал"
    r"|капитал|квартал|сигнал|зал|вокзал|профил|стил|автомобил|мобил|начал|финал|сериал|членов|орган|план|член|обмен"
    r"|замен|отмен|охран|стран|цен|экзамен|смен|экран|ветеран|граждан|горожан|стен|иван|степан|курган|семен"
    r"|каникул|модул|формул|титул|школ|стол|протокол|(?<!вы)(?<!ис)(?<!за)пол|футбол|волейбол|комсомол|узел|сел|тел|мал|мыл|крыл|около|дол"
    r"|рол|вол|светлан|елен|рязан)\w{0,3}|\w*тели)"
)
_PAST = re.compile(
    rf"(?<![\w-])(?!{_NOUNS}(?!\w))\w+"
    r"(?:[аеиоуыя]л(?:а|о|и)?(?:ся|сь)?|ш[е]?л(?:а|о|и)?(?:ся|сь)?|[аея]н(?:а|о|ы)?|(?:приня|взя|нача|откры|закры|достигну)т(?:а|о|ы)?|(?:рос|спас|нес|вез)л(?:а|о|и)?(?:сь)?)"
    r"(?![\w-])",
    _FLAGS,
)
_PRESENT = re.compile(
    r"(?<![\w-])\w{2,}(?:ится|ется|утся|ются|ятся|атся|[аяую]ет|[аяую]ют|одит|одят|оит|оят)(?![\w-])", _FLAGS
)
_TOLD = re.compile(r",\sчто\s", _FLAGS)
_VALID = re.compile(r"(?<!\w)(?:действу(?:ет|ют)|составля(?:ет|ют)|истека(?:ет|ют)|сохраня(?:ет|ют)ся)(?!\w)", _FLAGS)
_TAKES_NOTE = re.compile(
    r"(?:принять\s+к\s+сведению|отметить|признать|считать|одобрить|утвердить|констатировать|поддержать|поздравить"
    r"|выразить|наградить|премировать|снять\s+с\s+контроля|утратившим|избрать|отменить)\b",
    _FLAGS,
)
_TITLE = re.compile(r"\W*(?:об?|обо)\s", _FLAGS)
# A participle right before a day, or opening a turn of phrase after a comma, describes a thing by its day.
_ENDING = r"(?:ий|ый|ая|яя|ее|ое|ие|ые|его|ого|ей|ой|их|ых|юю|ую|ими|ыми|ем|ом)"
_DATIVE = r"(?:им|ым|ему|ому)"
_STEM = (
    r"(?!заинтересован|уполномоченн|доверенн|постоянн|следующ|предыдущ|общ|настоящ|ведущ|будущ|вышестоящ|нижестоящ)"
    r"(?:\w{2,}(?:(?<!с)(?:вш|едш|ющ|ящ|ущ|ащ)|[аяуюе]ем|(?<!ств)(?<!м)(?<!тр)[еая]нн)|\w*(?:приня|взя|нача|откры|закры)т)"
)
_DESCRIBES_BY_DAY = re.compile(
    rf"(?:(?<!\w){_STEM}{_ENDING}(?:ся)?\s*|,\s*(?:не\s)?{_STEM}(?:{_ENDING}|{_DATIVE})(?:ся)?\s+(?:[\w-]+\s+){{0,3}})$",
    _FLAGS,
)
_RETELLS = re.compile(
    r"\b(?:опыт|итог|результат|отчет|информаци|сведени|работ|деятельност|доклад|выполнени|исполнени|план|программ|концепци"
    r"|смет|мероприятия)\w*\s",
    _FLAGS,
)
_HOLDS = re.compile(r"\b(?:провести|созвать|собрать|организовать|назначить|перенести|открыть|выйти)\b", _FLAGS)

_FORBIDS = re.compile(r"(?<!\w)не\s(?!допустить)\w+$", _FLAGS)


@dataclass(frozen=True)
class Clause:
    """A part of a text that has verbs of its own."""

    text: str
    start: int
    end: int

    @cached_property
    def orders(self) -> list[re.Match[str]]:
        """What is to be done, but for verbs that only take note."""
        return [verb for verb in self._infinitives if not _TAKES_NOTE.match(self.text, verb.start())]

    @cached_property
    def _infinitives(self) -> list[re.Match[str]]:
        return list(_INFINITIVE.finditer(self.text, self.start, self.end))

    @cached_property
    def tells_a_fact(self) -> bool:
        """Whether it says what was done, and orders nothing."""
        return not self._infinitives and bool(_PAST.search(self.text, self.start, self.end))

    @cached_property
    def tells_a_custom(self) -> bool:
        """«Ежегодно проводится конкурс»: what is done anyway."""
        return not self._infinitives and bool(_PRESENT.search(self.text, self.start, self.end))

    @cached_property
    def tells_validity(self) -> bool:
        """«Соглашение действует до 31 декабря»: nobody has to do anything by that day."""
        return not self._infinitives and bool(_VALID.search(self.text, self.start, self.end))

    @property
    def verbs(self) -> list[re.Match[str]]:
        """All that is to be done, taking note included."""
        return self._infinitives

    def order_for(self, place: int) -> re.Match[str] | None:
        """The order the words at the place belong to: the last verb before them, else the first after."""
        before = [verb for verb in self._infinitives if verb.start() < place]
        verb = before[-1] if before else next(iter(self._infinitives), None)
        return verb if verb is not None and verb in self.orders else None

    def takes_note(self, place: int) -> bool:
        """Whether the words at the place belong to «отметить», «утвердить»."""
        return bool(self._infinitives) and self.order_for(place) is None

    def forbids(self, place: int) -> bool:
        """«Не проводить собраний до 1 июня»: until when something is forbidden is no term of doing it."""
        verb = self.order_for(place)
        return verb is not None and bool(_FORBIDS.search(self.text, 0, verb.end()))

    def holds_meeting(self, place: int) -> bool:
        """Whether the verb before the place is one of holding something on a day."""
        verb = self.order_for(place)
        return verb is not None and verb.start() < place and bool(_HOLDS.match(self.text, verb.start()))

    def retells(self, place: int) -> bool:
        """«обобщить опыт работы в 2026 году»: between the order and the words stands what they describe."""
        verb = self.order_for(place)
        start = verb.end() if verb is not None and verb.end() < place else self.start
        return bool(_RETELLS.search(self.text, start, place))


class Clauses:
    """A text cut into clauses, with quotations and relative clauses blanked: a title may carry a date, but no term."""

    def __init__(self, text: str):
        blank = QUOTED.sub(lambda found: " " * len(found.group()), comparable(text))
        self.text = _RELATIVE.sub(lambda found: "," + " " * (len(found.group()) - 2) + found.group()[-1], blank)
        ends = [found.start() for found in _BREAK.finditer(self.text)]
        self._starts = [0, *ends]
        self._clauses = [
            Clause(self.text, start, end) for start, end in zip(self._starts, [*ends, len(self.text)], strict=True)
        ]

    def only_noted(self, place: int) -> bool:
        """«Принять к сведению, что отчёты сдаются до 10 числа»: what is noted is not ordered."""
        at = bisect_right(self._starts, place) - 1
        clause, noted = self._clauses[at], self._clauses[at - 1]
        told = at > 0 and _TOLD.match(self.text, clause.start) is not None
        return told and not clause.orders and not noted.orders and bool(noted.verbs)

    def at(self, place: int) -> Clause:
        """The clause the place lies in."""
        return self._clauses[bisect_right(self._starts, place) - 1]

    @cached_property
    def orders(self) -> bool:
        """Whether anything is ordered anywhere, taking note included."""
        return _INFINITIVE.search(self.text) is not None

    @cached_property
    def tells_a_fact(self) -> bool:
        """Whether the text says what was or is done, and orders nothing."""
        return any(clause.tells_a_fact or clause.tells_a_custom for clause in self._clauses)

    @cached_property
    def is_title(self) -> bool:
        """«О ходе выполнения программы», «Об итогах»."""
        return _TITLE.match(self.text) is not None and not self.orders

    def describes_by_day(self, place: int) -> bool:
        """«предложения, поступившие до 1 марта»: the day belongs to the participle before it."""
        return _DESCRIBES_BY_DAY.search(self.text[max(0, place - 90) : place]) is not None
