"""One step over many cards: first what would happen to which, then done card by card, refusals named."""

import pytest
from django.core import mail
from django.urls import reverse

from control.closing import accept
from control.extending import ask
from control.models import Assignment, CardEvent, ItemState, Report
from registry.models import Role
from registry.models.person import PersonContact
from tests.control_boards.conftest import CHAIR, days, fresh, words_of

pytestmark = pytest.mark.django_db
BULK = "/admin/control/bulk/"


@pytest.fixture
def press(screen, django_capture_on_commit_callbacks):
    """Presses a button over cards; the second time with what the preview shows."""

    def press_button(action, cards, do=True, **typed):
        asked = {"action": action, "card": [card.pk for card in cards], "query": "view=late"}
        page = screen.post(BULK, asked)
        if not do or page.status_code != 200:
            return page
        todo = page.context["todo"]
        chosen = {
            **asked,
            "do": "1",
            "card": [step.card.pk for step in todo],
            "seen": [step.seen for step in todo if step.seen],
            **typed,
        }
        with django_capture_on_commit_callbacks(execute=True):
            return screen.post(BULK, chosen)

    return press_button


def test_the_preview_names_every_card_and_changes_nothing(press, put, members, reported):
    first, second, third = put(days(-4), to=members(3))
    reported(first, "Обучены 14 человек")
    reported(second)
    page = press("accept", [first, second, third], do=False)
    assert [step.card for step in page.context["todo"]] == [first, second]
    assert [step.card for step in page.context["skipped"]] == [third]
    assert page.context["skipped"][0].refusal
    assert "Обучены 14 человек" in words_of(page)
    assert fresh(first).state == ItemState.REPORTED


def test_accepting_many_closes_each_and_writes_to_each(press, put, members, reported):
    cards = put(days(-4), to=members(3))
    for card in cards:
        reported(card)
    press("accept", cards)
    assert {fresh(card).state for card in cards} == {ItemState.CLOSED}
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"m{number}@example.org" for number in range(3)]


def test_a_report_sent_after_the_preview_is_first_to_be_read(screen, put, members, reported):
    (card,) = put(days(-4), to=members(1))
    seen = reported(card)
    reported(card, "Исправлено")
    page = screen.post(BULK, {"action": "accept", "card": card.pk, "seen": f"{card.pk}-{seen.pk}", "do": "1"})
    assert page.context["skipped"][0].refusal
    assert fresh(card).state == ItemState.REPORTED


def test_what_one_card_refuses_stops_no_other(press, screen, put, members, reported):
    first, second = put(days(-4), to=members(2))
    reports = [reported(first), reported(second)]
    asked = {"action": "accept", "card": [first.pk, second.pk], "do": "1"}
    accept(first, None, report=reports[0])
    page = screen.post(BULK, {**asked, "seen": [f"{first.pk}-{reports[0].pk}", f"{second.pk}-{reports[1].pk}"]})
    assert [step.card for step in page.context["skipped"]] == [first]
    assert fresh(second).state == ItemState.CLOSED


def test_reminding_writes_to_each_who_has_an_address(press, put, members):
    first, second = put(days(-4), to=members(2))
    PersonContact.objects.filter(person__organisation=second.assignee_id).delete()
    page = press("remind", [first, second])
    assert [letter.to for letter in mail.outbox] == [["m0@example.org"]]
    assert fresh(first).events.filter(verb=CardEvent.Verb.REMINDED).exists()
    assert len(page.context["skipped"]) == 0  # the preview had left the other one out already


def test_cards_without_a_date_get_one_day_of_control(press, put, members):
    cards = put(to=members(2))
    refused = press("date", cards, due=days(-1).isoformat())
    assert refused.status_code == 422
    assert fresh(cards[0]).next_due is None
    press("date", cards, due=days(30).isoformat())
    assert {fresh(card).next_due for card in cards} == {days(30)}


def test_requests_are_granted_each_to_its_own_day_or_all_to_one(press, put, members):
    first, second, silent = put(days(5), to=members(3))
    ask(first, CHAIR, new_due=days(20), reason="Ведомости")
    ask(second, CHAIR, new_due=days(30), reason="Отпуск")
    page = press("extend", [first, second, silent], do=False)
    assert [step.card for step in page.context["skipped"]] == [silent]
    press("extend", [first, second])
    assert (fresh(first).next_due, fresh(second).next_due) == (days(20), days(30))
    ask(first, CHAIR, new_due=days(40), reason="Ещё раз")
    press("extend", [first], due=days(35).isoformat())
    assert fresh(first).next_due == days(35)


def test_closing_and_cancelling_need_a_ground(press, put, members):
    closed, cancelled = put(days(5), to=members(2))
    for action, card in (("close", closed), ("cancel", cancelled)):
        page = press(action, [card], result="obsolete", basis=" ")
        assert page.status_code == 422
        assert fresh(card).is_on_control
    press("close", [closed], result="obsolete", basis="Постановление № 9")
    press("cancel", [cancelled], basis="Организация ликвидирована")
    assert (fresh(closed).state, fresh(closed).result) == (ItemState.CLOSED, "obsolete")
    assert (fresh(cancelled).state, fresh(cancelled).basis) == (ItemState.CANCELLED, "Организация ликвидирована")


def test_a_chosen_point_stands_for_all_its_cards_of_the_list(screen, put, members, reported):
    cards = put(days(-4), to=members(3))
    reported(cards[0])
    page = screen.post(BULK, {"action": "remind", "item": cards[0].item_id, "query": "view=late"})
    assert [step.card for step in page.context["todo"]] == cards[1:]


def test_nothing_chosen_leads_back_to_the_board_with_a_word(screen):
    answer = screen.post(BULK, {"action": "accept", "query": "view=waits"})
    assert answer.headers["Location"] == reverse("control_board") + "?view=waits"


def test_whoever_only_reads_control_does_nothing_over_cards(client, account, put, members):
    (card,) = put(days(-4), to=members(1))
    client.force_login(account(Role.DRAFTER, "reader"))
    asked = {"action": "cancel", "card": card.pk, "do": "1", "basis": "x"}
    assert client.post(BULK, asked).status_code in (302, 403)
    assert fresh(card).state == ItemState.ASSIGNED


def test_the_preview_of_twenty_costs_no_more_queries_than_one(
    screen, put, members, reported, django_assert_num_queries, count_queries
):
    cards = put(days(-4), to=members(20))
    for card in cards:
        reported(card)
    assert Report.objects.count() == Assignment.objects.count() == 20

    def look(number):
        return screen.post(BULK, {"action": "accept", "card": [card.pk for card in cards[:number]]})

    look(1)
    one = count_queries(lambda: look(1))
    with django_assert_num_queries(one):
        assert len(look(20).context["todo"]) == 20
