"""Every phrase of the tables reads as a careful secretary reads it."""

import pytest

from control.deadlines import read_deadline
from tests.control.deadline_phrases import phrases


def read(phrase):
    found = read_deadline(phrase.words, **phrase.context)
    return found.kind.value, found.due, found.start, found.end


@pytest.mark.parametrize("phrase", phrases("terms"), ids=lambda phrase: phrase.words)
def test_words_of_a_term(phrase):
    assert read(phrase) == phrase.expected, phrase.place


@pytest.mark.parametrize("phrase", phrases("sentences"), ids=lambda phrase: phrase.words)
def test_a_sentence_that_holds_a_term(phrase):
    assert read(phrase) == phrase.expected, phrase.place


@pytest.mark.parametrize("phrase", phrases("no_terms"), ids=lambda phrase: phrase.words)
def test_what_sets_no_term_has_no_day(phrase):
    assert read(phrase) == phrase.expected, phrase.place
