"""Which step of the ladder a deadline has reached: by the working calendar and by the rule of the body."""

import datetime

import pytest

from control.reminding.ladder import Ladder, Reader, readers_of, shown_day
from control.working_days import WorkingCalendar

LADDER = "30, 10, 3, 1, 0, -1, -7, -14"

MONDAY, FRIDAY, SATURDAY, SUNDAY = (datetime.date(2026, 3, day) for day in (16, 13, 14, 15))


@pytest.fixture
def ladder(db):
    return Ladder.of(LADDER, "as_is", WorkingCalendar(MONDAY))


@pytest.mark.parametrize(
    ("step", "due", "told_on"),
    [
        (3, datetime.date(2026, 3, 20), "2026-03-17"),
        (0, datetime.date(2026, 3, 18), "2026-03-18"),
        (3, datetime.date(2026, 3, 17), "2026-03-13"),  # three days before is Saturday: told on Friday
        (1, MONDAY, "2026-03-13"),
        (0, SATURDAY, "2026-03-13"),  # told before the day off, not after it
        (-1, FRIDAY, "2026-03-16"),
        (-1, datetime.date(2026, 2, 20), "2026-02-24"),  # Saturday, Sunday and the 23rd of February
        (1, datetime.date(2026, 1, 12), "2025-12-30"),  # the New Year's holidays
    ],
)
def test_a_step_on_a_day_off_is_told_before_the_term_earlier_and_after_it_later(ladder, step, due, told_on):
    assert ladder.day_of(step, due).isoformat() == told_on


@pytest.mark.parametrize(("rule", "shown"), [("as_is", SATURDAY), ("previous", FRIDAY), ("next", MONDAY)])
def test_a_deadline_on_a_day_off_is_shown_by_the_rule_of_the_body(db, rule, shown):
    calendar = WorkingCalendar(SATURDAY)

    assert shown_day(SATURDAY, rule, calendar) == shown
    assert Ladder.of(LADDER, rule, calendar).day_of(-1, SATURDAY) == max(calendar.next(shown), MONDAY)


def test_who_reads_a_step_goes_from_the_assignee_upwards():
    assert readers_of(30) == readers_of(0) == (Reader.ASSIGNEE,)
    assert readers_of(-1) == (Reader.ASSIGNEE, Reader.CONTROLLER)
    assert readers_of(-7) == (Reader.CONTROLLER,)
    assert readers_of(-14) == (Reader.DEPUTY,)


def test_the_spans_of_a_day_hold_every_deadline_at_its_latest_step(ladder):
    day = datetime.date(2026, 3, 17)
    for reader in Reader:
        spans = ladder.spans(day, reader)
        found = {
            span.first + datetime.timedelta(days=ahead): span.step
            for span in spans
            for ahead in range((span.last - span.first).days + 1)
        }
        for ahead in range(-45, 46):
            due = day + datetime.timedelta(days=ahead)
            assert found.get(due) == ladder.reached(due, day, reader), (reader, due)
