"""The coefficient of executive discipline: its figures, the lists behind them, its groups."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from control.closing import cancel
from tests.control_boards.conftest import days

pytestmark = pytest.mark.django_db
DISCIPLINE = "/admin/control/discipline/"
FIGURES = ("due", "in_time", "extended", "late", "unclosed")


@pytest.fixture
def year(put, members, outcome):
    """Six days have come: three in time, one in time after an extension, one late, one not closed; one lies ahead."""
    cards = put(days(-20), to=members(6))
    for card, (done, how) in zip(
        cards,
        [(-21, "in_time"), (-21, "in_time"), (-20, "in_time"), (-20, "extended"), (-3, "late")],
        strict=False,
    ):
        outcome(card, days(done), how)
    put(days(20), to=members(1, start=9), label="2")
    return cards


def test_the_formula_is_in_time_and_extended_by_all_that_came_due(screen, year):
    total = screen.get(DISCIPLINE).context["total"]
    assert [getattr(total, name) for name in FIGURES] == [6, 3, 1, 1, 1]
    assert total.printed.replace("\xa0", " ") == "66,7 %"


@pytest.mark.parametrize("figure", FIGURES)
def test_every_figure_is_as_long_as_the_list_behind_it(screen, year, figure):
    page = screen.get(DISCIPLINE, {"show": figure})
    assert len(page.context["days"]) == getattr(page.context["total"], figure)


def test_a_cancelled_day_and_a_day_outside_the_period_do_not_count(screen, year):
    cancel(year[5], None, basis="Организация ликвидирована")
    assert screen.get(DISCIPLINE).context["total"].due == 5
    own = {"span": "own", "first": days(-19).isoformat(), "last": days(0).isoformat()}
    page = screen.get(DISCIPLINE, own)
    assert page.context["total"].due == 0
    assert page.context["total"].printed == "—"


def test_days_are_asked_for_and_shown_as_everywhere_else(screen, year):
    page = screen.get(DISCIPLINE, {"span": "own", "first": "2026-01-28", "last": "17.02.2026"})
    words = page.content.decode()
    assert 'value="28.01.2026"' in words
    assert 'value="17.02.2026"' in words
    assert 'initDateChooser("id_first"' in words
    assert "date-time-chooser.js" in words
    assert 'type="date"' not in words
    assert page.context["total"].due == 6


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(screen, year):
    page = screen.get(DISCIPLINE, {"span": "own", "first": days(0).isoformat(), "last": days(-9).isoformat()})
    assert page.context["period_form"].errors["last"]
    assert page.context["total"].due == 6


@pytest.mark.parametrize(("group", "lines"), [("organisation", 6), ("person", 1), ("body", 1), ("month", 1)])
def test_the_figures_stand_by_organisation_person_body_and_month(screen, year, group, lines):
    card = year[0]
    card.answers = card.assignee.specific.posts.get().person
    card.save()
    shown = screen.get(DISCIPLINE, {"group": group}).context["lines"]
    assert len(shown) == lines
    assert sum(line.due for line in shown) == (1 if group == "person" else 6)
    for name, url in shown[0].links.items():
        page = screen.get(DISCIPLINE + url)
        assert page.context["listed"] == len(page.context["days"]) == getattr(shown[0], name)


def test_the_worst_stand_first_and_the_chart_shows_them(screen, year):
    page = screen.get(DISCIPLINE)
    shares = [line.coefficient for line in page.context["lines"]]
    assert shares == sorted(shares)
    assert b"<svg" in page.content
    assert b"share-late" in page.content


def test_twenty_lines_cost_no_more_queries_than_one(screen, put, members, django_assert_num_queries, count_queries):
    put(days(-5), to=members(1), label="1")
    screen.get(DISCIPLINE)
    one = count_queries(lambda: screen.get(DISCIPLINE))
    of_list = count_queries(lambda: screen.get(DISCIPLINE, {"show": "due"}))
    put(days(-5), to=members(19, start=1), label="2")
    with django_assert_num_queries(one):
        assert len(screen.get(DISCIPLINE).context["lines"]) == 20
    with django_assert_num_queries(of_list):
        assert len(screen.get(DISCIPLINE, {"show": "due"}).context["days"]) == 20


def test_the_spreadsheet_has_every_line_and_the_total(screen, year):
    answer = screen.get(DISCIPLINE, {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert len(rows) == 8
    assert rows[-1][2:] == (6, 3, 1, 1, 1, 66.7)


def test_an_organisation_sees_all_it_owes_on_one_page(
    screen, put, members, reported, django_assert_num_queries, count_queries
):
    forest, water = members(2)
    put(days(-4), to=[forest, water], label="1")
    address = reverse("control_organisation", args=[forest.pk])
    screen.get(address)
    one = count_queries(lambda: screen.get(address))
    put(days(9), to=[forest], label="2", name="Президиум № 1")
    put(to=[forest], label="3")
    reported(put(days(9), to=[forest], label="4")[0])
    for number in range(5, 21):
        put(days(9), to=[forest], label=str(number))
    with django_assert_num_queries(one):
        page = screen.get(address)
    numbers = page.context["numbers"]
    assert [numbers[name] for name in ("owed", "late", "dated", "undated", "reported")] == [20, 1, 17, 1, 1]
    assert [part.key for part, _title in page.context["parts"]] == ["late", "dated", "undated", "reported"]
    assert all(card.assignee_id == forest.pk for part, _title in page.context["parts"] for card in part.cards)
