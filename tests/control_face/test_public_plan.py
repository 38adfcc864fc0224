"""What a reader of a plan is told of its measures."""

import datetime

import pytest

from control.closing import cancel, close
from control.models import Assignment
from control.progress import progress_of
from programs.models import PlanPage
from registry.models import DataConsent, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(council):
    index = council.programs
    index.live = True
    index.save()
    rows = [
        ("row", {"kind": "section", "label": "", "text": "Обучение", "deadline": "", "responsible": ""}),
        (
            "row",
            {"kind": "measure", "label": "1", "text": "Провести семинар", "deadline": "май 2026", "responsible": ""},
        ),
    ]
    year = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
    return index.add_child(
        instance=PlanPage(title="План на 2026 год", measures=rows, period_start=year[0], period_end=year[1])
    )


def test_a_late_measure_says_so_beside_its_deadline_where_the_council_shows_it(client, shown, plan, on_control, member):
    on_control(plan, (plan.measures[1].id, "май 2026", [member("Лесной"), member("Водный")]))
    text = client.get(plan.url).content.decode().replace("\u00a0", " ")
    assert "Просрочено на 17 дней" in text
    assert "исполнено 0 из 2" in text
    shown.home.shows_execution = False
    shown.home.save()
    text = client.get(plan.url).content.decode().replace("\u00a0", " ")
    assert "Просрочено на 17" not in text
    # How far the whole has come a plan always says, in measures.
    assert "Исполнено 0 из 1 мероприятия" in text


@pytest.fixture
def measures(council, on_control, member):
    """A plan of measures, each given to so many organisations with these words of the deadline."""

    def make(*given):
        rows = [
            ("row", {"kind": "measure", "label": str(n), "text": f"Дело {n}", "deadline": words, "responsible": ""})
            for n, (words, _number) in enumerate(given, 1)
        ]
        council.programs.live = True
        council.programs.save()
        page = council.programs.add_child(instance=PlanPage(title="План работы", measures=rows))
        points = [
            (block.id, words, [member(f"Обком {n}-{m}") for m in range(number)])
            for n, (block, (words, number)) in enumerate(zip(page.measures, given, strict=True))
        ]
        return page, on_control(page, *points)

    return make


def text_of(client, page):
    return " ".join(client.get(page.url).content.decode().replace("\u00a0", " ").split())


def test_the_bar_counts_measures_as_the_table_does_and_names_the_cards(client, shown, measures):
    plan, _items = measures(("май 2026", 3), ("май 2026", 1), ("июль 2026", 2))
    text = text_of(client, plan)
    assert "Исполнено 0 из 3 мероприятий" in text
    assert "2 мероприятия с просрочкой, 4 карточки" in text
    assert "1 мероприятие в работе" in text
    assert text.count("Просрочено на") == 2


def test_a_measure_closed_without_being_done_is_neither_done_nor_open(client, shown, measures, administrator):
    plan, (done, off, mixed) = measures(("июль 2026", 1), ("июль 2026", 2), ("июль 2026", 2))
    results = Assignment.Result
    for item, result in ((done, results.DONE), (off, results.OBSOLETE)):
        for card in item.assignments.all():
            close(card, administrator, result=result, basis="письмо № 4")
    first, second = mixed.assignments.all()
    close(first, administrator, result=results.DONE, basis="письмо № 4")
    close(second, administrator, result=results.OBSOLETE, basis="ликвидирована")
    progress = progress_of([plan.pk])
    assert (progress.total, progress.done, progress.off, progress.in_work) == (3, 2, 1, 0)
    text = text_of(client, plan)
    assert "Исполнено 2 из 3 мероприятий" in text
    assert "1 мероприятие закрыто без исполнения" in text
    # What nobody needs any more does not keep the rest from being done, and is told of.
    assert "исполнено 1 из 2, без исполнения закрыто 1" in text


def test_what_was_given_to_a_person_by_name_is_left_out_of_the_bar_as_of_the_table(client, shown, measures, on_control):
    plan, _items = measures(("май 2026", 1))
    person = Person.objects.create(surname="Непубличный", given_name="Иван")
    on_control(plan, ("lonely", "май 2026", [person]))
    text = text_of(client, plan)
    assert "Исполнено 0 из 1 мероприятия" in text
    assert "1 мероприятие с просрочкой" in text
    assert "ещё 1 мероприятие поручено человеку по имени: о нём здесь не сообщается" in text
    DataConsent.objects.create(
        person=person, scope=DataConsent.Scope.NAME, granted_on=datetime.date(2026, 1, 1), document="№ 1"
    )
    assert "Исполнено 0 из 2 мероприятий" in text_of(client, plan)


def test_a_cancelled_measure_is_not_asked_for(measures, administrator):
    plan, (first, _second) = measures(("июль 2026", 1), ("июль 2026", 1))
    cancel(first.assignments.get(), administrator, basis="Пункт отменён")
    assert progress_of([plan.pk]).total == 1
    assert progress_of([plan.pk + 1000]) is None


def test_how_far_a_plan_is_costs_the_same_for_one_measure_and_for_twenty(measures, django_assert_num_queries):
    plan, _items = measures(*[("май 2026", 1)] * 20)
    with django_assert_num_queries(3):
        assert progress_of([plan.pk]).overdue == 20
