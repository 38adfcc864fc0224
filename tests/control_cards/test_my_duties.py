"""Whoever answers and has an account finds everything on one page, across all acts."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from control.closing import close, return_report
from control.models import ItemState, ReportDraft
from control.reporting import Reporter, report
from registry.models import Person, Post, Role
from tests.control_cards.conftest import fresh, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(datetime.datetime(2026, 2, 17, 9, 0, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def chair(forest, account):
    """The chair of the member organisation, now with an account."""
    person = forest.posts.get().person
    person.user = account(Role.ASSIGNEE, "hlebodarova")
    person.save()
    return person


@pytest.fixture
def page(client, chair):
    client.force_login(chair.user)
    return reverse("control_my_duties")


def cards_on(answer):
    return [[card.pk for card in cards] for _heading, _late, cards in answer.context["groups"]]


def test_the_cards_stand_by_urgency(client, page, make_card, water, controller):
    late, week, later = (make_card(words) for words in ("до 10 февраля 2026", "до 20 февраля 2026", "до 1 мая 2026"))
    undated, reported, closed = make_card("постоянно"), make_card(), make_card()
    report(reported, Reporter(), text="Готово")
    close(closed, controller, result="done", basis="письмо")
    make_card(assignees=[water])
    assert cards_on(client.get(page)) == [[late.pk], [week.pk], [later.pk], [undated.pk], [reported.pk]]


def test_a_card_with_somebody_named_is_theirs_and_not_the_chairs(client, page, make_card, chair, forest, account):
    card = make_card()
    deputy = Person.objects.create(surname="Сидоров", organisation=forest, user=account(Role.ASSIGNEE, "sidorov"))
    card.answers = deputy
    card.save()
    assert cards_on(client.get(page)) == []
    client.force_login(deputy.user)
    assert cards_on(client.get(page)) == [[card.pk]]


def test_a_former_chair_sees_nothing_any_more(client, page, card, forest, chair):
    assert cards_on(client.get(page)) == [[card.pk]]
    Post.objects.filter(person=chair).update(until=datetime.date(2026, 2, 1))
    assert cards_on(client.get(page)) == []
    assert client.get(reverse("control_duty", args=[card.pk])).status_code in (302, 403)


def test_one_card_and_twenty_cost_the_same(client, page, make_card, django_assert_max_num_queries):
    make_card()
    client.get(page)
    with django_assert_max_num_queries(60) as one:
        client.get(page)
    for _number in range(19):
        make_card()
    with django_assert_max_num_queries(60) as twenty:
        assert len(cards_on(client.get(page))[0]) == 20
    assert len(one) == len(twenty)


def test_the_first_screen_names_the_nearest(client, page, card):
    words = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("control_duty", args=[card.pk]) in words


def test_the_chair_reports_with_a_file_from_the_account(client, page, card, chair):
    duty = reverse("control_duty", args=[card.pk])
    assert "Составить перечень" in client.get(duty).content.decode().replace("\xa0", " ")
    answer = client.post(duty, {"action": "report", "text": "Готово", "files": [pdf()]}, follow=True)
    sent = card.reports.get()
    assert sent.printed_number in answer.content.decode()
    assert (sent.sent_by, sent.person, sent.by_link) == (chair.user, chair, False)
    assert fresh(card).state == ItemState.REPORTED
    path = reverse("control_report_file", args=[sent.files.get().pk])
    assert client.get(path).getvalue().startswith(b"%PDF")


def test_a_late_report_is_said_to_be_late_and_its_files_are_named_when_it_comes_back(
    client, page, make_card, controller
):
    card = make_card("до 15 февраля 2026 года", text="Составить перечень предприятий;")
    duty = reverse("control_duty", args=[card.pk])
    answer = client.post(duty, {"action": "report", "text": "Готово", "files": [pdf()]}, follow=True)
    (said,) = [str(message) for message in answer.context["messages"]]
    assert "17 февраля, " in said
    return_report(card, controller, remark="Нет числа работников")
    words = client.get(duty).content.decode()
    assert "spisok.pdf" in words
    assert "предприятий;" not in words
    assert "предприятий;" not in client.get(page).content.decode()


def test_a_later_day_and_a_draft_work_from_the_account(client, page, card):
    duty = reverse("control_duty", args=[card.pk])
    client.post(duty, {"action": "extend", "new_due": "2026-03-13", "reason": "Ждём ответов"})
    client.post(duty, {"action": "draft", "text": "Начало"})
    assert card.occurrences.get().extensions.get().asked_by.username == "hlebodarova"
    assert ReportDraft.objects.get().text == "Начало"


def test_an_ended_card_is_shown_and_takes_nothing(client, page, card, controller):
    close(card, controller, result="done", basis="письмо № 14")
    duty = reverse("control_duty", args=[card.pk])
    words = client.get(duty).content.decode()
    assert "письмо № 14" in words
    assert 'value="report"' not in words
    assert client.post(duty, {"action": "report", "text": "Ещё"}).status_code == 409
    assert not card.reports.exists()


def test_the_card_of_somebody_else_does_not_open(client, page, make_card, water):
    foreign = make_card(assignees=[water])
    duty = reverse("control_duty", args=[foreign.pk])
    assert client.get(duty).status_code in (302, 403)
    client.post(duty, {"action": "report", "text": "Не моё"})
    assert not foreign.reports.exists()


def test_an_account_without_a_person_is_told_so(client, controller):
    client.force_login(controller)
    answer = client.get(reverse("control_my_duties"))
    assert answer.status_code == 200
    assert cards_on(answer) == []
