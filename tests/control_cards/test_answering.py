"""Who answers for a card and where they are written to."""

import datetime

import pytest
from django.urls import reverse

from control.answering import address_of_card, answering
from control.models import Assignment
from registry.models import Membership, Organisation, Person
from tests.control_cards.conftest import fresh

pytestmark = pytest.mark.django_db
YESTERDAY = datetime.date(2020, 1, 1)


def test_the_chair_of_the_day_answers_for_an_organisation(card, forest):
    assert answering(card).surname == "Хлебодарова"
    assert address_of_card(card) == "les@example.org"
    forest.posts.update(until=YESTERDAY)
    assert answering(fresh(card)) is None
    assert address_of_card(fresh(card)) == ""


def test_without_a_chair_the_organisations_own_mailbox_is_written_to_and_no_other(make_card, water, forest):
    assert address_of_card(make_card(assignees=[water])) == "water@example.org"
    below = Organisation.objects.create(name="Первичная организация", superior=water)
    assert address_of_card(make_card(assignees=[below])) == ""


def test_a_body_is_answered_for_by_its_chair(make_card, body, organisation):
    chair = Person.objects.create(surname="Северьянова", organisation=organisation)
    Membership.objects.create(body=body, person=chair, role=Membership.Role.CHAIR)
    card = make_card(assignees=[body])
    assert answering(card) == chair


def test_whoever_is_named_answers_until_their_card_is_closed(card, forest):
    named = Person.objects.create(surname="Сидоров", organisation=forest)
    Assignment.objects.filter(pk=card.pk).update(answers=named)
    assert answering(fresh(card)) == named
    Person.objects.filter(pk=named.pk).update(closed_on=YESTERDAY)
    assert answering(fresh(card)).surname == "Хлебодарова"


def test_a_person_answers_for_themselves(make_card, forest):
    person = Person.objects.create(surname="Сидоров", organisation=forest)
    assert answering(make_card(assignees=[person])) == person


def test_a_renamed_and_dissolved_assignee_keeps_the_name_of_the_day_on_the_card(client, card, forest, controller):
    forest.name, forest.closed_on = "Организация «Лес и бумага»", YESTERDAY
    forest.save()
    assert answering(fresh(card)) is None
    client.force_login(controller)
    words = client.get(reverse("control_card", args=[card.pk])).content.decode()
    assert "«Лесной»" in words
    assert "Лес и бумага" in words
