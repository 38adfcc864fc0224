"""Lists that say whose a name is, and what was last heard: nobody has to open a card to know."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from control.closing import return_report
from control.extending import ask
from control.linking import link_for
from control.models import CardEvent
from control.reporting import Reporter, acknowledge, report
from registry.models import Organisation, Person
from tests.control_boards.conftest import CHAIR, days, fresh, words_of

pytestmark = pytest.mark.django_db
DISCIPLINE, BOARD = "/admin/control/discipline/", "/admin/control/"


@pytest.fixture
def namesakes(members, put, outcome):
    """Two youth councils of one short name under two organisations, each with a chair of one name; both were asked."""
    made = []
    for above in members(2):
        youth = Organisation.objects.create(
            name=f"Совет молодёжи {above}", short_name="Молодёжный совет", superior=above
        )
        chair = Person.objects.create(surname="Иванов", given_name="Иван", organisation=above)
        made.append((youth, chair))
    cards = put(days(-5), to=[youth for youth, _chair in made])
    for card, (_youth, chair) in zip(cards, made, strict=True):
        card.answers = chair
        card.save()
    return cards


@pytest.mark.parametrize("group", ["organisation", "person"])
def test_two_of_one_name_are_told_apart_by_where_they_stand(screen, namesakes, group):
    page = screen.get(DISCIPLINE, {"group": group})
    lines = page.context["lines"]
    assert len({line.name for line in lines}) == 1
    assert {line.place for line in lines} == {"Краевая 00", "Краевая 01"}
    # In the table, and in the chart, which has no other column to tell them by.
    assert words_of(page).count("Краевая 01") >= 3


def test_the_days_behind_a_figure_say_whose_each_is(screen, namesakes):
    page = words_of(screen.get(DISCIPLINE, {"show": "due"}))
    assert "Краевая 00" in page
    assert "Краевая 01" in page


def test_the_board_says_where_an_assignee_stands(screen, namesakes):
    for group in ("organisation", "card"):
        page = words_of(screen.get(BOARD, {"view": "late", "group": group}))
        assert "Краевая 00" in page
        assert "Краевая 01" in page
    assert "Краевая 0" in words_of(screen.get(reverse("control_organisation", args=[namesakes[0].assignee_id])))


def test_that_all_are_of_the_one_council_goes_without_saying(screen, put, members):
    put(days(-5), to=members(1))
    (line,) = screen.get(DISCIPLINE).context["lines"]
    assert (line.name, line.place) == ("Краевая 00", "")


def test_the_matrix_tells_them_apart_too(screen, namesakes):
    page = screen.get(reverse("control_matrix", args=[namesakes[0].item.source_id]))
    assert [line.name for line in page.context["lines"]] == [
        "Молодёжный совет (Краевая 00)",
        "Молодёжный совет (Краевая 01)",
    ]


def listed(screen):
    page = screen.get(BOARD, {"view": "control", "group": "card"})
    return {card.pk: card.heard.replace("\xa0", " ") for card in page.context["cards"]}


def test_the_board_says_with_what_an_assignee_was_last_heard_of(screen, put, members):
    nothing, opened, read, told, reported, returned, asked = put(days(9), to=members(7), heard=3)
    link_for(opened).note_seen()
    acknowledge(read, CHAIR)
    report(told, CHAIR, text="Начали", interim=True)
    report(reported, CHAIR, text="Сделано")
    with time_machine.travel(datetime.datetime(2026, 2, 12, 9, tzinfo=datetime.UTC), tick=False):
        report(returned, CHAIR, text="Сделано")
    return_report(fresh(returned), None, remark="Приложите список")
    ask(asked, CHAIR, new_due=days(30), reason="Ведомости")
    words = listed(screen)
    assert [words[card.pk] for card in (nothing, opened, read, told, reported, returned, asked)] == [
        "ничего не слышно",
        "открыта ссылка 17 февраля",
        "ознакомлены 17 февраля",
        "сообщение 17 февраля",
        "отчёт 17 февраля",
        "отчёт 12 февраля",
        "просьба о продлении 17 февраля",
    ]


def test_a_reminder_and_a_note_of_the_secretariat_are_no_word_of_the_assignee(screen, put, members):
    (card,) = put(days(9), to=members(1))
    CardEvent.objects.create(assignment=card, verb=CardEvent.Verb.REMINDED)
    CardEvent.objects.create(assignment=card, verb=CardEvent.Verb.NOTED, note="Звонили")
    assert listed(screen)[card.pk] == "ничего не слышно"


def test_a_point_says_so_too_and_never_shows_a_bare_day(screen, put, members):
    put(days(9), to=members(2))
    (row,) = screen.get(BOARD, {"view": "control"}).context["rows"]
    assert row.heard.replace("\xa0", " ") == "ничего не слышно"
    with time_machine.travel(datetime.datetime(2026, 2, 19, 9, tzinfo=datetime.UTC), tick=False):
        report(fresh(screen.get(BOARD, {"view": "control", "group": "card"}).context["cards"][0]), CHAIR, text="Готово")
        (row,) = screen.get(BOARD, {"view": "control"}).context["rows"]
    assert row.heard.replace("\xa0", " ") == "весть 19 февраля"


def test_twenty_cards_of_a_board_cost_no_more_queries_than_one(
    screen, put, members, django_assert_num_queries, count_queries
):
    asked = {"view": "control", "group": "card"}
    first = put(days(9), to=members(1), label="1")
    acknowledge(first[0], Reporter(signed_as="Председатель"))
    screen.get(BOARD, asked)
    one = count_queries(lambda: screen.get(BOARD, asked))
    for card in put(days(9), to=members(19, start=1), label="2"):
        acknowledge(card, Reporter(signed_as="Председатель"))
    with django_assert_num_queries(one):
        assert len(screen.get(BOARD, asked).context["cards"]) == 20
