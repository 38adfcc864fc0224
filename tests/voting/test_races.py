"""Two people at once: one of them is told so, and nothing is counted twice."""

import threading

import pytest
from django.db import connection

from control.refusal import Refused
from documents.models import Record
from resolutions.deciding import decide
from resolutions.models import AgendaItem, Ballot, Decision, Voting
from resolutions.voting.casting import Mark, answer, enter
from resolutions.voting.closing import close_vote
from resolutions.voting.opening import open_vote
from resolutions.voting.polling import open_poll

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def installation(empty_installation):
    """The rows every council stands on, before the council is made."""


def at_once(*verbs):
    """Run the verbs in threads that start together; what each returned or was refused with.

    The suite's SQLite lives in memory, where threads lock one another out: there the verbs follow one another, each
    with the rows as it read them before.
    """
    together = len(verbs) if connection.vendor == "postgresql" else 1
    start, said = threading.Barrier(together), [None] * len(verbs)

    def run(place, verb):
        try:
            start.wait()
            said[place] = verb()
        except Refused as refusal:
            said[place] = refusal
        finally:
            if together > 1:
                connection.close()

    if together == 1:
        for place, verb in enumerate(verbs):
            run(place, verb)
        return said
    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return said


def test_a_vote_is_closed_once(sitting, secretary, administrator):
    _meeting, item, people = sitting
    enter(item, [Mark(person.pk, "for") for person in people[:3]], secretary)
    voting = item.votings.get()
    said = at_once(lambda: close_vote(voting, secretary), lambda: close_vote(voting, administrator))
    assert sum(isinstance(word, Refused) for word in said) == 1
    assert Record.objects.filter(kind="vote").count() == 1


def test_a_question_gets_one_vote_and_one_decision(sitting, secretary, administrator):
    _meeting, item, people = sitting
    said = at_once(lambda: open_vote(item, secretary), lambda: open_vote(item, administrator))
    assert sum(isinstance(word, Refused) for word in said) == 1
    assert Voting.objects.count() == 1
    enter(item, [Mark(person.pk, "for") for person in people[:3]], secretary)
    close_vote(item.votings.get(), secretary)
    said = at_once(lambda: decide(item, "adopted", secretary), lambda: decide(item, "postponed", administrator))
    assert sum(isinstance(word, Refused) for word in said) == 1
    assert Decision.objects.count() == 1
    assert AgendaItem.objects.get(pk=item.pk).outcome == Decision.objects.get().outcome


def test_a_vote_comes_before_the_closing_or_is_refused(sitting, secretary, administrator):
    _meeting, item, people = sitting
    enter(item, [Mark(person.pk, "for") for person in people[:2]], secretary)
    voting = item.votings.get()
    at_once(
        lambda: close_vote(voting, secretary),
        lambda: enter(item, [Mark(people[2].pk, "for")], administrator, voting=voting.pk),
    )
    voting.refresh_from_db()
    assert voting.votes_for == voting.ballots.count()


def test_a_member_answers_a_poll_once_however_many_buttons_are_pressed(poll, secretary):
    meeting, item, people = poll
    open_poll(meeting, secretary)
    voting = item.votings.get()
    said = at_once(*(lambda choice=choice: answer(voting, people[0], choice) for choice in ("for", "against", "for")))
    assert sum(isinstance(word, Refused) for word in said) == 2
    assert Ballot.objects.count() == 1
