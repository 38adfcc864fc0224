"""A later act changes a point: what the controller's three answers do to the cards and their days."""

import datetime

import pytest
import time_machine

from control.closing import accept, cancel_all
from control.extending import ask
from control.models import Assignment, CardEvent, Extension, ItemState, Rewording, Tally
from control.reporting import Reporter, report
from control.rewording import decide, reword, withdraw
from tests.control_cards.conftest import fresh

pytestmark = pytest.mark.django_db
CHAIR = Reporter(signed_as="А. Р. Хлебодарова")
SINCE = datetime.date(2026, 2, 10)
QUARTERS = "Отчитаться в срок: 31 марта, 30 июня, 30 сентября, 31 декабря 2026 года"


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(datetime.datetime(2026, 2, 17, 9, 0, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def change(council):
    def make(card, after):
        return reword(card.item, council.acts, act_name="Президиум № 14-5", since=SINCE, after=after)

    return make


def days(card):
    return [each.due.isoformat() for each in card.occurrences.waiting()]


def test_one_day_becomes_the_four_of_the_new_wording(card, change, controller):
    decide(change(card, QUARTERS), controller, Rewording.Decision.RENEW)
    assert days(card) == ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]
    assert fresh(card).next_due == datetime.date(2026, 3, 31)
    moved = Extension.objects.get()
    assert (moved.ground, moved.old_due.isoformat()) == (Extension.Ground.ACT, "2026-02-27")
    assert Tally.objects.get().next_due == datetime.date(2026, 3, 31)


def test_days_done_stay_done_and_days_left_over_are_not_asked_for(make_card, change, controller):
    card = make_card("31 марта, 30 июня, 30 сентября, 31 декабря 2026 года")
    accept(card, controller, report=report(card, CHAIR, text="За первый квартал"))
    decide(change(card, "Отчитаться до 31 марта и 1 сентября 2026 года"), controller, Rewording.Decision.RENEW)
    assert days(card) == ["2026-09-01"]
    assert card.occurrences.exclude(done_on=None).get().due == datetime.date(2026, 3, 31)
    assert card.occurrences.exclude(cancelled_at=None).count() == 2


def test_words_without_a_day_leave_the_day_as_it_was(card, change, controller):
    decide(change(card, "Составить перечень по возможности"), controller, Rewording.Decision.RENEW)
    assert days(card) == ["2026-02-27"]


def test_going_on_changes_nothing_but_the_question(card, change, controller):
    decide(change(card, QUARTERS), controller, Rewording.Decision.KEEP)
    assert days(card) == ["2026-02-27"]
    assert not Extension.objects.exists()


def test_a_request_for_a_later_day_is_not_needed_any_more(card, change, controller):
    asked = ask(card, CHAIR, new_due=datetime.date(2026, 3, 5), reason="Долго")
    decide(change(card, QUARTERS), controller, Rewording.Decision.RENEW)
    asked.refresh_from_db()
    assert asked.decision == Extension.Decision.WITHDRAWN


def test_a_plan_changed_again_is_asked_about_again(card, change, controller):
    first = change(card, "Первое изменение")
    decide(first, controller, Rewording.Decision.KEEP)
    assert change(card, "Первое изменение").decision
    second = change(card, "Второе изменение")
    assert (second.pk, second.decision, second.before) == (first.pk, "", card.item.text)
    assert card.events.filter(verb=CardEvent.Verb.REWORDED).count() == 2


def test_a_repealed_act_cancels_every_card_with_its_days_and_requests(card, make_card, controller, council, water):
    other = make_card(assignees=[water])
    ask(card, CHAIR, new_due=datetime.date(2026, 3, 5), reason="Долго")
    accept(other, controller, report=report(other, CHAIR, text="Готово"))
    assert withdraw(council.home, controller, act=council.acts, act_name="Совет № 7-1") == 1
    assert (fresh(card).state, fresh(card).next_due) == (ItemState.CANCELLED, None)
    assert fresh(other).state == ItemState.CLOSED
    assert not card.occurrences.waiting().exists()
    assert Extension.objects.get().decision == Extension.Decision.WITHDRAWN
    assert set(Tally.objects.values_list("state", "cards")) == {("cancelled", 1), ("closed", 1)}


@pytest.mark.parametrize("way", ["renew", "cancel"])
def test_two_cards_and_twelve_take_as_many_queries(
    make_card, change, controller, organisation, django_assert_max_num_queries, way
):
    from registry.models import Organisation

    made = [Organisation.objects.create(name=f"Организация {number}", superior=organisation) for number in range(12)]
    counts = []
    for many in (made[:2], made):
        card = make_card(assignees=many)
        with django_assert_max_num_queries(60) as asked:
            if way == "cancel":
                cancel_all(Assignment.objects.filter(item=card.item), controller, basis="Акт отменён")
            else:
                decide(change(card, QUARTERS), controller, Rewording.Decision.RENEW)
        counts.append(len(asked))
    assert counts[0] == counts[1]
