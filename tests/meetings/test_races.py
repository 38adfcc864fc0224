"""Two secretaries at the same moment: one of them is refused, and nothing is lost or doubled."""

import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import translation

from control.refusal import Refused
from resolutions.meetings.agenda import add_question, arrange, put_on_agenda
from resolutions.models import Meeting, ResolutionPage, Status

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def installation(empty_installation):
    """The rows every council stands on, before the council is made."""


def at_once(*verbs):
    """Run the verbs in threads that start together; the refusals, in any order.

    The suite's SQLite lives in memory, where threads lock one another out: there the verbs follow one another, each
    with the rows as it read them before.
    """
    together = connection.vendor == "postgresql"
    start, refusals, broken = threading.Barrier(len(verbs)), [], []

    def run(verb):
        try:
            with translation.override("ru"):
                if together:
                    start.wait(10)
                verb()
        except Refused as refusal:
            refusals.append(str(refusal))
        except Exception as error:
            broken.append(error)
        finally:
            if together:
                connection.close()

    if together:
        threads = [threading.Thread(target=run, args=[verb]) for verb in verbs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    else:
        for verb in verbs:
            run(verb)
    assert not broken
    return refusals


def test_one_draft_put_on_two_agendas_at_once_is_on_one(make_meeting, members, make_approved, secretary):
    meetings, act = [make_meeting(), make_meeting()], make_approved()
    refusals = at_once(*(lambda meeting=meeting: put_on_agenda(meeting, act, secretary) for meeting in meetings))
    assert len(refusals) == 1
    assert sum(meeting.agenda.count() for meeting in meetings) == 1
    assert ResolutionPage.objects.get(pk=act.pk).status == Status.ON_AGENDA


def test_one_draft_put_twice_on_one_agenda_at_once_is_there_once(meeting, make_approved, secretary):
    act = make_approved()
    assert len(at_once(*[lambda: put_on_agenda(meeting, act, secretary)] * 2)) == 1
    assert meeting.agenda.count() == 1


def test_questions_added_at_once_get_different_numbers(meeting, secretary):
    verbs = [lambda n=n: add_question(meeting, secretary, title=f"Вопрос {n}") for n in range(4)]
    assert at_once(*verbs) == []
    assert [item.number for item in meeting.agenda.all()] == [1, 2, 3, 4]


def test_of_two_orders_sent_at_once_one_is_kept_whole(meeting, secretary):
    a, b, c = (add_question(meeting, secretary, title=title).pk for title in "абв")
    edition = Meeting.objects.get(pk=meeting.pk).agenda_edition
    orders = [[c, b, a], [b, c, a]]
    refusals = at_once(*(lambda order=order: arrange(meeting, order, edition, AnonymousUser()) for order in orders))
    assert len(refusals) == 1
    assert [item.pk for item in meeting.agenda.all()] in orders
