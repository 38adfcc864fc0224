"""Who answers for a card, who watches over it, and points nobody was given."""

import pytest
from django.core import mail
from django.urls import reverse

from control.linking import link_for
from control.models import CardEvent, ControlOpening, ItemState
from registry.models import Contact, Person
from registry.models.person import PersonContact
from tests.control_cards.conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def screen(client, controller, card):
    client.force_login(controller)
    return reverse("control_card", args=[card.pk])


@pytest.fixture
def deputy(forest):
    person = Person.objects.create(surname="Сидоров", given_name="Пётр", organisation=forest)
    PersonContact.objects.create(person=person, kind=Contact.Kind.EMAIL, value="sidorov@example.org")
    return person


def test_somebody_named_answers_gets_the_letter_and_the_old_link_dies(
    client, screen, card, deputy, django_capture_on_commit_callbacks
):
    old = link_for(card)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(screen, {"action": "entrust", "answers": deputy.pk, "control_type": "preliminary"})
    assert fresh(card).answers == deputy
    assert fresh(card).item.control_type == "preliminary"
    assert mail.outbox[0].to == ["sidorov@example.org"]
    assert client.get(old.path).status_code == 410
    assert set(card.events.values_list("verb", flat=True)) == {CardEvent.Verb.ENTRUSTED}
    assert "Сидоров" in client.get(screen).content.decode()


def test_the_controller_of_a_point_is_changed_for_all_its_cards(client, make_card, forest, water, deputy, controller):
    card = make_card(assignees=[forest, water])
    client.force_login(controller)
    path = reverse("control_card", args=[card.pk])
    client.post(path, {"action": "entrust", "controller": deputy.pk, "control_type": "current"})
    assert fresh(card).item.controller == deputy
    assert [each.events.count() for each in card.item.assignments.all()] == [1, 1]
    client.post(path, {"action": "entrust", "controller": deputy.pk, "control_type": "current"})
    assert card.events.count() == 1


def test_a_person_who_is_there_no_more_is_not_named(client, screen, card, deputy):
    Person.objects.filter(pk=deputy.pk).update(closed_on="2020-01-01")
    answer = client.post(screen, {"action": "entrust", "answers": deputy.pk, "control_type": "current"})
    assert answer.status_code == 409
    assert fresh(card).answers is None


def test_a_stranger_to_the_council_is_not_named(client, screen, card):
    from registry.models import Organisation

    stranger = Person.objects.create(surname="Чужой", organisation=Organisation.objects.create(name="Чужие"))
    assert (
        client.post(screen, {"action": "entrust", "answers": stranger.pk, "control_type": "current"}).status_code == 422
    )
    assert fresh(card).answers is None


def test_a_card_is_cancelled_with_a_reason(client, screen, card):
    link = link_for(card).path
    assert client.post(screen, {"action": "cancel", "ground": " "}).status_code == 422
    client.post(screen, {"action": "cancel", "ground": "Организация ликвидирована"})
    assert (fresh(card).state, fresh(card).basis) == (ItemState.CANCELLED, "Организация ликвидирована")
    assert client.post(screen, {"action": "cancel", "ground": "Ещё раз"}).status_code == 409
    assert client.get(link).status_code == 410


def test_a_point_nobody_was_given_is_listed_with_the_reason_until_it_is_settled(client, card, controller):
    ControlOpening.objects.update(doubts=[["2.1", "В реестре нет «Комитета по делам»"]])
    client.force_login(controller)
    page = reverse("control_unanswered")
    words = client.get(page).content.decode()
    assert "Комитета по делам" in words
    assert reverse("control_assignees", args=[card.item_id]) in words
    client.post(page, {"item": card.item_id})
    assert ControlOpening.objects.get().doubts == []
    assert "Комитета по делам" not in client.get(page).content.decode()


def test_who_only_reads_does_not_open_the_list_of_points_in_doubt(client, card, reader):
    client.force_login(reader)
    page = reverse("control_unanswered")
    assert client.get(page).status_code in (302, 403)
    ControlOpening.objects.update(doubts=[["2.1", "Нет такого"]])
    client.post(page, {"item": card.item_id})
    assert ControlOpening.objects.get().doubts
