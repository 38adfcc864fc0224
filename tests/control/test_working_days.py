"""Terms in working days: by the Labour Code, the Government's transfers and what a person changed."""

import datetime
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from control.calendar_keeping import change_day, follow_the_law, seed_year
from control.labour_law import year_by_law
from control.models import CalendarDay, CalendarYear
from control.tasks import refresh_calendar
from control.working_days import (
    WorkingCalendar,
    add_working_days,
    is_final,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_between,
)

Kind = CalendarDay.Kind
DAYS = st.dates(date(2015, 1, 1), date(2032, 12, 31))


def working_days_of(year):
    law = year_by_law(year)
    first = date(year, 1, 1)
    return sum(law.day(first + timedelta(days)).is_working for days in range((date(year + 1, 1, 1) - first).days))


@pytest.mark.parametrize(
    ("year", "working", "shortened"),
    [
        (2024, 248, ["22.02", "07.03", "08.05", "11.06", "02.11"]),
        (2025, 247, ["07.03", "30.04", "11.06", "01.11"]),
        (2026, 247, ["30.04", "08.05", "11.06", "03.11"]),
        (2027, 247, ["20.02", "30.04", "11.06", "03.11"]),
    ],
)
def test_the_year_has_as_many_working_and_short_days_as_the_production_calendar_prints(year, working, shortened):
    assert working_days_of(year) == working
    days = year_by_law(year).days.values()
    assert [f"{day.date:%d.%m}" for day in days if day.kind == Kind.SHORTENED] == shortened


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 4, 16), 3, date(2026, 4, 21)),  # Thursday + 3 over a weekend
        (date(2025, 12, 30), 1, date(2026, 1, 12)),  # over the New Year holidays, the 9th of January moved off
        (date(2026, 3, 6), 1, date(2026, 3, 10)),  # the 8th of March on a Sunday gives the Monday
        (date(2027, 2, 19), 1, date(2027, 2, 20)),  # a working Saturday
        (date(2026, 5, 2), 0, date(2026, 5, 4)),  # no days from a day off: the first working day
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
        (date(2026, 1, 12), -1, date(2025, 12, 30)),
    ],
)
def test_a_term_in_working_days_ends_where_a_secretary_counts_it(start, days, end):
    assert add_working_days(start, days) == end


