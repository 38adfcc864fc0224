"""The screen of the working calendar: who reads, who changes, and what is written down of it."""

from datetime import date

import pytest
from django.urls import reverse

from control.models import CalendarDay
from control.working_days import add_working_days, is_working_day
from registry.models import Role

YEAR = reverse("control_calendar_year", args=[2026])
DAY = reverse("control_calendar_day", args=[2026, 6, 11])


@pytest.fixture
def as_keeper(client, keeper):
    client.force_login(keeper)
    return client


def test_the_year_shows_its_holidays_in_twelve_tables_and_in_words(as_keeper):
    page = as_keeper.get(YEAR).content.decode()
    assert page.count('<table class="calendar-month">') == 12
    assert "День России" in page
    assert "<b>247</b>" in page
    assert DAY in page
    assert "Январь" in page


def test_the_year_costs_the_same_queries_however_many_days_were_changed(as_keeper, django_assert_max_num_queries):
    as_keeper.get(YEAR)
    for day in range(1, 21):
        as_keeper.post(reverse("control_calendar_day", args=[2026, 9, day]), {"kind": "day_off", "name": "Отпуск"})
    with django_assert_max_num_queries(40) as with_twenty:
        as_keeper.get(YEAR)
    CalendarDay.objects.filter(date__month=9).exclude(date__day=1).delete()
    CalendarDay.history.exclude(date=date(2026, 9, 1)).delete()
    with django_assert_max_num_queries(len(with_twenty)) as with_one:
        as_keeper.get(YEAR)
    assert len(with_one) == len(with_twenty)


def test_a_year_the_government_has_not_decided_about_says_so(as_keeper):
    warning = "help-warning"
    assert warning not in as_keeper.get(YEAR).content.decode()
    assert warning in as_keeper.get(reverse("control_calendar_year", args=[2040])).content.decode()


def test_the_administrator_makes_a_day_off_and_it_says_who_did(as_keeper, keeper):
    assert as_keeper.post(DAY, {"kind": "day_off", "name": "День Республики"}).status_code == 302
    assert not is_working_day(date(2026, 6, 11))
    assert add_working_days(date(2026, 6, 10), 1) == date(2026, 6, 15)
    page = as_keeper.get(YEAR).content.decode()
    assert "День Республики" in page
    assert "Анна Зорина" in page
    assert CalendarDay.history.get(date=date(2026, 6, 11)).history_user == keeper


def test_a_day_returned_to_the_law_keeps_its_history(as_keeper):
    as_keeper.post(DAY, {"kind": "day_off", "name": "День Республики"})
    assert 'value="law"' in as_keeper.get(DAY).content.decode()
    as_keeper.post(DAY, {"act": "law"})
    assert is_working_day(date(2026, 6, 11))
    page = as_keeper.get(DAY).content.decode()
    assert 'value="law"' not in page
    assert page.count("Анна Зорина") >= 2


def test_an_ordinary_day_changed_and_returned_does_not_stand_among_the_exceptions(as_keeper):
    address = reverse("control_calendar_day", args=[2026, 7, 15])
    as_keeper.post(address, {"kind": "day_off", "name": "Отключение света"})
    as_keeper.post(address, {"act": "law"})
    assert [day.date for day in as_keeper.get(YEAR).context["exceptions"] if day.date.month == 7] == []


def test_saving_a_day_as_it_was_writes_nothing_down(as_keeper):
    as_keeper.get(YEAR)
    day = CalendarDay.objects.get(date=date(2026, 6, 11))
    as_keeper.post(DAY, {"kind": day.kind, "name": day.name})
    assert not CalendarDay.history.exists()
    assert not CalendarDay.objects.get(date=date(2026, 6, 11)).is_edited


def test_a_kind_that_does_not_exist_is_refused_at_the_field(as_keeper):
    answer = as_keeper.post(DAY, {"kind": "carnival", "name": "Карнавал"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["kind"]
    assert "Карнавал" in answer.content.decode()
    assert not CalendarDay.objects.filter(is_edited=True).exists()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DRAFTER, Role.EDITOR, Role.CONTROLLER])
def test_staff_reads_the_calendar_and_does_not_change_it(client, make_holder, role):
    client.force_login(make_holder(role))
    page = client.get(YEAR)
    assert page.status_code == 200
    assert DAY not in page.content.decode()
    answer = client.post(DAY, {"kind": "day_off", "name": "Хочу выходной"})
    assert answer.status_code in (302, 403)
    assert not CalendarDay.objects.filter(is_edited=True).exists()
    assert is_working_day(date(2026, 6, 11))


def test_a_superuser_changes_the_calendar(client, administrator):
    client.force_login(administrator)
    client.post(DAY, {"kind": "day_off", "name": ""})
    assert not is_working_day(date(2026, 6, 11))


def test_nobody_without_an_account_sees_it(client, db):
    assert client.get(YEAR).status_code == 302


@pytest.mark.parametrize("path", ["calendar/1200/", "calendar/9999/", "calendar/2026/2/30/", "calendar/2026/13/1/"])
def test_a_date_that_does_not_exist_is_not_found(as_keeper, path):
    assert as_keeper.get(f"/admin/{path}").status_code == 404


def test_the_calendar_stands_in_the_settings_menu(as_keeper):
    assert reverse("control_calendar") in as_keeper.get("/admin/").content.decode()
