"""What boards add up agrees with the cards and days themselves, whatever is done to a card."""

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Count, F

from control.closing import accept, cancel, close, reopen, return_report
from control.entrusting import set_control
from control.extending import ask, grant, set_control_date
from control.handing_over import hand_over
from control.models import Assignment, ControlledItem, DayTally, Occurrence, Tally
from registry.models import Person
from tests.control_boards.conftest import CHAIR, days

pytestmark = pytest.mark.django_db


def assert_in_step():
    beside = ("body", "controller", "control_type")
    of_item = [F(f"item__{name}") for name in beside]
    cards = Assignment.objects.order_by().values_list("item", "state", "next_due", "heard_on", *of_item)
    tallies = Tally.objects.values_list("item", "state", "next_due", "heard_on", *beside, "cards")
    assert set(cards.annotate(Count("pk"))) == set(tallies)
    asked = Occurrence.objects.filter(cancelled_at=None).exclude(due=None).order_by()
    of_item = [F(f"assignment__item__{name}") for name in beside]
    counted = asked.values_list(F("assignment__item"), "due", "outcome", *of_item).annotate(Count("pk"))
    assert set(counted) == set(DayTally.objects.values_list("item", "due", "outcome", *beside, "days"))


def test_sums_follow_every_step_of_a_card(put, members, reported):
    first, second, third = put(days(5), days(90), to=members(3))
    assert_in_step()
    accept(first, None, report=reported(first))
    assert_in_step()
    return_report(first, None, remark="Приложите список", report=reported(first))
    assert_in_step()
    grant(ask(second, CHAIR, new_due=days(20), reason="Ведомости"), None)
    assert_in_step()
    close(second, None, result="done", basis="Постановление № 9")
    assert_in_step()
    reopen(second, None, reason="Закрыта по ошибке")
    assert_in_step()
    cancel(third, None, basis="Организация ликвидирована")
    assert_in_step()


def test_sums_know_who_watches_over_the_point(put, members, organisation):
    before, after = [Person.objects.create(surname=name, given_name="Анна", organisation=organisation) for name in "АБ"]
    (card,) = put(days(5), to=members(1), controller=before)
    assert_in_step()
    set_control(card.item, None, controller=after, control_type=ControlledItem.ControlType.FINAL)
    assert_in_step()
    hand_over(after, before, get_user_model().objects.create_superuser("admin"), roles=["controller"])
    assert_in_step()
    assert Tally.objects.get().controller == before


def test_a_card_that_gets_its_first_day_is_counted_from_then_on(put, members):
    (card,) = put(to=members(1))
    assert not DayTally.objects.exists()
    set_control_date(card, None, due=days(9))
    assert_in_step()
    assert DayTally.objects.get().due == days(9)
