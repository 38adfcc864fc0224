"""An act as later acts have changed it."""

import datetime

import pytest

from resolutions.models import ResolutionPage
from resolutions.registration import content_of
from resolutions.relations.editions import edition, editions, wording_history
from tests.relations.conftest import change, repeal

pytestmark = pytest.mark.django_db


def day(month, number):
    return datetime.date(2026, month, number)


def words(act, on):
    return [(item.label, item.text) for item in edition(act, on).operative_items]


def test_three_acts_change_one_another_in_the_order_of_their_days(chain):
    first = ResolutionPage.objects.get(pk=chain[0].pk)
    original = [(item.label, item.text) for item in first.operative_items]
    assert words(first, day(4, 30)) == original
    assert words(first, day(5, 1)) == [
        original[0],
        ("2", "Обучить всех до 15 декабря 2026 года."),
        original[3],
        ("5", "Доложить Президиуму."),
    ]
    assert words(first, day(6, 1)) == [
        ("1", "Утратил силу."),
        ("2", "Обучить всех до 15 декабря 2026 года."),
        original[3],
        ("5", "Доложить Совету."),
    ]
    assert [(edition.day, [act.number for act in edition.by]) for edition in editions(first)] == [
        (day(4, 1), []),
        (day(5, 1), ["6-1"]),
        (day(6, 1), ["7-1"]),
    ]


def test_the_record_of_an_amended_act_stays_as_registered(chain):
    first = ResolutionPage.objects.get(pk=chain[0].pk)
    edition(first, day(7, 1)).text.items  # noqa: B018 computing it must change nothing
    assert content_of(first) == first.registration.content
    assert len(first.items) == 4


def test_every_wording_of_a_point_is_told_with_the_act_that_made_it(chain):
    first, second, third = chain
    added = next(item for item in edition(first, day(6, 1)).operative_items if item.label == "5")
    history = wording_history(first, added.id)
    assert [(w.day, w.text, w.by) for w in history] == [
        (day(5, 1), "Доложить Президиуму.", second),
        (day(6, 1), "Доложить Совету.", third),
    ]
    third_point = first.items[2].id
    assert [(w.label, w.text) for w in wording_history(first, third_point)][1:] == [("3", "")]


def test_a_new_wording_keeps_the_stable_id_and_drops_the_old_deadline(chain):
    first = chain[0]
    item = edition(first, day(6, 1)).operative_items[1]
    assert item.id == first.items[1].id
    assert item.deadline_words == "до 15 декабря 2026 года"


def test_an_act_that_comes_into_force_later_changes_nothing_before(registered):
    first = registered("5-1", (4, 1))
    registered("6-1", (5, 1), [change("1", first, "2", new_text="Новое.")], in_force_from=day(9, 1))
    assert words(first, day(8, 31))[1][1] != "Новое."
    assert words(first, day(9, 1))[1][1] == "Новое."


def test_a_point_is_deleted_with_all_under_it_and_added_after_all_under_it(registered):
    from tests.relations.conftest import point

    first = registered(
        "5-1", (4, 1), [point("1", "А:"), point("1.1", "Б", "2"), point("1.2", "В", "2"), point("2", "Г")]
    )
    registered("6-1", (5, 1), [change("1", first, "1", "insert", new_text="1.3) Д")])
    assert [label for label, _ in words(first, day(5, 1))] == ["1", "1.1", "1.2", "1.3", "2"]
    registered("7-1", (6, 1), [change("1", first, "1", "delete")])
    assert [label for label, _ in words(first, day(6, 1))] == ["1.3", "2"]


def test_an_act_is_in_force_until_it_is_repealed_or_its_term_ends(registered):
    first = registered("5-1", (4, 1), in_force_from=day(4, 10))
    second = registered("5-2", (4, 1), in_force_until=day(8, 31))
    repealing = registered("6-1", (5, 1), [repeal("1", first)])
    first, second = ResolutionPage.objects.get(pk=first.pk), ResolutionPage.objects.get(pk=second.pk)
    assert first.force_on(day(4, 9)).kind == "not_yet"
    assert first.force_on(day(4, 30)).is_in_force
    assert first.force_on(day(5, 1)).kind == "repealed"
    assert first.force_on(day(5, 1)).repeal.act == repealing
    assert second.force_on(day(8, 31)).is_in_force
    assert second.force_on(day(9, 1)).kind == "expired"
    acts = ResolutionPage.objects.all()
    on = {d: set(acts.in_force(d).values_list("number", flat=True)) for d in (day(4, 5), day(4, 30), day(9, 1))}
    assert on == {day(4, 5): {"5-2"}, day(4, 30): {"5-1", "5-2"}, day(9, 1): {"6-1"}}
