"""Any text is read as a question, quickly and without complaint."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from search.finding.ranking import Wanted, rank
from search.fragments import marked
from search.numbers import cited_tokens
from search.question import LONGEST, MOST_GROUPS, MOST_PHRASES, read_question

NUMBERS = [
    "9-5",
    "№",
    "7 – 2",
    "24-1-Р",
    "2022–2026",
    "n_9_5",
    "20 декабря",
    "2021",
    "31.12.2021",
    "99.99.9999",
    "срок",
]
SIGNS = [
    "в",
    "«",
    '"',
    "-",
    "*",
    "\u0301",
    "½",
    "😀",
    "\x00",
    "\ud800",
    "'; --",
    "&|!()",
    "AND",
    "ё",
    "İ",
    "漢字",
    "профсоюз",
]
PIECES = st.sampled_from([*NUMBERS, *SIGNS])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_whatever_is_asked_is_read(text):
    question = read_question(text)
    assert len(question.groups) <= MOST_GROUPS
    assert len(question.phrases) <= MOST_PHRASES
    assert len(question.text) <= LONGEST
    for tokens in (*question.conjunction, *question.title_conjunction):
        assert tokens
        assert all(token and not set(token) & set(" '\"\\*\x00") for token in tokens)
    # Reading is stable: what was understood can be asked again.
    assert read_question(question.text).conjunction == question.conjunction


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_whatever_was_found_is_ranked_and_marked(text, asked):
    question = read_question(asked)
    wanted = Wanted.of(question, {})
    assert isinstance(rank(f"{text}\n{text}\n{text}", 2020, wanted).score, int)
    html = marked(text, wanted.marks)
    assert "<" not in html.replace("<mark>", "").replace("</mark>", "")
    cited_tokens(text)


def test_the_longest_and_most_twisted_questions_are_read_at_once():
    hard = (
        "9-" * 500,
        "№" * 1_000,
        "9 - " * 300,
        '"' * 1_000,
        "декабря " * 120,
        "20 " * 300,
        "а" * 1_000,
        "1.1." * 250,
    )
    for text in hard:
        started = time.process_time()
        read_question(text)
        assert time.process_time() - started < 0.5, text[:20]
