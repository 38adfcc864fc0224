"""The five numbers of the morning, and the lists behind them."""

from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from openpyxl import load_workbook

from control.closing import accept
from control.extending import ask
from control.models import ItemState
from home.council import set_up_council
from registry.models import Organisation, Role
from tests.control_boards.conftest import CHAIR, days, words_of

pytestmark = pytest.mark.django_db
BOARD = "/admin/control/"
VIEWS = ("late", "silent", "week", "waits", "undated", "control")


@pytest.fixture
def morning(put, members, reported):
    """One card of each kind, and one that is none of them."""
    forest, water = members(2)
    late, _far = put(days(-4), to=[forest, water], label="1")
    (week,) = put(days(1), to=[forest], label="2")
    put(days(60), to=[water], label="3")
    (silent,) = put(days(30), to=[forest], label="4", heard=15)
    (undated,) = put(to=[forest], label="5", heard=3)
    reported(_far)
    return {"late": late, "week": week, "silent": silent, "undated": undated, "waits": _far}


def test_every_number_is_as_long_as_the_list_behind_it(screen, morning):
    numbers = screen.get(BOARD).context["numbers"]
    assert {view: numbers[view] for view in VIEWS} == {
        "late": 1,
        "silent": 1,
        "week": 1,
        "waits": 1,
        "undated": 1,
        "control": 6,
    }
    for view in VIEWS:
        page = screen.get(BOARD, {"view": view, "group": "card"})
        assert len(page.context["cards"]) == numbers[view], view
        assert view == "control" or page.context["cards"][0] == morning[view]


def test_a_report_that_was_sent_is_neither_late_nor_silent(screen, put, members, reported):
    (card,) = put(days(-4), to=members(1), heard=30)
    assert screen.get(BOARD).context["numbers"]["late"] == 1
    reported(card)
    numbers = screen.get(BOARD).context["numbers"]
    assert (numbers["late"], numbers["silent"], numbers["waits"]) == (0, 0, 1)


def test_a_request_for_a_later_day_waits_too_and_can_be_extended_from_the_list(screen, put, members):
    (card,) = put(days(5), to=members(1))
    ask(card, CHAIR, new_due=days(30), reason="Ведомости в конце месяца")
    page = screen.get(BOARD, {"view": "waits"})
    assert page.context["numbers"]["waits"] == 1
    assert "Ведомости в конце месяца" in words_of(page)
    assert 'value="extend"' in words_of(page)


def test_points_stand_together_and_open_into_their_cards(screen, put, members):
    cards = put(days(-4), to=members(3))
    page = screen.get(BOARD)
    (row,) = page.context["rows"]
    assert (row.cards, row.opened) == (3, [])
    page = screen.get(page.context["rows"][0].toggle_url.partition("#")[0].replace("?", BOARD + "?"))
    assert page.context["rows"][0].opened == cards
    assert reverse("control_card", args=[cards[0].pk]) in words_of(page)


def test_the_filters_narrow_the_numbers_and_the_list_alike(screen, put, members, morning):
    (other,) = put(days(-9), to=members(1, start=7), label="9", name="Президиум № 1")
    page = screen.get(BOARD, {"q": "Президиум № 1"})
    assert page.context["numbers"]["late"] == page.context["total"] == 1
    page = screen.get(BOARD, {"organisation": other.assignee_id, "group": "card"})
    assert page.context["cards"] == [other]
    page = screen.get(BOARD, {"until": days(-8).isoformat(), "group": "card"})
    assert page.context["cards"] == [other]
    assert len(page.context["pills"]) == 1


@pytest.mark.parametrize("words", ["президиум №1", "ПРЕЗИДИУМ № 1", "«Соснёвая»"])
def test_words_are_found_in_points_and_in_assignees_whatever_their_case_and_marks(
    screen, put, members, morning, organisation, words
):
    (pine,) = put(days(-9), to=members(1, start=7), label="9", name="Президиум № 1")
    Organisation.objects.filter(pk=pine.assignee_id).update(name_key="сосневая организация")
    page = screen.get(BOARD, {"q": words, "group": "card"})
    assert page.context["cards"] == [pine]
    assert page.context["numbers"]["late"] == 1


def test_signs_without_words_find_nothing(screen, morning):
    assert screen.get(BOARD, {"q": "«№»"}).context["numbers"]["control"] == 0


def test_words_the_form_does_not_understand_narrow_nothing_and_break_nothing(screen, morning):
    page = screen.get(BOARD, {"since": "вчера", "council": "9999999", "page": "-1", "open": "x", "view": "?"})
    assert page.status_code == 200
    assert page.context["numbers"]["control"] == 6


def test_a_controller_sees_nothing_of_a_neighbouring_council(client, screen, account, morning, put, members):
    beside = set_up_council(Organisation.objects.create(name="Союз «Соседняя федерация»"), slug="sosedny")
    neighbour = get_user_model().objects.create_user("neighbour")
    neighbour.groups.add(beside.group(Role.CONTROLLER))
    client.force_login(neighbour)
    assert client.get(BOARD).context["numbers"]["control"] == 0
    client.force_login(account(Role.DRAFTER, "reader"))
    page = client.get(BOARD)
    assert page.context["numbers"]["late"] == 1
    assert 'name="action"' not in words_of(page)
    client.force_login(account(Role.EDITOR, "editor"))
    assert client.get(BOARD).status_code in (302, 403)


@pytest.mark.parametrize("view", VIEWS)
def test_twenty_points_cost_no_more_queries_than_one(
    screen, put, members, reported, django_assert_num_queries, count_queries, view
):
    party = members(1)
    due = () if view == "undated" else (days(2 if view in ("week", "control") else -2),)

    def add(number):
        cards = put(*due, to=party, label=str(number), heard=20 if view == "silent" else 0)
        if view == "waits":
            reported(cards[0])

    add(1)
    asked = {"view": view, "open": "1"}
    screen.get(BOARD, asked)
    one = count_queries(lambda: screen.get(BOARD, asked))
    for number in range(2, 21):
        add(number)
    with django_assert_num_queries(one):
        page = screen.get(BOARD, asked)
    assert page.context["total"] == 20


@pytest.mark.parametrize("group", ["organisation", "card"])
def test_twenty_assignees_cost_no_more_queries_than_one(
    screen, put, members, django_assert_num_queries, count_queries, group
):
    put(days(-2), to=members(1), label="1")
    screen.get(BOARD, {"group": group})
    one = count_queries(lambda: screen.get(BOARD, {"group": group}))
    put(days(-2), to=members(19, start=1), label="2")
    with django_assert_num_queries(one):
        page = screen.get(BOARD, {"group": group})
    assert page.context["groups"] == 20


def test_the_first_screen_shows_the_numbers(screen, morning):
    words = words_of(screen.get("/admin/"))
    assert "/admin/control/?view=late" in words
    assert "/admin/control/?view=waits" in words


def test_the_spreadsheet_has_a_row_for_every_card_of_the_list(screen, put, members):
    put(days(-4), to=members(3), label="=1+1")
    answer = screen.get(BOARD, {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[1][6] == 4
    assert sheet.cell(2, 2).data_type == "s"


def test_a_repeated_duty_is_late_only_for_the_day_that_waits(screen, put, members, reported):
    (card,) = put(days(-4), days(80), to=members(1))
    sent = reported(card)
    accept(card, None, report=sent)
    numbers = screen.get(BOARD).context["numbers"]
    assert (numbers["late"], numbers["control"]) == (0, 1)
    card.refresh_from_db()
    assert card.state == ItemState.IN_WORK
