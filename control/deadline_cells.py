"""What a cell of a plan may say in place of a bare term: an event, a term with a remark, the name of a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from control.deadline_clauses import Clauses
from control.deadline_points import POINTS
from control.deadline_words import Token, tokens

# Inside a sentence the same words are only circumstances.
_EVENT = re.compile(
    r"[\s(\"«:-]*(?:по\s+(?:отдельн\w+\s+|утвержденн\w+\s+|ежегодн\w+\s+|особ\w+\s+)?"
    r"(?:план|график|согласовани|приглашени|запрос|заявк|итог|окончани|завершени|факту|результат|положени|решени"
    r"|расписани|срок|назначени|поручени|мере|требовани|обращени|поступлени|готовност|распоряжени|вызов)"
    r"|согласно|в\s+соответствии\s+с|во\s+время|в\s+ходе|в\s+период|в\s+день|в\s+дни|в\s+рамках|в\s+установленн\w+\s+срок"
    r"|в\s+сроки|в\s+последн\w+\s+рабоч|после\b|перед\b|накануне\b|при\s+(?:проведени|подготовк|поступлени|наличи|создани|вступлени|принятии)"
    r"|(?:к|ко|до)\s+(?:[ivx]+\s+)?(?:съезд|нов\w+\s+(?:\d{4}\s+)?год|пленум|заседани|конференци|собрани|юбиле|годовщин|дню|дня|начал|проведени|заверш|окончани"
    r"|выбор|отч[её]т|приняти|особого|отмен|получени|утверждени|вступлени|подписани|истечени)"
    r"|на\s+(?:заседани|пленум|конференци|съезд|собрани|совещани|очередн)|за\s+\d+\s+(?:\w+\s+)?дн|с\s+момента|со\s+дня)",
    re.IGNORECASE,
)
_EVENT_LENGTH = 150  # longer words are a sentence, not a cell
_CELL_LENGTH = 80
_NOT_A_TERM = re.compile(r"№|\bг\.\s?[А-ЯЁ]|\bстр\b|\bдом\b|\bштук|\bчел", re.IGNORECASE)
_HEADING = re.compile(r"\s*сроки?(?:\s\w+)?\s?[:–—-]\s?", re.IGNORECASE)
_BARE_LENGTH = re.compile(r"\w+(?:\s\(\w+\))?\s(?:рабочих\s|календарных\s)?(?:дн|недел|месяц|сут)", re.IGNORECASE)
_RECURRING_NOUN = re.compile(
    r"\s*(?:ежемесячн|ежеквартальн|ежегодн)(?:ый|ая|ое|ые)\s(?:\w+(?:ый|ая|ое|ые)\s)?"
    r"(?:\w+(?:ение|ание|ация|тие|ения|ания|ации|тия)|мониторинг\w*|анализ|контроль|обзор\w*|сверк[аи]|проверк[аи]|опрос\w*|учеба|сбор"
    r"|обмен|выпуск|отчет\w*|подготовка|рассылка)\b",
    re.IGNORECASE,
)
_BEGINS_CELL = POINTS - {"year", "relative_year", "yearspan", "shortday", "season"}
_ADVERBS = {"ежемесячн": "monthly", "ежеквартальн": "quarterly", "ежегодн": "yearly"}


def names_event(clauses: Clauses, *, anchored: bool = False) -> bool:
    """«по плану ЦС», «после проведения конференции»: an event and no day, in the words of a cell."""
    text = clauses.text.rstrip()
    if anchored or len(text) > _EVENT_LENGTH or text.endswith(":") or not _EVENT.match(clauses.text):
        return False
    return not clauses.orders and not clauses.tells_a_fact and "№" not in clauses.text


def bare_length(text: str) -> Token | None:
    """«10 дней», «1 месяц со дня принятия постановления»: a length of time and nothing else."""
    text = _HEADING.sub("", text)
    if not _BARE_LENGTH.match(text):
        return None
    found = list(tokens(f"в течение {text.rstrip('.')}"))
    return found[0] if len(found) == 1 and found[0].kind == "term" else None


def day_runs(clauses: Clauses, words: list[Token], vocabulary: AbstractSet[str]) -> list[Token]:
    """«апрель 2022, по согласованию»; «январь – план, декабрь – отчёт»; «район: июль; область: сентябрь».

    The terms of a cell without its remarks; nothing where words stand among them that are no remark.
    """
    text = clauses.text
    if len(text) > _CELL_LENGTH or _NOT_A_TERM.search(text) or clauses.orders or clauses.tells_a_fact:
        return []
    found: list[Token] = []
    for part in _parts(words):
        run = _term_of(part, vocabulary)
        if run is None and not found:
            return []
        if run:
            found += [_break(found[-1]), *run] if found else run
    return found


def _parts(words: list[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    for word in words:
        if word.kind in {"comma", "bracket"}:
            if part:
                yield part
            part = []
        else:
            part.append(word)
    if part:
        yield part


def _term_of(part: list[Token], vocabulary: AbstractSet[str]) -> list[Token] | None:
    """The term a part of a cell begins with, after a label «район:»; None when it is no term."""
    start = _after_label(part)
    end = start
    while end < len(part) and part[end].kind in vocabulary:
        end += 1
    run = part[start:end]
    if end < len(part) and run and run[-1].kind not in {"dash", "stop", "inclusive"}:
        return None  # «15 мая состоялось»: the remark is no remark
    while run and run[-1].kind in {"dash", "stop"}:
        run.pop()
    if not run or run[0].kind not in _BEGINS_CELL:
        return None
    return run


def _after_label(part: list[Token]) -> int:
    place = 0
    while place < len(part) and place < 4 and part[place].kind == "word":
        place += 1
    labelled = 0 < place < len(part) - 1 and (part[place].kind == "dash" or part[place].match.group() == ":")
    return place + 1 if labelled else 0


def _break(word: Token) -> Token:
    return Token("comma", word.end, word.end, word.match)


def recurring_noun(clauses: Clauses, words: list[Token]) -> Token | None:
    """«Ежеквартальный мониторинг состояния сайтов»: a measure whose name says how often it is done."""
    found = _RECURRING_NOUN.match(clauses.text)
    if not found or clauses.orders or clauses.tells_a_fact or not words:
        return None
    first = words[0]
    stem = next(stem for stem in _ADVERBS if clauses.text[first.start :].lower().startswith(stem))
    return Token(_ADVERBS[stem], first.start, found.end(), first.match)
