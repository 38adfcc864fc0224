"""What readers ask is found, on every database alike: the table of quality.txt, asked through the public page."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.search.council import expectations, publish_council, quality

# Reached; whoever changes the search may raise them, never lower.
RECALL = 0.99
PRECISION = 0.97

# Every question with what it finds, in order: the same on every database. SOVET_WRITE_ANSWERS=1 writes it anew.
ANSWERS = Path(__file__).parent / "answers.txt"


@pytest.fixture
def ask(council, body, client):
    names = publish_council(council, body)
    call_command("rebuild_search", verbosity=0)

    def ask(question):
        context = client.get(reverse("search"), {"q": question}).context
        return [names.get(hit.title, hit.title) for hit in [*context["exact"], *context["results"]]]

    return ask


@pytest.mark.django_db
def test_readers_find_what_they_ask_for(ask):
    assert len(expectations()) >= 150
    answers = {row.question: ask(row.question) for row in expectations()}
    reached = quality(answers.get)
    print(f"\nrecall at 10: {reached.recall:.3f}, precision: {reached.precision:.3f}")
    print("missed:", *reached.misses, "not asked for:", *reached.intruders, sep="\n  ")
    assert reached.recall >= RECALL, reached.misses
    assert reached.precision >= PRECISION, reached.intruders
    assert not [line for line in reached.intruders if line.endswith("(!)")]
    written = "".join(f"{question} | {' '.join(names)}\n" for question, names in answers.items())
    if os.environ.get("SOVET_WRITE_ANSWERS"):
        ANSWERS.write_text(written, "utf-8")
    assert written.splitlines() == ANSWERS.read_text("utf-8").splitlines()
