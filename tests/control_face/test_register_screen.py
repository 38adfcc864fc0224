"""The screen of registration says which cards it will open, and the act leads to them afterwards."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from control.models import Assignment, ControlOpening
from registry.models import Role
from resolutions.putting_on_control import put_act_on_control

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(account):
    return account(Role.SECRETARY, "secretary")


def point(label, addressees, text="Обучить уполномоченных", deadline="до 1 ноября 2026 года", **fields):
    fields = {"level": "1", "item_class": "instruction", **fields}
    return ("item", {"label": label, "text": text, "addressees": addressees, "deadline": deadline, **fields})


def words(client, act):
    page = client.get(reverse("resolutions_register", args=[act.pk])).content.decode()
    return " ".join(strip_tags(page[page.index('class="reg"') :]).replace("\u00a0", " ").split())


def test_it_says_how_many_cards_there_will_be_and_names_who_gets_none(
    client,
    secretary,
    signed,
    member,
    members,
):
    for name in ("Лесной", "Водный", "Рыбный"):
        member(name)
    act = signed(
        items=[
            point("1", "Членским организациям"),
            point("2", "Отделу неведомых дел"),
            point("3", "", text="Довести до сведения"),
            point("4", "", text="Провести:", deadline=""),
            point("4.1", "Лесной", level="2"),
        ]
    )
    client.force_login(secretary)
    text = words(client, act)
    assert "4 поручения → 4 карточки для 3 исполнителей, 4 срока" in text
    assert "Членские организации: 3 исполнителя" in text
    assert "В реестре нет «Отделу неведомых дел»: карточки нет.п. 2" in text
    assert "Исполнитель не назван: карточки не будет.п. 3" in text
    assert "в подпунктах" in text
    # Looking opens nothing.
    assert not Assignment.objects.exists()


def test_a_group_without_members_and_one_who_is_no_more_are_named(
    client,
    secretary,
    signed,
    member,
    members,
):
    member("Рыбный профсоюз", closed_on="2026-01-31")
    act = signed(items=[point("1", "Членским организациям"), point("2", "Рыбный профсоюз")])
    client.force_login(secretary)
    text = words(client, act)
    assert "2 поручения → 0 карточек" in text
    assert "В группе «Членские организации» на день акта никого нет." in text
    assert "больше нет, последний день 31.01.2026; карточки нет." in text


def test_it_costs_the_same_queries_for_two_points_and_for_thirty(
    client,
    secretary,
    signed,
    member,
    members,
):
    member("Лесной")

    def queries(number, points):
        items = [point(str(n), "Членским организациям") for n in range(1, points + 1)]
        act = signed(number=number, heading=f"О деле {number}", items=items)
        client.force_login(secretary)
        words(client, act)
        with CaptureQueriesContext(connection) as captured:
            assert "Кому карточки не будет" not in words(client, act)
        return len(captured)

    assert queries("6-3", 2) == queries("6-4", 30)


def test_the_registered_act_leads_to_its_cards_and_to_adding_an_assignee(
    client, secretary, controller, registered, member
):
    member("Лесной")
    act = registered(items=[point("1", "Лесной"), point("2", "Отделу неведомых дел")])
    put_act_on_control(act)
    board = f"{reverse('control_board')}?view=control&amp;source={act.pk}"
    unknown = act.controlled_items.get(label="2")
    client.force_login(controller)
    assert "неведомых дел" in client.get(reverse("control_assignees", args=[unknown.pk])).content.decode()
    assert client.get(board.replace("&amp;", "&")).status_code == 200
    client.force_login(secretary)
    assert board in client.get(reverse("wagtailadmin_pages:edit", args=[act.pk])).content.decode()


def test_registering_twice_opens_nothing_twice(registered, member, members):
    member("Лесной")
    act = registered(items=[point("1", "Членским организациям"), point("2", "Лесной")])
    first = put_act_on_control(act)
    second = put_act_on_control(act)
    assert (first.cards, second.cards, Assignment.objects.count()) == (2, 2, 2)
    assert ControlOpening.objects.count() == 1
