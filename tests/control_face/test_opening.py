"""Opening the cards of acts and plans: whom they go to, which days they have, and never twice."""

import datetime

import pytest

from control.models import Assignment, ControlledItem, ItemState, Occurrence, Rewording
from programs.models import PlanPage
from programs.putting_on_control import put_plan_on_control
from resolutions.putting_on_control import put_act_on_control

pytestmark = pytest.mark.django_db


def days():
    return [day.isoformat() for day in Occurrence.objects.order_by("due").values_list("due", flat=True)]


@pytest.fixture
def make_plan(council, administrator):
    """Makes a published plan of 2026 with one measure."""

    def make(**measure):
        row = {"kind": "measure", "label": "1", "text": "Провести семинар", "deadline": "март, октябрь", **measure}
        year = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
        plan = council.programs.add_child(
            instance=PlanPage(
                title="План на 2026 год",
                measures=[("row", {"responsible": "Лесной", **row})],
                period_start=year[0],
                period_end=year[1],
                live=False,
            )
        )
        plan.save_revision(user=administrator).publish(skip_permission_checks=True)
        plan.refresh_from_db()
        return plan

    return make


def test_the_days_the_author_put_right_are_the_days_of_the_cards(registered, member):
    member("Лесной")
    items = [
        (
            "item",
            {
                "label": "1",
                "level": "1",
                "item_class": "instruction",
                "text": "Обучить уполномоченных",
                "addressees": "Лесной",
                "deadline": "до 1 ноября 2026 года",
                "deadline_dates": "15.07.2026, 15.12.2026",
            },
        )
    ]
    put_act_on_control(registered(items=items))
    assert days() == ["2026-07-15", "2026-12-15"]
    card = Assignment.objects.get()
    assert card.next_due == datetime.date(2026, 7, 15)
    # The words stay the author's.
    assert card.item.deadline_words == "до 1 ноября 2026 года"


def test_the_days_put_right_of_a_measure_are_the_days_of_its_cards(member, make_plan):
    member("Лесной")
    put_plan_on_control(make_plan(deadline_dates="20.03.2026"))
    assert days() == ["2026-03-20"]


def test_a_plan_published_twice_opens_nothing_twice_and_asks_about_new_words(member, make_plan, administrator):
    member("Лесной")
    plan = make_plan()
    put_plan_on_control(plan)
    put_plan_on_control(plan)
    assert (Assignment.objects.count(), days()) == (1, ["2026-03-31", "2026-10-31"])
    plan.measures[0].value["text"] = "Провести два семинара"
    plan.save_revision(user=administrator).publish(skip_permission_checks=True)
    put_plan_on_control(PlanPage.objects.get(pk=plan.pk))
    assert Assignment.objects.count() == 1
    change = Rewording.objects.get()
    assert (change.before, change.after) == ("Провести семинар", "Провести два семинара")


def test_a_measure_given_other_days_or_taken_out_of_the_plan_is_asked_about(member, make_plan, administrator):
    member("Лесной")
    plan = make_plan()
    put_plan_on_control(plan)

    def publish_again():
        plan.save_revision(user=administrator).publish(skip_permission_checks=True)
        put_plan_on_control(PlanPage.objects.get(pk=plan.pk))
        return Rewording.objects.get()

    plan.measures[0].value["deadline_dates"] = "15.04.2026"
    moved = publish_again()
    assert (moved.after, moved.due) == ("Провести семинар", ["2026-04-15"])
    del plan.measures[0]
    assert publish_again().after == ""


def test_an_assignee_dissolved_before_the_act_gets_no_card_and_is_called_by_its_last_day(registered, member):
    member("Рыбный профсоюз", closed_on=datetime.date(2026, 1, 31))
    act = registered(points=1)
    act.items[0].value["addressees"] = "Рыбный профсоюз"
    opening = put_act_on_control(act)
    assert (opening.cards, Assignment.objects.count()) == (0, 0)
    assert "последний день 31.01.2026" in opening.doubts[0][1]
    # The point is on control all the same: somebody can be named for it.
    assert ControlledItem.objects.count() == 1


def test_a_group_without_members_opens_no_card_and_says_so(registered, members):
    opening = put_act_on_control(registered(points=1))
    assert opening.cards == 0
    assert "никого нет" in opening.doubts[0][1]


def test_the_name_of_the_day_stays_when_the_assignee_is_renamed(registered, member):
    party = member("Лесной")
    act = registered(points=1)
    act.items[0].value["addressees"] = "Лесной"
    put_act_on_control(act)
    party.name = "Союз лесных отраслей"
    party.save()
    card = Assignment.objects.select_related("assignee").get()
    assert (card.assignee_name, card.assignee.name) == ("Лесной", "Союз лесных отраслей")
    assert card.state == ItemState.ASSIGNED
