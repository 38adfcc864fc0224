"""Two controllers with one card in hand at the same moment: one of them decides it, the other is told who did."""

import threading

import pytest
from django.db import connection
from django.utils import translation

from control.closing import DecidedBefore, accept, close, return_report
from control.models import CardEvent, ItemState, Tally
from control.refusal import Refused
from control.reporting import Reporter, report
from registry.models import Role

from .conftest import fresh

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="The suite's SQLite lives in memory, where threads lock one another out: there is no same moment",
    ),
]


@pytest.fixture(autouse=True)
def installation(empty_installation):
    """The rows every council stands on, before the council is made."""


@pytest.fixture
def two(account):
    return account(Role.CONTROLLER, "lukina"), account(Role.CONTROLLER, "sorokin")


@pytest.fixture
def reported(card):
    return report(card, Reporter(signed_as="Председатель"), text="Перечень составлен")


def at_once(*verbs):
    """Run the verbs in threads that start together; what each was refused with, or None, in their order."""
    start, said = threading.Barrier(len(verbs)), [None] * len(verbs)

    def run(place, verb):
        try:
            with translation.override("ru"):
                start.wait(10)
                verb()
        except Exception as error:
            said[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    return said


@pytest.mark.parametrize("turn", range(3))
def test_of_one_who_accepts_and_one_who_returns_one_wins_and_the_other_is_told(card, reported, two, turn):
    lukina, sorokin = two
    said = at_once(
        lambda: accept(card, lukina, report=reported),
        lambda: return_report(card, sorokin, remark="Приложите список", report=reported),
    )
    (refusal,) = [each for each in said if each]
    assert isinstance(refusal, DecidedBefore)
    accepted = said[0] is None
    winner, decision = ("Lukina", "принято") if accepted else ("Sorokin", "возвращено")
    assert str(refusal) == f"Решение по этому отчёту уже есть. {winner}: {decision}."
    left = fresh(card)
    assert left.state == (ItemState.CLOSED if accepted else ItemState.RETURNED)
    assert left.closed_by == (lukina if accepted else None)
    reported.refresh_from_db()
    assert (reported.decision, reported.remark) == (("accepted", "") if accepted else ("returned", "Приложите список"))
    written = list(card.events.order_by("pk").values_list("verb", flat=True))[1:]
    assert written == (["accepted", "closed"] if accepted else ["returned"])
    assert [(row.state, row.cards) for row in Tally.objects.filter(item=card.item)] == [(left.state, 1)]


def test_of_two_who_accept_at_once_one_does(card, reported, two):
    said = at_once(*(lambda user=user: accept(card, user, report=reported) for user in two))
    (refusal,) = [each for each in said if each]
    assert isinstance(refusal, DecidedBefore)
    assert fresh(card).closed_by == two[said.index(None)]
    assert card.events.filter(verb=CardEvent.Verb.CLOSED).count() == 1


def test_of_two_who_close_otherwise_at_once_one_does(card, two):
    grounds = ("письмо № 14", "ликвидирована")
    said = at_once(
        *(
            lambda user=user, basis=basis: close(card, user, result="obsolete", basis=basis)
            for user, basis in zip(two, grounds, strict=True)
        )
    )
    (refusal,) = [each for each in said if each]
    assert isinstance(refusal, Refused)
    assert "закрыта" in str(refusal)
    assert fresh(card).basis == grounds[said.index(None)]
    assert list(card.events.values_list("verb", flat=True)) == ["closed"]
