"""Open cards of one person become another's, and both sign the list."""

import pytest
from django.urls import reverse

from control.models import CardEvent, Handover
from registry.models import Organisation, Person, Role
from tests.control_boards.conftest import days, fresh, words_of

pytestmark = pytest.mark.django_db
HANDOVER = "/admin/control/handover/"
BOTH = ["controller", "answers"]


@pytest.fixture
def people(organisation):
    return [Person.objects.create(surname=name, given_name="Анна", organisation=organisation) for name in "АБВ"]


@pytest.fixture
def held(put, members, people, outcome):
    """Two points the first person controls, one card of another point he answers for, one card closed before."""
    giver, _taker, _third = people
    forest, water = members(2)
    controlled = put(days(5), to=[forest, water], label="1", controller=giver)
    closed = put(days(-9), to=[forest], label="2", controller=giver)
    outcome(closed[0], days(-9), "in_time")
    answered = put(days(5), to=[water], label="3")
    answered[0].answers = giver
    answered[0].save()
    return [*controlled, *answered]


def asked(giver, taker, roles=BOTH):
    return {"giver": giver.pk, "taker": taker.pk, "roles": roles}


def test_the_list_is_shown_before_anything_is_handed_over(screen, held, people):
    page = screen.get(HANDOVER, asked(*people[:2]))
    assert list(page.context["cards"]) == held
    assert page.context["number"] == 3
    assert not Handover.objects.exists()


def test_a_card_held_both_ways_is_counted_once(screen, held, people):
    giver, taker, _third = people
    held[0].answers = giver
    held[0].save()
    page = screen.get(HANDOVER, asked(giver, taker))
    assert (page.context["number"], len(page.context["cards"])) == (3, 3)
    assert screen.get(HANDOVER, asked(giver, taker, ["answers"])).context["number"] == 2


def test_of_more_cards_than_a_page_holds_the_first_are_shown(screen, held, people, monkeypatch):
    monkeypatch.setattr("control.views.handover.SHOWN", 2)
    page = screen.get(HANDOVER, asked(*people[:2]))
    assert list(page.context["cards"]) == held[:2]
    assert page.context["number"] == 3


def test_open_cards_go_over_and_the_list_keeps_them_as_they_stood(screen, held, people):
    giver, taker, _third = people
    screen.post(HANDOVER, asked(giver, taker))
    assert {fresh(card).item.controller for card in held[:2]} == {taker}
    assert fresh(held[2]).answers == taker
    made = Handover.objects.get()
    assert [line["card"] for line in made.lines] == [card.pk for card in held]
    assert [line["as"] for line in made.lines] == ["контроль", "контроль", "исполнение"]
    assert CardEvent.objects.filter(verb=CardEvent.Verb.HANDED_OVER).count() == 3
    assert reverse("control_handover_pdf", args=[made.pk]) in words_of(screen.get(HANDOVER))


@pytest.mark.parametrize("nonsense", ["None", "999999999", "9" * 40, ""])
def test_nonsense_in_the_address_is_asked_for_again(screen, people, nonsense):
    page = screen.get(HANDOVER, {"giver": nonsense, "taker": people[1].pk, "roles": "controller"})
    assert page.status_code == 200
    assert page.context["form"].errors["giver"]


def test_only_what_is_chosen_goes_over(screen, held, people):
    giver, taker, _third = people
    screen.post(HANDOVER, asked(giver, taker, ["answers"]))
    assert fresh(held[0]).item.controller == giver
    assert fresh(held[2]).answers == taker


def test_to_oneself_to_somebody_gone_or_of_nothing_is_refused(screen, held, people):
    giver, taker, third = people
    Person.objects.filter(pk=third.pk).update(closed_on=days(-1))
    assert screen.post(HANDOVER, asked(giver, giver)).status_code == 422
    assert screen.post(HANDOVER, asked(giver, third)).status_code == 409
    assert screen.post(HANDOVER, asked(taker, giver)).status_code == 409
    assert screen.post(HANDOVER, asked(giver, taker, [])).status_code == 422
    assert not Handover.objects.exists()
    assert fresh(held[2]).answers == giver


def test_the_list_to_sign_is_a_pdf_for_those_who_control_its_councils(client, screen, account, held, people):
    screen.post(HANDOVER, asked(*people[:2]))
    address = reverse("control_handover_pdf", args=[Handover.objects.get().pk])
    answer = screen.get(address)
    assert answer.content.startswith(b"%PDF")
    client.force_login(account(Role.DRAFTER, "reader"))
    assert client.get(address).status_code in (302, 403)
    assert client.get(HANDOVER).status_code in (302, 403)


def test_a_person_of_another_federation_cannot_be_chosen(screen, held, people):
    stranger = Organisation.objects.create(name="Союз «Чужая федерация»")
    other = Person.objects.create(surname="Чужая", given_name="Анна", organisation=stranger)
    page = screen.post(HANDOVER, asked(people[0], other))
    assert page.status_code == 422
    assert page.context["form"].errors["taker"]


def test_twenty_cards_cost_no_more_queries_than_one(
    screen, put, members, people, django_assert_num_queries, count_queries
):
    giver, taker, _third = people
    put(days(5), to=members(1), label="1", controller=giver)
    screen.get(HANDOVER, asked(giver, taker))
    one = count_queries(lambda: screen.get(HANDOVER, asked(giver, taker)))
    put(days(5), to=members(19, start=1), label="2", controller=giver)
    with django_assert_num_queries(one):
        page = screen.get(HANDOVER, asked(giver, taker))
    assert page.context["number"] == 20