@pytest.mark.django_db
def test_neighbours_of_the_long_holidays_are_found_across_the_year():
    assert next_working_day(date(2025, 12, 31)) == date(2026, 1, 12)
    assert previous_working_day(date(2026, 1, 11)) == date(2025, 12, 30)
    assert not is_working_day(date(2026, 1, 9))
    assert is_working_day(date(2027, 2, 20))
    assert working_days_between(date(2025, 12, 30), date(2026, 1, 13)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("days", [1, 5, 30, -30])
def test_each_question_costs_one_query(days, django_assert_num_queries):
    for year in range(2025, 2028):
        seed_year(year)
    start = date(2026, 12, 20)
    with django_assert_num_queries(1):
        end = add_working_days(start, days)
    with django_assert_num_queries(1):
        assert working_days_between(start, end) == days
    for ask in (is_working_day, next_working_day, previous_working_day):
        with django_assert_num_queries(1):
            ask(date(2026, 1, 1))


@pytest.mark.django_db
def test_a_calendar_kept_for_many_questions_reads_each_year_once(django_assert_num_queries):
    seed_year(2026)
    with django_assert_num_queries(1):
        work = WorkingCalendar(date(2026, 2, 1), date(2026, 11, 1))
        assert [work.add(date(2026, 2, 1) + timedelta(day), 3) for day in range(50)]


@pytest.mark.django_db
def test_a_year_nobody_asked_about_is_filled_when_it_is_first_asked_about():
    assert not CalendarYear.objects.exists()
    add_working_days(date(2026, 4, 16), 3)
    assert list(CalendarYear.objects.values_list("year", "is_final")) == [(2026, True)]
    assert is_final(date(2026, 4, 16))


@pytest.mark.django_db
def test_a_year_the_government_has_not_decided_about_is_filled_by_the_code_and_marked():
    last_known = max(year for year in range(2026, 2040) if year_by_law(year).is_final)
    unknown = last_known + 1
    assert not is_working_day(date(unknown, 1, 1))
    assert not is_final(date(unknown, 1, 1))
    law = year_by_law(2033)  # the 12th of June is a Sunday
    assert date(2033, 6, 12).weekday() == 6
    assert not law.day(date(2033, 6, 13)).is_working


@pytest.mark.django_db
def test_a_day_changed_by_hand_survives_filling_the_year_again():
    seed_year(2026)
    change_day(date(2026, 6, 11), Kind.DAY_OFF, "День Республики")
    change_day(date(2026, 6, 12), Kind.WORKING, "")
    call_command("seed_calendar", "2026", "2027", verbosity=0)
    assert not is_working_day(date(2026, 6, 11))
    assert is_working_day(date(2026, 6, 12))
    assert add_working_days(date(2026, 6, 10), 1) == date(2026, 6, 12)
    follow_the_law(date(2026, 6, 11))
    day = CalendarDay.objects.get(date=date(2026, 6, 11))
    assert (day.kind, day.is_edited) == (Kind.SHORTENED, False)


@pytest.mark.django_db
def test_filling_again_puts_right_what_an_older_library_said():
    seed_year(2026)
    CalendarDay.objects.filter(date=date(2026, 1, 9)).delete()
    CalendarDay.objects.create(date=date(2026, 1, 14), kind=Kind.DAY_OFF, name="Ошибка")
    CalendarYear.objects.update(is_final=False)
    refresh_calendar.call()
    assert not is_working_day(date(2026, 1, 9))
    assert is_working_day(date(2026, 1, 14))
    assert CalendarYear.objects.get(year=2026).is_final


@pytest.mark.django_db
def test_years_outside_the_library_have_an_ordinary_week_and_the_command_says_so():
    assert add_working_days(date(1975, 5, 8), 1) == date(1975, 5, 9)
    assert not CalendarYear.objects.exists()
    with pytest.raises(CommandError, match="1975"):
        call_command("seed_calendar", "1975")


@pytest.fixture
def filled(db):
    """The years that the properties below walk through, with some days changed by hand."""
    for year in range(2013, 2035):
        seed_year(year)
    change_day(date(2026, 6, 11), Kind.DAY_OFF, "День Республики")
    change_day(date(2026, 4, 18), Kind.WORKING, "Субботник")


properties = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@properties
@given(start=DAYS, days=st.integers(-120, 120).filter(bool))
def test_counting_forth_and_counting_the_days_between_agree(filled, start, days):
    end = add_working_days(start, days)
    assert is_working_day(end)
    assert (end > start) == (days > 0)
    assert working_days_between(start, end) == days


@properties
@given(start=DAYS, first=st.integers(0, 40), second=st.integers(1, 40))
def test_a_term_may_be_counted_in_parts(filled, start, first, second):
    start = next_working_day(start)
    assert add_working_days(add_working_days(start, first), second) == add_working_days(start, first + second)


@properties
@given(start=DAYS, days=st.integers(1, 60))
def test_counting_back_returns_to_the_working_day_it_started_from(filled, start, days):
    start = next_working_day(start)
    assert add_working_days(add_working_days(start, days), -days) == start
    assert previous_working_day(next_working_day(start)) == start


@properties
@given(one=DAYS, other=DAYS, third=DAYS)
def test_the_days_between_add_up(filled, one, other, third):
    one, other, third = sorted((one, other, third))
    assert working_days_between(one, third) == working_days_between(one, other) + working_days_between(other, third)
    calendar_days = (third - one).days
    assert 0 <= working_days_between(one, third) <= calendar_days
    assert one + datetime.timedelta(calendar_days) == third
