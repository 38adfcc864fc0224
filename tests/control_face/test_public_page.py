"""What a reader of the site is told of the points of an act."""

import datetime
import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from control.closing import accept, cancel, close
from control.extending import extend_by_act
from control.models import Assignment
from control.reporting import Reporter, report
from registry.models import DataConsent, Person

pytestmark = pytest.mark.django_db
CHAIR = Reporter(signed_as="Председатель")


@pytest.fixture(autouse=True)
def new_cache():
    cache.clear()
    yield
    cache.clear()


def words(client, page):
    """The page as words, without the site around it."""
    text = client.get(page.url).content.decode()
    return " ".join(strip_tags(text[text.index("<main") :]).replace("\u00a0", " ").split())


def carry_out(card, user):
    report(card, CHAIR, text="Сделано")
    accept(card, user)


def test_the_page_says_nothing_until_the_council_chooses_so(client, registered, on_control, member):
    act = registered()
    on_control(act, (act.items[0].id, "", [member("Лесной")]))
    assert "на контроле" not in words(client, act)


def test_a_point_of_many_says_how_many_have_done_it_and_who_is_late_is_a_number(
    client, shown, registered, on_control, member, administrator
):
    act = registered()
    item, *_rest = on_control(act, (act.items[0].id, "до 1 июня 2026 года", [member(f"Обком {n}") for n in range(4)]))
    done, checked, *_late = item.assignments.all()
    carry_out(done, administrator)
    report(checked, CHAIR, text="Сделано")
    text = words(client, act)
    assert "исполнено 1 из 4, на проверке 1, просрочено у 2" in text
    assert "Просрочено на 16 дней" in text
    assert "1 пункт на контроле 1 просрочено" in text
    assert "Обком 2" not in text


def test_each_state_has_a_word_and_the_line_above_adds_them_up(
    client, shown, registered, on_control, member, administrator
):
    act = registered(points=5)
    points = [(block.id, "до 1 ноября 2026 года", [member(f"Обком {n}")]) for n, block in enumerate(act.items)]
    points[3] = (points[3][0], "постоянно", points[3][2])
    cards = [item.assignments.get() for item in on_control(act, *points)]
    carry_out(cards[0], administrator)
    report(cards[1], CHAIR, text="Сделано")
    report(cards[2], CHAIR, text="Начали", interim=True)
    cancel(cards[4], administrator, basis="Пункт отменён")
    text = words(client, act)
    for said in ("Исполнено 17 июня 2026", "Отчёт на проверке", "В работе", "Постоянно", "Снято с контроля"):
        assert said in text
    assert "5 пунктов на контроле" in text
    assert "1 исполнено" in text
    assert "на 17 июня 2026" in text


def test_what_was_closed_without_being_done_is_not_called_done(
    client, shown, registered, on_control, member, administrator
):
    act = registered()
    organisations = [member(f"Обком {n}") for n in range(3)]
    first, second = on_control(act, *((block.id, "", organisations) for block in act.items))
    done, not_done, obsolete = first.assignments.all()
    carry_out(done, administrator)
    close(not_done, administrator, result=Assignment.Result.NOT_DONE, basis="№ 7-1, п. 2")
    close(obsolete, administrator, result=Assignment.Result.OBSOLETE, basis="№ 7-1, п. 2")
    for card in second.assignments.all():
        close(card, administrator, result=Assignment.Result.DONE, basis="письмо № 4")
    text = words(client, act)
    assert "1 исполнено 1 снято с контроля" in text
    assert "Снято с контроля исполнено 1 из 3, без исполнения закрыто 2" in text
    assert "исполнено 3 из 3" in text


def test_what_the_council_took_off_control_before_it_was_done_is_not_called_done(
    client, shown, registered, on_control, member, administrator
):
    act, later = registered(), registered(number="7-1")
    (point,) = on_control(act, (act.items[0].id, "", [member(f"Обком {n}") for n in range(3)]))
    done, *others = point.assignments.all()
    carry_out(done, administrator)
    for card in others:
        close(card, administrator, result=Assignment.Result.OBSOLETE, basis="№ 7-1, п. 2", act=later)
    assert "Снято с контроля исполнено 1 из 3, без исполнения закрыто 2" in words(client, act)


