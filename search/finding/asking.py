"""Asking as a patient librarian would: first to the letter, then as it may have been meant, then with fewer words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Sum

from search.finding.finding import Finding
from search.finding.narrowing import Narrowing
from search.finding.spelling import correction
from search.lemmas import is_verb
from search.models import Word
from search.question import Question, read_question

MOST_TRIED = 5  # questions with one word less


@dataclass
class Answer:
    """What was found, and how the question was read to find it."""

    text: str
    finding: Finding
    corrected: str = ""  # the question that was answered in place of the one typed
    without: tuple[str, ...] = ()  # words that were left out

    @property
    def question(self) -> Question:
        return self.finding.question

    @cached_property
    def total(self) -> int:
        return self.finding.total


def ask(root, text: str, narrowing: Narrowing | None = None, *, literally: bool = False) -> Answer:
    """Find what answers the text below the root."""
    narrowing = narrowing or Narrowing()
    question = read_question(text)
    finding = Finding(root, question, narrowing)
    if not question or literally or finding.counts.rows:
        return Answer(question.text, finding)
    broad = Finding(root, read_question(text, broadly=True), narrowing)
    if broad.question != question and broad.counts.rows:
        return Answer(question.text, broad)
    corrected = correction(text)
    if corrected:
        other = Finding(root, read_question(corrected), narrowing)
        if other.counts.rows:
            return Answer(question.text, other, corrected=corrected)
    for fewer in _fewer_words(finding.question):
        other = Finding(root, fewer, narrowing)
        if other.answering.exists():
            return Answer(question.text, other, without=fewer.without)
    return Answer(question.text, finding)


def _fewer_words(question):
    """The question without the words that stand nowhere, then without one word more, the commonest first."""
    plain = [group for group in question.groups if group.kind in ("word", "day", "year")]
    counted = _entries_of(plain)
    nowhere = [group for group in plain if not counted[group] and group.kind == "word"]
    # Half a question is no question.
    if len(nowhere) * 2 > len(question.groups) or len(question.groups) - len(nowhere) < 1:
        return
    if nowhere:
        question = question.without_groups(nowhere)
        yield question
    plain = [group for group in plain if group not in nowhere]
    if len(question.groups) == 2 and not question.number:
        # Of two words the verb is the question's own: «платить взносы».
        plain = [group for group in plain if is_verb(group.asked)]
    elif len(question.groups) < 2:
        return
    for group in sorted(plain, key=lambda group: (not is_verb(group.asked), -counted[group]))[:MOST_TRIED]:
        yield question.without_groups([group])


def _entries_of(groups):
    terms = {token for group in groups for token in group.tokens}
    rows = Word.objects.filter(term__in=terms).order_by().values_list("term").annotate(Sum("entries"))
    counts = dict(rows) if terms else {}
    return {group: sum(counts.get(token, 0) for token in group.tokens) for group in groups}
