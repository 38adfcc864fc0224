"""Organisation × point: a sign and a word in every cell, sums over rows and columns."""

from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from openpyxl import load_workbook

from home.council import set_up_council
from registry.models import Organisation, Role
from tests.control_boards.conftest import days, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(put, members, reported, outcome):
    """Two points of one act for three organisations; the third has the first point only."""
    forest, water, wood = members(3)
    first = put(days(-4), to=[forest, water, wood], label="1")
    put(days(20), to=[forest, water], label="2", heard=20)
    outcome(first[1], days(-5), "in_time")
    reported(first[2])
    return reverse("control_matrix", args=[first[0].item.source_id])


def test_every_cell_says_how_its_card_stands(screen, address):
    page = screen.get(address)
    late, closed, reported = [line.cells.split("<td")[1:] for line in page.context["lines"]]
    assert late[0].endswith("</a>")
    assert ">4 " in late[0]
    assert "◌" in late[1]
    assert "✓" in closed[0]
    assert "●" in reported[0]
    assert "href" not in reported[1]
    card = late[0].partition("href=")[2].partition(">")[0]
    assert screen.get(address + card).headers["Location"] == reverse("control_card", args=[card])


def test_rows_columns_and_the_whole_are_added_up(screen, address):
    page = screen.get(address)
    assert [(point.done, point.total, point.late) for point in page.context["points"]] == [(1, 3, 1), (0, 2, 0)]
    assert [(line.done, line.total, line.late) for line in page.context["lines"]] == [(0, 2, 1), (1, 2, 0), (0, 1, 0)]
    counts = page.context["counts"]
    assert (counts["done"], counts["total"], counts["late"], counts["silent"]) == (1, 5, 1, 2)


def test_the_page_says_whose_matrix_it_is_and_how_one_came_to_it(screen, address):
    page = screen.get(address)
    assert page.context["header_title"] == "Матрица исполнения: Совет № 6-2"
    assert [str(crumb["label"]) for crumb in page.context["breadcrumbs_items"]][1:] == [
        "Контроль",
        "Матрицы исполнения",
        "Матрица исполнения: Совет № 6-2",
    ]
    assert "19 декабря 2025" in words_of(page)


def test_those_behind_can_stand_first_or_alone(screen, address):
    assert [line.late for line in screen.get(address, {"order": "late"}).context["lines"]] == [1, 0, 0]
    assert [line.name for line in screen.get(address, {"order": "only_late"}).context["lines"]] == ["Краевая 00"]


def test_the_spreadsheet_says_the_cells_in_words(screen, address):
    answer = screen.get(address, {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert len(rows) == 4
    assert rows[1][2] == "0/2"
    assert "(4)" in rows[1][3]


def test_a_neighbouring_council_comes_neither_to_the_matrix_nor_to_its_cells(client, address):
    beside = set_up_council(Organisation.objects.create(name="Союз «Соседняя федерация»"), slug="sosedny")
    neighbour = get_user_model().objects.create_user("neighbour")
    neighbour.groups.add(beside.group(Role.CONTROLLER))
    client.force_login(neighbour)
    assert client.get(address).status_code in (302, 403)
    assert not client.get(reverse("control_matrices")).context["sources"]


def test_twenty_rows_and_points_cost_no_more_queries_than_one(
    screen, put, members, django_assert_num_queries, count_queries
):
    one = members(1)
    (card,) = put(days(5), to=one, label="1")
    address = reverse("control_matrix", args=[card.item.source_id])
    screen.get(address)
    asked = count_queries(lambda: screen.get(address))
    others = members(19, start=1)
    for number in range(2, 12):
        put(days(5), to=[*one, *others], label=str(number))
    with django_assert_num_queries(asked):
        page = screen.get(address)
    assert (len(page.context["lines"]), len(page.context["points"])) == (20, 11)


def test_the_list_of_acts_says_how_much_is_done(
    screen, put, members, outcome, django_assert_num_queries, count_queries
):
    party = members(2)
    cards = put(days(-4), to=party, name="Совет № 1")
    outcome(cards[0], days(-5), "in_time")
    list_url = reverse("control_matrices")
    screen.get(list_url)
    asked = count_queries(lambda: screen.get(list_url))
    for number in range(2, 7):
        put(days(5), to=party, name=f"Совет № {number}")
    with django_assert_num_queries(asked):
        page = screen.get(list_url)
    assert len(page.context["sources"]) == 6
    assert "1 из 2" in words_of(page) or "1 of 2" in words_of(page)
