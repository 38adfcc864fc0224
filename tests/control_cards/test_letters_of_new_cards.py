"""Whoever has to do something learns it by one letter an act, from the background, once."""

import smtplib

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from control.linking import link_for
from control.models import Assignment, CardEvent
from control.tasks import tell_of_new_cards
from control.telling import tell_assignees
from registry.models import Contact, Organisation, OrganisationContact, Person, Post, Role
from tests.control_cards.conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent(organisation):
    """A member organisation of which the registry has no e-mail."""
    return Organisation.objects.create(name="Без почты", superior=organisation)


def test_opening_cards_writes_no_letter_by_itself(card):
    assert mail.outbox == []
    assert fresh(card).told_at is None


@time_machine.travel("2026-02-17 09:00+03:00", tick=False)
def test_the_chair_gets_a_link_that_opens_the_card(client, card):
    tell_of_new_cards.enqueue()
    (letter,) = mail.outbox
    assert letter.to == ["les@example.org"]
    assert letter.subject == "Вам поручено до 27 февраля: Совет № 6-2, п. 2.1"
    path = letter.body.split("http", 1)[1].split()[0].split("/", 3)[3]
    assert "Составить перечень" in client.get(f"/{path}").content.decode().replace("\xa0", " ")
    assert [event.verb for event in card.events.all()] == [CardEvent.Verb.TOLD]


def test_all_points_of_an_act_come_in_one_letter_and_never_a_second_time(make_card):
    for _number in range(3):
        make_card()
    assert tell_assignees() == 1
    body = mail.outbox[0].body
    assert [f"п. 2.{number}" in body for number in (1, 2, 3)] == [True] * 3
    assert body.count("/link/report/") == 3
    assert tell_assignees() == 0
    make_card()
    assert tell_assignees() == 1
    assert "п. 2.1" not in mail.outbox[1].body


def test_an_account_is_sent_to_its_own_page(card, forest, account):
    chair = forest.posts.get().person
    chair.user = account(Role.ASSIGNEE, "hlebodarova")
    chair.save()
    tell_assignees()
    assert mail.outbox[0].to == ["hlebodarova@example.org"]
    assert f"/control/duties/{card.pk}/" in mail.outbox[0].body


def test_one_without_an_address_is_telephoned_and_gets_the_letter_once_there_is_an_address(make_card, silent):
    card = make_card(assignees=[silent])
    assert [tell_assignees(), tell_assignees()] == [0, 0]
    assert "позвоните" in card.events.get().note
    assert fresh(card).is_unsent
    OrganisationContact.objects.create(organisation=silent, kind=Contact.Kind.EMAIL, value="now@example.org")
    assert tell_assignees() == 1
    assert mail.outbox[0].to == ["now@example.org"]
    assert not fresh(card).is_unsent
    assert tell_assignees() == 0


def test_a_letter_names_the_paper_and_no_sign_that_leads_to_the_next_point(make_card):
    make_card(text="Составить перечень предприятий;")
    tell_assignees()
    assert "Основание: " in mail.outbox[0].body
    assert "Составить перечень предприятий\n" in mail.outbox[0].body


def test_a_link_asked_for_by_hand_is_not_followed_by_a_second_letter(
    client, card, controller, django_capture_on_commit_callbacks
):
    client.force_login(controller)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/control/cards/{card.pk}/", {"action": "send_link"})
    assert len(mail.outbox) == 1
    assert tell_assignees() == 0


def test_a_server_that_cannot_be_reached_is_tried_again_and_a_refused_address_is_not(
    card, make_card, water, monkeypatch
):
    make_card(assignees=[water])

    def unreachable(self, messages):
        raise ConnectionRefusedError("nobody listens")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", unreachable)
        assert tell_assignees() == 0
    assert not Assignment.objects.exclude(told_at=None).exists()

    sent = EmailBackend.send_messages

    def choosy(self, messages):
        if messages[0].to == ["les@example.org"]:
            raise smtplib.SMTPRecipientsRefused({"les@example.org": (550, b"no such user")})
        return sent(self, messages)

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", choosy)
        assert tell_assignees() == 1
    assert "550" in card.events.get().note
    assert tell_assignees() == 0


def test_letters_take_as_many_queries_for_twenty_cards_of_a_reader_as_for_one(make_card, django_assert_max_num_queries):
    make_card()
    with django_assert_max_num_queries(60) as one:
        tell_assignees()
    for _number in range(20):
        make_card()
    with django_assert_max_num_queries(60) as twenty:
        tell_assignees()
    assert len(one) == len(twenty)


def test_a_new_chair_with_an_account_takes_the_letter_link_of_the_old_one_away(client, card, forest, account):
    old = link_for(card)
    Post.objects.filter(organisation=forest).update(until="2020-01-01")
    chair = Person.objects.create(surname="Новая", organisation=forest, user=account(Role.ASSIGNEE, "novaya"))
    Post.objects.create(organisation=forest, person=chair, duty="chair")
    tell_assignees()
    assert client.get(old.path).status_code == 410


def test_a_mailbox_of_an_organisation_is_written_to_without_a_name(make_card, water):
    make_card(assignees=[water])
    OrganisationContact.objects.filter(organisation=water).update(kind=Contact.Kind.EMAIL)
    tell_assignees()
    assert mail.outbox[0].to == ["water@example.org"]
    assert "«Водники»" in mail.outbox[0].body