def test_late_work_is_called_so_and_a_moved_day_is_named(client, shown, registered, on_control, member, administrator):
    act = registered()
    first, second = on_control(
        act,
        (act.items[0].id, "до 1 июня 2026 года", [member("Лесной")]),
        (act.items[1].id, "до 1 июля 2026 года", [member("Водный")]),
    )
    carry_out(first.assignments.get(), administrator)
    extend_by_act(second.assignments.get(), administrator, due=datetime.date(2026, 8, 20), act=act, reason="№ 7-1")
    text = words(client, act)
    assert "Исполнено 17 июня 2026 г., с опозданием" in text
    assert "срок перенесён на 20 августа 2026" in text


def test_a_duty_that_comes_again_tells_of_its_last_day_and_its_next(
    client, shown, registered, on_control, member, administrator
):
    act = registered()
    (item,) = on_control(
        act, (act.items[0].id, "15 мая 2026 года, 15 октября 2026 года", [member("Лесной"), member("Водный")])
    )
    assert item.due == ["2026-05-15", "2026-10-15"]
    with time_machine.travel(datetime.datetime(2026, 5, 10, 9, tzinfo=datetime.UTC), tick=False):
        for card in item.assignments.all():
            carry_out(card, administrator)
    text = words(client, act)
    assert "К 15 мая 2026: исполнено 2 из 2" in text
    assert "следующий срок 15 октября 2026" in text
    assert "В работе" in text


def test_what_one_person_was_given_is_told_only_with_that_person_s_consent(
    client, shown, registered, on_control, organisation
):
    person = Person.objects.create(surname="Жилина", given_name="Елена", organisation=organisation)
    act = registered()
    on_control(act, (act.items[0].id, "до 1 июня 2026 года", [person]))
    assert "Просрочено" not in words(client, act)
    DataConsent.objects.create(person=person, scope="name", granted_on=datetime.date(2026, 1, 1), document="согласие")
    cache.clear()
    text = words(client, act)
    assert "Просрочено" in text
    assert "Жилина" not in text


def test_a_restricted_act_tells_nothing_even_to_its_own_people(
    client, shown, registered, on_control, member, administrator
):
    act = registered(is_restricted=True)
    on_control(act, (act.items[0].id, "до 1 июня 2026 года", [member("Лесной")]))
    client.force_login(administrator)
    assert "на контроле" not in words(client, act)


def test_an_older_edition_tells_nothing_of_the_present(client, shown, registered, on_control, member):
    act = registered()
    on_control(act, (act.items[0].id, "до 1 июня 2026 года", [member("Лесной")]))
    page = client.get(f"{act.url}edition/2026-04-16/").content.decode()
    assert "Просрочено" not in page


def test_the_kept_text_is_ten_minutes_old_at_most_and_gone_at_once_when_the_council_says_no(
    client, shown, registered, on_control, member, administrator
):
    act = registered()
    (item,) = on_control(act, (act.items[0].id, "", [member("Лесной")]))
    assert "Срок впереди" in words(client, act)
    carry_out(item.assignments.get(), administrator)
    with time_machine.travel(datetime.datetime(2026, 6, 17, 9, 10, 1, tzinfo=datetime.UTC), tick=False):
        assert "Исполнено 17 июня" in words(client, act)
        shown.home.shows_execution = False
        shown.home.save()
        assert "Исполнено 17 июня" not in words(client, act)


def test_the_page_costs_the_same_queries_for_five_points_and_for_sixty(client, shown, registered, on_control, member):
    organisations = [member(f"Обком {n}") for n in range(3)]

    def queries(act):
        on_control(act, *((block.id, "15 мая 2026 года, 15 октября 2026 года", organisations) for block in act.items))
        client.get(act.url)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            text = client.get(act.url).content.decode()
        assert len(re.findall("mark--overdue", text)) == len(act.items)
        return len(captured)

    few, many = registered(5), registered(60, number="6-4", heading="О многом")
    assert queries(few) == queries(many)


def test_the_marks_obey_the_strict_policy_of_the_site(client, shown, registered, on_control, member):
    act = registered()
    on_control(act, (act.items[0].id, "", [member("Лесной"), member("Водный")]))
    text = client.get(act.url).content.decode()
    assert "tally__rest" in text
    assert "style=" not in text
    assert "<style" not in text


def test_the_administrator_finds_the_choice_on_the_page_of_the_council(client, council, administrator):
    client.force_login(administrator)
    page = client.get(f"/admin/pages/{council.home.pk}/edit/").content.decode()
    assert 'name="shows_execution"' in page
    assert "исполнено 34 из 41" in page
