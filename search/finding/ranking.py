"""How well an entry answers: counted from its own folded words, so every database gives the same order."""

from __future__ import annotations

from dataclasses import dataclass, field

from search.question import Question

# Lines of an entry: the title, the requisites, then one for each piece.
TITLE, REQUISITES, FIRST_PIECE = 0, 1, 2
MOST_PIECES = 3

EXACT_NUMBER = 10_000
NEWEST_YEAR, OLDEST_YEAR = 2060, 1990


@dataclass(frozen=True)
class Wanted:
    """What is looked for in the lines: for each group its words, and those of them that are no mere relatives."""

    groups: tuple[frozenset[str], ...]
    own: tuple[frozenset[str], ...]
    phrases: tuple[str, ...]
    number: str

    @classmethod
    def of(cls, question: Question, forms: dict[str, set[str]]) -> Wanted:
        """The words of the texts that answer each group, given the forms the vocabulary knows."""
        groups, own = [], []
        for group in question.groups:
            groups.append(_spelt(group.tokens, forms))
            own.append(_spelt(group.own or group.tokens, forms, of=_spelt(group.tokens, forms)))
        return cls(tuple(groups), tuple(own), question.phrases, question.number)

    @property
    def marks(self) -> frozenset[str]:
        """The words worth marking where they stand."""
        words = frozenset().union(*self.groups) | {word for phrase in self.phrases for word in phrase.split()}
        return frozenset(word for word in words if "_" not in word)


def _spelt(tokens, forms, of=None):
    return frozenset(tokens).union(*(forms.get(token, ()) for token in tokens))


@dataclass
class Standing:
    """Where an entry stands: its score, and the pieces that answer, the best first."""

    score: int
    pieces: list[int] = field(default_factory=list)


def rank(folded: str, year: int | None, wanted: Wanted) -> Standing:
    """How well the lines of an entry answer."""
    lines = [line.split() for line in folded.split("\n")]
    if len(lines) < FIRST_PIECE:
        return Standing(0)
    title, requisites = lines[TITLE], lines[REQUISITES]
    in_title = _held(title, wanted.groups)
    beside = in_title | _held(requisites, wanted.groups)
    asked = len(wanted.groups) or 1
    score = 0
    if wanted.number and wanted.number in requisites:
        score += EXACT_NUMBER
    score += _title_score(title, in_title, wanted, asked)
    score += 300 * sum(f" {phrase} " in f" {' '.join(title)} " for phrase in wanted.phrases)
    rated = []
    for place, line in enumerate(lines[FIRST_PIECE:]):
        held = _held(line, wanted.groups)
        if held or any(f" {phrase} " in f" {' '.join(line)} " for phrase in wanted.phrases):
            rated.append((_piece_score(line, held, beside, wanted, asked), -place))
    rated.sort(reverse=True)
    if rated:
        score += rated[0][0] + min(len(rated) - 1, 5) * 4
    if len(beside) < asked and not any(points >= _WHOLE for points, _place in rated):
        # Every word is somewhere, but never together: rarely what was meant.
        score -= 150
    score += max(0, min(NEWEST_YEAR, year or OLDEST_YEAR) - OLDEST_YEAR)
    return Standing(score, [-place for _points, place in rated[:MOST_PIECES]])


_WHOLE = 100


def _held(line, groups):
    return {place for place, group in enumerate(groups) if not group.isdisjoint(line)}


def _title_score(title, held, wanted, asked):
    if not held:
        return 0
    score = 200 * len(held) // asked
    if len(held) == asked:
        words = [word for word in title if "_" not in word] or title
        score += 150 + 60 * min(asked, len(words)) // len(words)
        score += 60 if asked > 1 and _span(title, wanted.groups) <= asked + 1 else 0
    own = _held(title, wanted.own)
    return score - 40 * len(held - own) // asked


def _piece_score(line, held, beside, wanted, asked):
    score = 60 * len(held) // asked
    if len(held) == asked:
        # All in one point; the nearer to one another, the better.
        score += _WHOLE + (60 * asked // max(_span(line, wanted.groups), asked) if asked > 1 else 30)
    elif len(held | beside) == asked:
        score += _WHOLE - 60 * len(held) // asked
    return score - 30 * len(held - _held(line, wanted.own)) // asked


def _span(line, groups):
    """The length of the shortest stretch with a word of every group."""
    last: dict[int, int] = {}
    shortest, asked = len(line), frozenset().union(*groups)
    for place, word in enumerate(line):
        if word not in asked:
            continue
        for number, group in enumerate(groups):
            if word in group:
                last[number] = place
        if len(last) == len(groups):
            shortest = min(shortest, place - min(last.values()) + 1)
    return shortest
