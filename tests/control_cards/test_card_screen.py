"""The screen of a card: what it says, who may answer on it, and what two controllers make of it."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from control.closing import accept, close, return_report
from control.extending import ask, grant
from control.linking import link_for
from control.models import Assignment, CardEvent, Extension, ItemState, Report, Rewording
from control.reporting import Reporter, report
from control.rewording import reword
from tests.control_cards.conftest import fresh, pdf

pytestmark = pytest.mark.django_db
CHAIR = Reporter(signed_as="А. Р. Хлебодарова", by_link=True)
MARCH = datetime.date(2026, 3, 13)


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(datetime.datetime(2026, 2, 17, 9, 0, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def screen(client, controller, card):
    """The address of the card, with the controller logged in."""
    client.force_login(controller)
    return reverse("control_card", args=[card.pk])


@pytest.fixture
def reported(card):
    return report(card, CHAIR, text="В перечень вошли 14 предприятий")


def words_of(page):
    return page.content.decode().replace("\xa0", " ")


def test_the_card_says_whose_turn_it_is_and_what_was_reported(client, screen, reported):
    page = client.get(screen)
    assert page.context["turn"].mine
    words = words_of(page)
    assert "В перечень вошли 14 предприятий" in words
    assert "27 февраля, пятница" in words
    assert "до 27 февраля 2026 года" in words
    assert 'value="accept"' in words


def test_before_the_report_it_is_the_assignees_turn_and_there_is_nothing_to_accept(client, screen):
    page = client.get(screen)
    assert not page.context["turn"].mine
    assert "Лесной" in page.context["turn"].who
    assert 'value="accept"' not in words_of(page)


def test_whoever_only_reads_control_sees_no_button_and_may_press_none(client, card, reported, reader):
    client.force_login(reader)
    path = reverse("control_card", args=[card.pk])
    words = words_of(client.get(path))
    assert "14 предприятий" in words
    assert 'name="action"' not in words
    assert client.post(path, {"action": "accept", "report": reported.pk}).status_code in (302, 403)
    assert fresh(card).state == ItemState.REPORTED


def test_accepting_closes_the_card_and_tells_the_assignee(
    client, screen, card, reported, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(screen, {"action": "accept", "report": reported.pk, "remark": "Хорошая работа"})
    assert fresh(card).state == ItemState.CLOSED
    assert Report.objects.get().remark == "Хорошая работа"
    assert mail.outbox[0].to == ["les@example.org"]
    assert "принят" in mail.outbox[0].subject


def test_accepting_the_report_of_one_day_leaves_the_card_open_for_the_next(client, make_card, controller):
    card = make_card("31 марта, 30 июня 2026 года")
    sent = report(card, CHAIR, text="За первый квартал")
    client.force_login(controller)
    client.post(reverse("control_card", args=[card.pk]), {"action": "accept", "report": sent.pk})
    assert (fresh(card).state, fresh(card).next_due) == (ItemState.IN_WORK, datetime.date(2026, 6, 30))


def test_a_report_is_returned_with_a_remark_and_a_link_in_the_letter(
    client, screen, card, reported, django_capture_on_commit_callbacks
):
    empty = client.post(screen, {"action": "return", "report": reported.pk, "remark": " "})
    assert empty.status_code == 422
    assert "remark-error" in words_of(empty)
    assert fresh(card).state == ItemState.REPORTED
    with django_capture_on_commit_callbacks(execute=True):
        client.post(screen, {"action": "return", "report": reported.pk, "remark": "Нет числа работников"})
    assert fresh(card).state == ItemState.RETURNED
    assert "Нет числа работников" in mail.outbox[0].body
    assert "/link/report/" in mail.outbox[0].body


def test_the_second_of_two_controllers_sees_the_decision_and_keeps_what_he_typed(
    client, screen, card, reported, account
):
    first = account("controller", "pervaya")
    accept(card, first, report=reported)
    late = client.post(screen, {"action": "return", "report": reported.pk, "remark": "Мои замечания"})
    assert late.status_code == 409
    words = words_of(late)
    assert "Pervaya" in words
    assert "Мои замечания" in words
    assert fresh(card).state == ItemState.CLOSED
    assert Report.objects.get().decision == Report.Decision.ACCEPTED


def test_a_report_replaced_while_it_was_read_is_not_accepted_unread(client, screen, card, reported):
    report(card, CHAIR, text="Исправленный")
    answer = client.post(screen, {"action": "accept", "report": reported.pk})
    assert answer.status_code == 409
    assert "Исправленный" in words_of(answer)
    assert fresh(card).state == ItemState.REPORTED


def test_two_who_close_otherwise_at_once_close_it_once(client, screen, card, account):
    close(card, account("controller", "pervaya"), result="done", basis="письмо № 14")
    answer = client.post(screen, {"action": "close", "result": "obsolete", "basis": "Не нужно"})
    assert answer.status_code == 409
    assert (fresh(card).result, fresh(card).basis) == ("done", "письмо № 14")
    assert card.events.filter(verb=CardEvent.Verb.CLOSED).count() == 1


def test_the_report_of_another_card_is_not_accepted_here(client, screen, card, make_card):
    foreign = report(make_card(), CHAIR, text="Чужой")
    assert client.post(screen, {"action": "accept", "report": foreign.pk}).status_code == 404
    assert Report.objects.get().decision == ""


def test_closing_otherwise_needs_a_ground(client, screen, card):
    answer = client.post(screen, {"action": "close", "result": "obsolete", "basis": ""})
    assert answer.status_code == 422
    client.post(screen, {"action": "close", "result": "obsolete", "basis": "Предприятия ликвидированы"})
    assert (fresh(card).state, fresh(card).result) == (ItemState.CLOSED, "obsolete")


def test_a_closed_card_is_taken_back_with_a_reason(client, screen, card, reported, controller):
    accept(card, controller, report=reported)
    assert client.post(screen, {"action": "reopen", "cause": ""}).status_code == 422
    client.post(screen, {"action": "reopen", "cause": "Перечень неполный"})
    assert (fresh(card).state, fresh(card).next_due) == (ItemState.IN_WORK, datetime.date(2026, 2, 27))
    assert 'value="reopen"' not in words_of(client.get(screen))


def test_a_later_day_is_given_and_every_earlier_day_stays_visible(
    client, screen, card, django_capture_on_commit_callbacks
):
    asked = ask(card, CHAIR, new_due=MARCH, reason="Три леспромхоза не ответили")
    page = client.get(screen)
    assert page.context["turn"].mine
    with django_capture_on_commit_callbacks(execute=True):
        client.post(screen, {"action": "grant", "extension": asked.pk, "due": "2026-03-06", "answer": ""})
    assert fresh(card).next_due == datetime.date(2026, 3, 6)
    words = words_of(client.get(screen))
    assert "<s>27 февраля 2026" in words
    assert "<b>6 марта 2026" in words
    assert "Три леспромхоза не ответили" in words
    assert "6 марта" in mail.outbox[0].subject


def test_a_refused_request_needs_a_word_and_the_day_stays(client, screen, card):
    asked = ask(card, CHAIR, new_due=MARCH, reason="Долго")
    assert client.post(screen, {"action": "refuse", "extension": asked.pk}).status_code == 422
    client.post(screen, {"action": "refuse", "extension": asked.pk, "answer": "Срок указан в акте"})
    assert fresh(card).next_due == datetime.date(2026, 2, 27)
    again = client.post(screen, {"action": "grant", "extension": asked.pk, "due": "2026-03-06"})
    assert again.status_code == 409
    assert Extension.objects.get().decision == Extension.Decision.REFUSED


def test_a_request_about_a_day_reported_and_accepted_waits_for_nobody(client, screen, card, controller):
    asked = ask(card, CHAIR, new_due=MARCH, reason="Долго")
    accept(card, controller, report=report(card, CHAIR, text="Успели"))
    asked.refresh_from_db()
    assert asked.decision == Extension.Decision.WITHDRAWN
    assert client.post(screen, {"action": "grant", "extension": asked.pk}).status_code == 409


def test_a_card_without_a_day_gets_a_day_of_control_and_keeps_its_words(client, make_card, controller):
    card = make_card("постоянно")
    client.force_login(controller)
    path = reverse("control_card", args=[card.pk])
    assert client.post(path, {"action": "date", "day": "2026-01-01"}).status_code == 409
    client.post(path, {"action": "date", "day": "2026-06-01", "why": "К заседанию Совета"})
    assert fresh(card).next_due == datetime.date(2026, 6, 1)
    assert fresh(card).item.deadline_words == "постоянно"
    assert 'value="date"' not in words_of(client.get(path))


def test_both_wordings_stand_side_by_side_and_the_controller_decides(client, screen, card, make_card, council):
    since = datetime.date(2026, 2, 10)
    changed = reword(
        card.item,
        council.acts,
        act_name="Президиум № 14-5",
        since=since,
        after="Составить перечень организаций до 20 марта 2026 года",
    )
    words = words_of(client.get(screen))
    assert "<del" in words
    assert "<ins" in words
    assert client.post(screen, {"action": "reword", "rewording": changed.pk}).status_code == 422
    client.post(screen, {"action": "reword", "rewording": changed.pk, "decision": "renew"})
    assert fresh(card).next_due == datetime.date(2026, 3, 20)
    again = client.post(screen, {"action": "reword", "rewording": changed.pk, "decision": "cancel"})
    assert again.status_code == 409
    assert Rewording.objects.get().decision == Rewording.Decision.RENEW
    assert fresh(card).state == ItemState.ASSIGNED


def test_a_note_is_a_line_of_the_history_that_the_assignee_does_not_see(client, screen, card):
    client.post(screen, {"action": "note", "note": "Звонили, обещали в пятницу"})
    assert "Звонили, обещали в пятницу" in words_of(client.get(screen))
    client.logout()
    assert "Звонили" not in words_of(client.get(link_for(card).path))
    assert fresh(card).state == ItemState.ASSIGNED


def test_what_came_by_telephone_is_written_down_for_the_assignee(client, screen, card):
    link = link_for(card).path
    client.post(link, {"action": "draft", "text": "Свой черновик"})
    data = {"action": "behalf", "text": "Перечень готов, 14 предприятий", "files": [pdf()]}
    assert client.post(screen, data).status_code == 422
    client.post(screen, {**data, "signed_as": "А. Р. Хлебодарова, по телефону", "files": [pdf()]})
    sent = card.reports.get()
    assert (sent.signed_as, sent.sent_by.username, sent.by_link) == (
        "А. Р. Хлебодарова, по телефону",
        "lukina",
        False,
    )
    assert sent.files.count() == 1
    assert card.draft.text == "Свой черновик"
    assert fresh(card).acknowledged_at is None


def test_the_link_is_sent_once_more_or_said_to_have_nowhere_to_go(
    client, screen, card, make_card, organisation, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(screen, {"action": "send_link"})
    assert "/link/report/" in mail.outbox[0].body
    silent = make_card(assignees=[organisation])
    answer = client.post(reverse("control_card", args=[silent.pk]), {"action": "send_link"})
    assert answer.status_code == 409
    assert len(mail.outbox) == 1


def test_a_link_nobody_was_sent_is_not_offered_once_more(client, screen, card, django_capture_on_commit_callbacks):
    # Cards loaded as the past count as told, and yet no letter has gone.
    Assignment.objects.update(told_at=timezone.now())
    once_more = "Отправить ссылку ещё раз"
    words = words_of(client.get(screen))
    assert "Отправить ссылку" in words
    assert once_more not in words
    with django_capture_on_commit_callbacks(execute=True):
        client.post(screen, {"action": "send_link"})
    assert once_more in words_of(client.get(screen))


def test_the_page_says_how_many_cards_of_the_point_are_done(client, make_card, controller, forest, water):
    card = make_card(assignees=[forest, water])
    close(card.item.assignments.last(), controller, result="done", basis="письмо")
    client.force_login(controller)
    page = client.get(reverse("control_card", args=[card.pk]))
    assert "исполнено 1 из 2" in words_of(page)


def test_one_report_and_twenty_cost_the_same(client, screen, card, controller, django_assert_max_num_queries):
    def send(number):
        sent = report(card, CHAIR, text=f"Отчёт {number}")
        return_report(card, controller, remark="Ещё раз", report=sent)

    send(1)
    client.get(screen)
    with django_assert_max_num_queries(60) as one:
        client.get(screen)
    for number in range(2, 21):
        send(number)
    with django_assert_max_num_queries(60) as twenty:
        client.get(screen)
    assert len(one) == len(twenty)


def test_a_foreign_council_does_not_open_the_card(client, card, django_user_model):
    from home.council import set_up_council
    from registry.models import Organisation

    other = set_up_council(Organisation.objects.create(name="Чужая федерация"), slug="other", host="other.localhost")
    stranger = django_user_model.objects.create_user("stranger")
    stranger.groups.add(other.group("controller"))
    client.force_login(stranger)
    answer = client.get(reverse("control_card", args=[card.pk]))
    assert answer.status_code in (302, 403)


def test_a_form_whose_place_is_gone_says_that_somebody_has_decided(client, screen, card, controller):
    asked = ask(card, CHAIR, new_due=MARCH, reason="Долго")
    grant(asked, controller)
    answer = client.post(screen, {"action": "refuse", "extension": asked.pk, "answer": ""})
    assert answer.status_code == 422
    assert "Уже решил кто-то другой" in words_of(answer)


def test_a_granted_day_counts_as_in_time_after_an_extension(card, controller):
    grant(ask(card, CHAIR, new_due=MARCH, reason="Долго"), controller)
    with time_machine.travel(datetime.datetime(2026, 3, 10, 9, tzinfo=datetime.UTC)):
        accept(card, controller, report=report(card, CHAIR, text="Готово"))
    assert card.occurrences.get().outcome == "extended"


def test_a_file_field_says_which_kinds_it_takes_and_how_large(client, screen):
    words = words_of(client.get(screen))
    assert "PDF, DOCX, XLSX" in words
    assert "до 20,0 МБ каждый, не больше 10" in words
    assert 'accept=".pdf,.docx' in words


def test_a_day_is_chosen_in_the_field_of_the_house(client, make_card, controller):
    client.force_login(controller)
    words = words_of(client.get(reverse("control_card", args=[make_card("постоянно").pk])))
    assert 'initDateChooser("id_day"' in words
    assert "date-time-chooser.js" in words


def test_the_days_of_a_card_are_a_region_that_can_be_reached_and_read_on_a_telephone(client, screen):
    words = words_of(client.get(screen))
    assert 'class="control-wide" tabindex="0" role="region" aria-labelledby="deadlines-h"' in words
    # Where the head of the table is hidden each cell says what it is.
    assert 'data-l="Решили' in words
