"""Whoever has been given something hears, once, that a later act has closed it, cancelled it or moved its day."""

import datetime
import smtplib

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from control.closing import cancel_all, close, reopen
from control.extending import extend_by_act
from control.models import Assignment, CardChange, CardEvent
from control.rewording import decide, reword
from control.tasks import tell_of_new_cards
from control.telling import tell_assignees
from registry.models import Contact, Organisation, OrganisationContact
from tests.control_cards.conftest import TODAY, fresh

pytestmark = pytest.mark.django_db
GROUND = "Постановление № 7-1 от 16.02.2026, п. 2"
LATER = datetime.date(2026, 3, 13)


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(datetime.datetime(2026, 2, 17, 9, 0, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def told(make_card):
    """Makes a card whose assignee has had the letter about it."""

    def make(*args, **kwargs):
        card = make_card(*args, **kwargs)
        tell_assignees()
        mail.outbox.clear()
        return fresh(card)

    return make


@pytest.fixture
def act(council):
    return council.home


def test_taken_off_control_says_by_what_and_asks_for_nothing(told, act, controller):
    card = told(text="Составить перечень;")
    close(card, controller, result="obsolete", basis=GROUND, act=act)
    tell_of_new_cards.enqueue()
    (letter,) = mail.outbox
    assert letter.to == ["les@example.org"]
    assert letter.subject == "Снято с контроля: Совет № 6-2, п. 2.1"
    assert GROUND in letter.body
    assert "Отчитываться не нужно" in letter.body
    assert "Составить перечень\n" in letter.body
    assert "http" not in letter.body
    assert card.events.last().note == "les@example.org"


def test_another_day_is_told_with_the_old_one_and_the_way_to_the_page(client, told, act, controller):
    card = told()
    extend_by_act(card, controller, due=LATER, act=act, reason=GROUND)
    assert tell_assignees() == 1
    (letter,) = mail.outbox
    assert letter.subject == "Срок теперь 13 марта 2026: Совет № 6-2, п. 2.1"
    assert "Срок теперь 13 марта 2026, пятница, был 27 февраля 2026." in letter.body
    path = letter.body.split("http", 1)[1].split()[0].split("/", 3)[3]
    assert client.get(f"/{path}").status_code == 200


def test_a_first_day_of_what_had_none_is_told_as_such(told, act, controller):
    extend_by_act(told("постоянно"), controller, due=LATER, act=act, reason=GROUND)
    tell_assignees()
    assert "раньше срока не было" in mail.outbox[0].body


def test_a_repealed_act_cancels_its_cards_and_everybody_gets_one_letter(told, make_card, act, controller, water):
    for _number in range(2):
        told()
    told(assignees=[water])
    cancel_all(Assignment.objects.all(), controller, basis=GROUND, act=act)
    assert tell_assignees() == 2
    assert sorted(letter.to[0] for letter in mail.outbox) == ["les@example.org", "water@example.org"]
    body = next(letter.body for letter in mail.outbox if letter.to == ["les@example.org"])
    assert body.count("Отменено") == 2
    assert next(each for each in mail.outbox if each.to == ["les@example.org"]).subject == "Поручение отменено, 2 п."


def test_what_one_act_does_in_several_ways_comes_in_one_letter(told, act, controller):
    first, second = told(), told()
    close(first, controller, result="not_done", basis=GROUND, act=act)
    extend_by_act(second, controller, due=LATER, act=act, reason=GROUND)
    assert tell_assignees() == 1
    assert mail.outbox[0].subject == "Изменились ваши поручения, 2 п."


def test_a_new_wording_taken_by_the_controller_tells_its_new_day(told, act, controller):
    card = told()
    changed = reword(card.item, act, act_name=GROUND, since=TODAY, after="Составить до 20 марта 2026 года")
    assert tell_assignees() == 0
    decide(changed, controller, "renew")
    assert tell_assignees() == 1
    assert "Срок теперь 20 марта 2026, пятница, был 27 февраля 2026." in mail.outbox[0].body


def test_nothing_is_told_twice(told, act, controller):
    close(told(), controller, result="done", basis=GROUND, act=act)
    assert [tell_assignees(), tell_assignees()] == [1, 0]


def test_what_has_been_undone_before_the_letter_went_is_not_told(told, act, controller):
    card = told()
    close(card, controller, result="obsolete", basis=GROUND, act=act)
    reopen(card, controller, reason="Закрыли по ошибке")
    assert tell_assignees() == 0


def test_what_the_controller_closes_without_an_act_is_no_news_of_an_act(told, controller):
    close(told(), controller, result="done", basis="письмо № 14")
    assert not CardChange.objects.exists()


def test_who_has_not_been_told_of_the_card_yet_hears_of_it_as_it_is_now(make_card, act, controller):
    moved, closed = make_card(), make_card()
    extend_by_act(moved, controller, due=LATER, act=act, reason=GROUND)
    close(closed, controller, result="obsolete", basis=GROUND, act=act)
    assert tell_assignees() == 1
    (letter,) = mail.outbox
    assert letter.subject == "Вам поручено до 13 марта: Совет № 6-2, п. 2.1"
    assert "п. 2.2" not in letter.body


def test_who_has_lost_the_address_is_looked_for_until_there_is_one(told, act, controller, water):
    card = told(assignees=[water])
    OrganisationContact.objects.filter(organisation=water).delete()
    close(card, controller, result="obsolete", basis=GROUND, act=act)
    assert [tell_assignees(), tell_assignees()] == [0, 0]
    assert card.events.filter(verb=CardEvent.Verb.NOTED).count() == 1
    OrganisationContact.objects.create(organisation=water, kind=Contact.Kind.EMAIL, value="new@example.org")
    assert tell_assignees() == 1
    assert mail.outbox[0].to == ["new@example.org"]


def test_after_a_month_it_is_news_no_more(told, act, controller, water):
    card = told(assignees=[water])
    OrganisationContact.objects.filter(organisation=water).update(kind=Contact.Kind.PHONE)
    close(card, controller, result="obsolete", basis=GROUND, act=act)
    with time_machine.travel(datetime.datetime(2026, 3, 25, 9, 0, tzinfo=datetime.UTC)):
        OrganisationContact.objects.filter(organisation=water).update(kind=Contact.Kind.EMAIL)
        assert tell_assignees() == 0


def test_a_server_that_cannot_be_reached_is_tried_again(told, act, controller, monkeypatch):
    close(told(), controller, result="done", basis=GROUND, act=act)

    def unreachable(self, messages):
        raise smtplib.SMTPServerDisconnected("gone")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", unreachable)
        assert tell_assignees() == 0
    assert tell_assignees() == 1


def test_twenty_cards_of_a_reader_cost_as_many_queries_as_one(
    make_card, act, controller, organisation, django_assert_max_num_queries
):
    def run(number):
        cards = [make_card() for _number in range(number)]
        tell_assignees()
        cancel_all(Assignment.objects.filter(pk__in=[card.pk for card in cards]), controller, basis=GROUND, act=act)
        with django_assert_max_num_queries(60) as asked:
            assert tell_assignees() == 1
        return len(asked)

    assert run(1) == run(20)


def test_no_mailbox_of_anybody_else_is_written_to_instead(told, act, controller, organisation):
    card = told(assignees=[Organisation.objects.create(name="Без почты", superior=organisation)])
    Assignment.objects.filter(pk=card.pk).update(told_at=datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC))
    close(fresh(card), controller, result="obsolete", basis=GROUND, act=act)
    assert tell_assignees() == 0
    assert mail.outbox == []
