"""A card nobody can be written to about is on a list, with the way to the place where the address is written down."""

import pytest
from django.urls import reverse

from control.models import Assignment
from control.telling import tell_assignees
from home.council import set_up_council
from registry.models import Body, Contact, Organisation, OrganisationContact, Person, Role

pytestmark = pytest.mark.django_db
LIST = "/admin/control/unsent/"
BOARD = "/admin/control/"


@pytest.fixture
def make_silent(organisation):
    def make(name="Без почты"):
        return Organisation.objects.create(name=name, superior=organisation)

    return make


@pytest.fixture
def secretary(account):
    """Controls, and keeps the registry besides."""
    return account(Role.SECRETARY, "secretary")


def words_of(page):
    return page.content.decode().replace("\xa0", " ")


def test_the_list_names_the_organisation_and_leads_to_its_contacts(client, secretary, make_card, make_silent, forest):
    silent = make_silent()
    make_card(assignees=[silent, forest])
    make_card(assignees=[silent])
    tell_assignees()
    client.force_login(secretary)
    page = client.get(LIST)
    (row,) = page.context["rows"]
    assert (row.party.pk, row.cards, row.due.isoformat()) == (silent.pk, 2, "2026-02-27")
    words = words_of(page)
    assert "Без почты" in words
    assert f'href="{reverse("organisation:edit", args=[silent.pk])}#tab-contacts"' in words
    assert "Лесной" not in words


def test_a_body_is_reached_through_its_organisation_and_a_person_by_their_own_card(
    client, secretary, make_card, make_silent, forest
):
    silent = make_silent()
    presidium = Body.objects.create(name="Президиум без почты", organisation=silent)
    person = Person.objects.create(surname="Безадресная", organisation=forest)
    make_card(assignees=[presidium])
    named = make_card()
    Assignment.objects.filter(pk=named.pk).update(answers=person)
    forest.posts.all().delete()
    tell_assignees()
    client.force_login(secretary)
    words = words_of(client.get(LIST))
    assert f"{reverse('organisation:edit', args=[silent.pk])}#tab-contacts" in words
    assert reverse("person:edit", args=[person.pk]) in words
    assert "Безадресная" in words


def test_the_board_and_the_act_say_so_until_the_letter_has_gone(client, secretary, make_card, make_silent):
    silent = make_silent()
    card = make_card(assignees=[silent])
    client.force_login(secretary)
    assert LIST not in words_of(client.get(BOARD)).partition('class="board"')[2]
    tell_assignees()
    page = client.get(BOARD)
    assert page.context["unsent"] == {"cards": 1, "assignees": 1}
    assert f'href="{LIST}"' in words_of(page).partition('class="board"')[2]
    within = client.get(BOARD, {"view": "control", "source": card.item.source_id})
    assert f'href="{LIST}?source={card.item.source_id}"' in words_of(within)
    assert f"{LIST}?organisation={silent.pk}" in words_of(client.get(reverse("control_card", args=[card.pk])))
    assert f"{LIST}?organisation={silent.pk}" in words_of(client.get(reverse("control_assignees", args=[card.item_id])))
    OrganisationContact.objects.create(organisation=silent, kind=Contact.Kind.EMAIL, value="now@example.org")
    tell_assignees()
    assert client.get(BOARD).context["unsent"]["cards"] == 0
    assert client.get(LIST).context["rows"] == []
    assert "?organisation=" not in words_of(client.get(reverse("control_card", args=[card.pk])))


def test_who_does_not_keep_the_registry_is_told_whom_to_ask_and_gets_no_form(
    client, controller, make_card, make_silent
):
    silent = make_silent()
    make_card(assignees=[silent])
    tell_assignees()
    client.force_login(controller)
    words = words_of(client.get(LIST))
    assert "Без почты" in words
    assert reverse("organisation:edit", args=[silent.pk]) not in words


def test_a_council_beside_sees_nothing_of_it(client, make_card, make_silent, django_user_model, account):
    make_card(assignees=[make_silent()])
    tell_assignees()
    beside = set_up_council(Organisation.objects.create(name="Союз «Соседняя федерация»"), slug="sosedny")
    neighbour = django_user_model.objects.create_user("neighbour")
    neighbour.groups.add(beside.group(Role.CONTROLLER))
    client.force_login(neighbour)
    assert client.get(LIST).context["rows"] == []
    client.force_login(account(Role.EDITOR, "editor"))
    assert client.get(LIST).status_code in (302, 403)


def test_twenty_assignees_cost_no_more_queries_than_one(
    client, secretary, make_card, make_silent, django_assert_max_num_queries
):
    make_card(assignees=[make_silent()])
    tell_assignees()
    client.force_login(secretary)
    for page in (LIST, BOARD):
        client.get(page)
    counted = []
    for number in (0, 19):
        for each in range(number):
            make_card(assignees=[make_silent(f"Без почты {each}")])
        tell_assignees()
        for page in (LIST, BOARD):
            with django_assert_max_num_queries(80) as asked:
                client.get(page)
            counted.append(len(asked))
    assert len(client.get(LIST).context["rows"]) == 20
    assert counted[:2] == counted[2:]
