"""Something a reader can find, before it is written into the index."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.utils import timezone

from search.days import DUE, MENTIONED, day_tokens, mentioned_tokens
from search.lemmas import words
from search.models import Entry
from search.numbers import OWN, cited_tokens, number_token
from search.relatives import broader, spelt, terms
from search.short_forms import meant_by

# A file of a thousand pages is found by its first ones; PostgreSQL holds a megabyte of tokens an entry.
MOST_WORDS = 60_000
MOST_TOKENS = 30_000
MOST_DUE_DAYS = 60


@dataclass
class Piece:
    """A part of it with an anchor of its own: a point, a measure, a paragraph."""

    text: str
    anchor: str = ""
    label: str = ""
    due: tuple[datetime.date, ...] = ()
    words_beside: str = ""  # found with the piece though not printed in its fragment

    def folded(self) -> str:
        """Its folded words with the tokens of its days and numbers."""
        text = f"{self.text} {self.words_beside}" if self.words_beside else self.text
        days = sorted({token for day in self.due[:MOST_DUE_DAYS] for token in _due_tokens(day)})
        return _line(text, days)


@dataclass
class Findable:
    """All that the index is told of one thing."""

    key: str
    kind: str
    page: int
    path: str
    title: str
    requisites: str = ""  # words that are about it as a whole: number, body, place, kind of paper
    pieces: list[Piece] = field(default_factory=list)
    language: str = ""  # of a translation that is no page of its own
    suffix: str = ""
    address: str = ""
    number: str = ""
    about: str = ""
    date: datetime.date | None = None
    years: tuple[int, ...] = ()
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    body: int | None = None
    topic: str = ""
    parties: tuple[int, ...] = ()
    person: int | None = None
    found_since: datetime.datetime | None = None

    def entry(self) -> Entry:
        """The row of the index, with everything that follows from the texts."""
        title, requisites = _line(self.title), _line(self.requisites, sorted(self._own_tokens()))
        lines, room = [title, requisites], MOST_WORDS
        pieces = []
        for piece in self.pieces:
            line = piece.folded()
            room -= line.count(" ")
            if room < 0:
                break
            lines.append(line)
            pieces.append([piece.anchor, piece.label, " ".join(piece.text.split())])
        return Entry(
            key=self.key,
            kind=self.kind,
            page=self.page,
            path=self.path,
            language=self.language,
            suffix=self.suffix,
            address=self.address,
            title=" ".join(self.title.split()),
            number=self.number,
            about=self.about[:300],
            date=self.date,
            year=self.date.year if self.date else None,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            body=self.body,
            topic=self.topic[:120],
            parties=" ".join(map(str, self.parties)),
            person=self.person,
            pieces=pieces,
            folded="\n".join(lines),
            tokens=" ".join(_tokens(lines, title)),
            found_since=self.found_since or timezone.now(),
            indexed_at=timezone.now(),
        )

    def _own_tokens(self):
        found = {f"o_{party}" for party in self.parties}
        found |= {f"y_{year}" for year in self.years}
        if self.number:
            found |= {number_token(OWN, self.number)}
        if self.date:
            found |= day_tokens("d", self.date) | day_tokens(MENTIONED, self.date) | {f"y_{self.date.year}"}
        return found - {""}


def words_of(entry: Entry) -> set[tuple[str, str]]:
    """The words an entry is written in, each under its dictionary forms: what the vocabulary is made of."""
    written = {word for word in entry.folded.split() if "_" not in word}
    pairs = {(term, word) for word in written for term in terms(word) | broader(word)}
    # A slip may be nearer to the dictionary form than to any form that occurs.
    return pairs | {(term, term) for term, _word in pairs}


def _line(text, tokens=()):
    """Folded words and, after them, the tokens of what they name; a space at either end, so that phrases have edges."""
    written = words(text)
    named = sorted(mentioned_tokens(text) | cited_tokens(text))
    return f" {' '.join([*written, *meant_by(' '.join(written)), *named, *tokens])} "


def _tokens(lines, title):
    """Everything the engine looks through: dictionary forms, special tokens, and the title's own of either kind."""
    found = set()
    for word in {word for line in lines for word in line.split()}:
        found |= {word} if "_" in word else terms(word) | broader(word)
    for word in title.split():
        if "_" not in word:
            found |= {f"t_{term}" for term in terms(word)} | {f"w_{spelt(word)}"}
    return sorted(found)[:MOST_TOKENS]


def _due_tokens(day):
    return day_tokens(DUE, day) | day_tokens(MENTIONED, day) | {f"uy_{day.year}"}
