"""The controller adds an assignee to a point, and puts another in place of one that is no more."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from control.extending import ask, grant
from control.models import Assignment, ItemState, Tally
from control.reporting import Reporter, report
from registry.models import Role

from .conftest import fresh

pytestmark = pytest.mark.django_db
CHAIR = Reporter(signed_as="Председатель")


@pytest.fixture
def gone(member):
    """An organisation dissolved on the first of June."""
    return member("Рыбный профсоюз", closed_on=datetime.date(2026, 6, 1))


def screen(item):
    return reverse("control_assignees", args=[item.pk])


def add(client, item, party, **fields):
    return client.post(screen(item), {"party": party.pk, **fields})


def dissolve(party):
    party.closed_on = datetime.date(2026, 6, 1)
    party.save()


def test_one_more_assignee_gets_a_card_without_the_days_already_past(client, controller, make_card, member):
    (card,) = make_card(member("Лесной"), words="15 мая 2026 года, 15 октября 2026 года")
    client.force_login(controller)
    assert add(client, card.item, member("Водный")).status_code == 302
    new = Assignment.objects.exclude(pk=card.pk).get()
    assert new.next_due == datetime.date(2026, 10, 15)
    assert new.role == Assignment.Role.CO_ASSIGNEE
    assert sum(Tally.objects.values_list("cards", flat=True)) == 2
    assert "Водный" in client.get(screen(card.item)).content.decode()


def test_a_group_gets_a_card_for_each_member_and_nobody_a_second_one(client, controller, make_card, member, members):
    one, _two = member("Лесной"), member("Водный")
    (card,) = make_card(one)
    client.force_login(controller)
    add(client, card.item, members)
    assert Assignment.objects.count() == 2
    again = add(client, card.item, members)
    assert again.status_code == 409
    assert "уже есть карточка" in again.content.decode()
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize(("who", "said"), [("gone", "больше нет"), ("members", "никого нет")])
def test_a_dissolved_assignee_and_an_empty_group_are_refused(
    client, controller, make_card, organisation, request, who, said
):
    (card,) = make_card(organisation)
    client.force_login(controller)
    party = request.getfixturevalue(who)
    if who == "members":
        party.organisation_kind = "primary"
        party.save()
    answer = add(client, card.item, party)
    assert answer.status_code == 409
    assert said in answer.content.decode()
    assert Assignment.objects.count() == 1


def test_a_card_of_the_dissolved_says_what_to_do_and_goes_to_the_successor(client, controller, make_card, member):
    old, new = member("Рыбный профсоюз"), member("Водный профсоюз")
    (card,) = make_card(old)
    later = datetime.date(2026, 12, 1)
    grant(ask(card, CHAIR, new_due=later, reason="Болезнь"), controller)
    dissolve(old)
    client.force_login(controller)
    page = client.get(reverse("control_card", args=[card.pk])).content.decode()
    assert "больше нет, последний день 01.06.2026" in page
    address = f"{screen(card.item)}?instead={card.pk}"
    assert address in page
    assert "Рыбный профсоюз" in client.get(reverse("control_gone")).content.decode()
    assert f'value="{card.pk}" selected' in client.get(address).content.decode()
    add(client, card.item, new, instead=card.pk)
    assert fresh(card).state == ItemState.CANCELLED
    assert "Водный профсоюз" in fresh(card).basis
    taken = Assignment.objects.get(assignee=new.pk)
    assert (taken.next_due, taken.role) == (later, Assignment.Role.RESPONSIBLE)
    assert "Рыбный профсоюз" not in client.get(reverse("control_gone")).content.decode()


def test_what_the_dissolved_has_done_is_not_asked_of_the_successor(client, controller, make_card, member):
    from control.closing import accept

    old, new = member("Рыбный профсоюз"), member("Водный профсоюз")
    (card,) = make_card(old, words="15 июля 2026 года, 15 октября 2026 года")
    report(card, CHAIR, text="Сделано")
    accept(card, controller)
    dissolve(old)
    client.force_login(controller)
    add(client, card.item, new, instead=card.pk)
    assert Assignment.objects.get(assignee=new.pk).next_due == datetime.date(2026, 10, 15)


def test_an_assignee_that_exists_is_not_replaced(client, controller, make_card, member):
    (card,) = make_card(member("Лесной"))
    client.force_login(controller)
    add(client, card.item, member("Водный"), instead=card.pk)
    # There is nobody to be replaced on the form, so it is one more assignee.
    assert fresh(card).state == ItemState.ASSIGNED


def test_a_renamed_assignee_is_called_as_that_day_and_as_today(client, controller, make_card, member):
    party = member("Лесной профсоюз")
    (card,) = make_card(party)
    party.name = "Союз лесных отраслей"
    party.save()
    client.force_login(controller)
    page = client.get(screen(card.item)).content.decode()
    assert "Лесной профсоюз" in page
    assert "Союз лесных отраслей" in page


def test_who_only_reads_control_adds_nobody_and_another_council_sees_nothing(client, account, make_card, member):
    (card,) = make_card(member("Лесной"))
    client.force_login(account(Role.DRAFTER, "reader"))
    page = client.get(screen(card.item))
    assert page.status_code == 200
    assert "Открыть карточку" not in page.content.decode()
    # The admin turns away whoever may not by leading to its first screen.
    assert add(client, card.item, member("Водный")).url == "/admin/"
    assert Assignment.objects.count() == 1
    client.force_login(account(Role.EDITOR, "editor"))
    for url in (screen(card.item), reverse("control_gone")):
        assert client.get(url).url == "/admin/"


def test_the_lists_cost_the_same_for_one_card_and_for_twenty(client, controller, make_card, member):
    def queries(url):
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    client.force_login(controller)
    parties = [member(f"Обком {n:02}") for n in range(21)]
    (card,) = make_card(parties[0])
    dissolve(parties[0])
    one = queries(screen(card.item)), queries(reverse("control_gone"))
    cards = make_card(*parties[1:])
    for party in parties[1:]:
        dissolve(party)
    assert (queries(screen(cards[0].item)), queries(reverse("control_gone"))) == one
