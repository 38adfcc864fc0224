"""A changed text asks again those whose opinion it touches, and nobody agrees to words he has not seen."""

import pytest
from django.urls import reverse

from resolutions.approving.voiding import changed_places
from resolutions.models import Opinion, Status
from tests.approving.conftest import fresh, point_ids, visa_of, waiting_names

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(make_person):
    return [make_person(name, account=f"person-{number}") for number, name in enumerate(("Первая", "Вторая", "Третья"))]


@pytest.fixture
def returned(make_act, make_route, people, submit, say):
    """Back with its author: the first agreed on point 1, the second on point 2, the third did not agree."""

    def returned(**route):
        first, second, third = people
        make_route(*people, **route)
        act = submit(make_act(points=3))
        ids = point_ids(act)
        say(act, first, "agreed", points=[ids[0]])
        say(act, second, "agreed", points=[ids[1]])
        say(act, third, "not_agreed", "Пункт 2 неясен")
        return fresh(act)

    return returned


def test_only_those_whose_points_changed_are_asked_again(returned, rewrite, submit, people):
    act = returned()
    rewrite(act, points={1: "Совсем другие слова"})
    assert waiting_names(submit(act)) == {"Вторая", "Третья"}
    assert visa_of(act, people[0]).voided_at is None


def test_all_are_asked_again_where_the_route_says_so(returned, rewrite, submit):
    act = returned(voids="all")
    rewrite(act, points={1: "Совсем другие слова"})
    assert waiting_names(submit(act)) == {"Первая", "Вторая", "Третья"}


def test_an_opinion_on_the_whole_text_falls_with_any_change(make_act, make_route, people, rewrite, submit, say):
    first, second, _third = people
    make_route(first, second)
    act = submit(make_act())
    say(act, first, "agreed")
    say(act, second, "not_agreed", "Исправьте")
    rewrite(act, preamble="Совет рассмотрел.")
    assert waiting_names(submit(act)) == {"Первая", "Вторая"}


def test_an_unchanged_text_asks_only_those_who_did_not_agree(returned, submit, say, people):
    act = submit(returned())
    assert waiting_names(act) == {"Третья"}
    say(act, people[2], "agreed")
    assert fresh(act).status == Status.APPROVED


def test_a_change_nobody_answered_for_is_put_before_everybody(
    make_act, make_route, people, rewrite, submit, say, author
):
    first, second, _third = people
    make_route(first, second)
    act = submit(make_act(points=3))
    ids = point_ids(act)
    say(act, first, "agreed", points=[ids[0]])
    fresh(act).current_workflow_state.cancel(user=author)
    rewrite(act, points={2: "О чём никто не говорил"})
    make_route(first, document_type="resolution")
    assert waiting_names(submit(act)) == {"Первая"}


def test_the_same_words_need_not_be_agreed_to_twice(make_act, make_route, people, submit, say, author):
    first, second, _third = people
    route = make_route(first, second)
    act = submit(make_act())
    say(act, first, "agreed")
    fresh(act).current_workflow_state.cancel(user=author)
    route.steps.filter(person=second).delete()
    act = submit(act)
    assert act.status == Status.APPROVED
    assert waiting_names(act) == set()


def test_the_screen_shows_what_changed_since_ones_own_opinion(returned, rewrite, submit, people, client):
    act = returned()
    rewrite(act, points={1: "Членским организациям обучить уполномоченных до 9 декабря 2026 года."})
    submit(act)
    client.force_login(people[1].user)
    page = client.get(reverse("resolutions_approval", args=[act.pk]))
    assert [row.item for row in page.context["changes"]] == [point_ids(act)[1]]
    text = page.content.decode()
    assert "<del" in text
    assert "<ins" in text


def test_a_voided_opinion_stays_in_the_history(returned, rewrite, submit, people, client, author):
    act = returned()
    rewrite(act, points={1: "Совсем другие слова"})
    submit(act)
    client.force_login(author)
    page = client.get(reverse("resolutions_approval_sheet", args=[act.pk])).content.decode()
    assert "Пункт 2 неясен" in page
    assert visa_of(act, people[2]).sheet.visas.filter(opinion=Opinion.NOT_AGREED).count() == 1


def text(*items, **fields):
    return {
        "heading": "О деле",
        "items": [{"id": key, "value": {"text": words, "level": level}} for key, words, level in items],
        **fields,
    }


def test_places_are_fields_and_points_by_their_ids():
    old = text(("a", "один", "1"), ("b", "два", "1"), heading="О деле")
    assert changed_places(old, text(("a", "один", "1"), ("b", "два", "1"), heading="О другом")) == {"heading"}
    assert changed_places(old, text(("a", "один", "1"), ("b", "три", "1"))) == {"b"}
    assert changed_places(old, text(("a", "один", "1"))) == {"b"}
    assert changed_places(old, text(("a", "один", "1"), ("b", "два", "1"), ("c", "три", "1"))) == {"c"}


def test_a_changed_heading_point_changes_what_stands_under_it():
    old = text(("a", "Отделу:", "1"), ("b", "сделать", "2"), ("c", "глубже", "3"), ("d", "Контроль", "1"))
    new = text(("a", "Другим:", "1"), ("b", "сделать", "2"), ("c", "глубже", "3"), ("d", "Контроль", "1"))
    assert changed_places(old, new) == {"a", "b", "c"}


def test_a_point_moved_elsewhere_has_changed():
    old = text(("a", "один", "1"), ("b", "два", "1"), ("c", "три", "1"))
    new = text(("b", "два", "1"), ("a", "один", "1"), ("c", "три", "1"))
    assert changed_places(old, new) == {"a", "b"}
