"""Reminders: a day before, the first working day after, then weekly; one letter a person a day."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from resolutions.approving.reminding import remind_all
from resolutions.models import Visa
from resolutions.tasks import remind_approvers
from tests.approving.conftest import visa_of

pytestmark = pytest.mark.django_db

MONDAY = "2026-02-02 09:00:00+03:00"


def at(day):
    return time_machine.travel(f"{day} 07:00:00+03:00")


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """Runs the day's job and returns the letters it sent."""

    def run(day):
        before = len(mail.outbox)
        with at(day), django_capture_on_commit_callbacks(execute=True):
            remind_approvers.enqueue()
        return mail.outbox[before:]

    return run


@pytest.fixture
def asked(make_act, accountant, make_route, submit, author):
    """Asked on Monday, 2 February 2026; three working days end on Thursday."""
    author.email = "author@example.org"
    author.save()
    make_route({"person": accountant, "working_days": 3})
    with time_machine.travel(MONDAY):
        return submit(make_act())


def test_a_day_before_the_term_once(asked, letters):
    assert Visa.objects.get().due_on == datetime.date(2026, 2, 5)
    assert letters("2026-02-03") == []
    assert [letter.to for letter in letters("2026-02-04")] == [["melehina@example.org"]]
    assert letters("2026-02-04") == []
    assert letters("2026-02-05") == []


def test_after_the_term_the_approver_and_the_author_are_told_and_then_weekly(asked, letters):
    letters("2026-02-04")
    assert {letter.to[0] for letter in letters("2026-02-06")} == {"melehina@example.org", "author@example.org"}
    assert letters("2026-02-09") == []
    assert letters("2026-02-12") == []
    assert [letter.to[0] for letter in letters("2026-02-13")] == ["melehina@example.org"]


def test_nobody_is_told_on_a_day_off_that_the_term_is_over(make_act, accountant, make_route, submit, letters):
    make_route({"person": accountant, "working_days": 4})
    with time_machine.travel(MONDAY):
        submit(make_act())
    assert Visa.objects.get().due_on == datetime.date(2026, 2, 6)
    letters("2026-02-05")
    assert letters("2026-02-07") == []
    assert letters("2026-02-08") == []
    assert letters("2026-02-09")


def test_one_letter_about_everything_waited_for(asked, make_act, submit, letters):
    with time_machine.travel(MONDAY):
        submit(make_act(number="8", heading="О втором деле"))
    sent = letters("2026-02-04")
    assert len(sent) == 1
    assert "Об общественном контроле" in sent[0].body
    assert "О втором деле" in sent[0].body
    assert sent[0].body.count("/link/visa/") == 2


def test_the_substitute_is_written_to_when_the_approver_is_late(
    make_act, accountant, make_person, make_route, submit, letters
):
    substitute = make_person("Заместителева", email="substitute@example.org")
    make_route({"person": accountant, "substitute": substitute, "working_days": 3})
    with time_machine.travel(MONDAY):
        submit(make_act())
    assert [letter.to[0] for letter in mail.outbox] == ["melehina@example.org"]
    assert [letter.to[0] for letter in letters("2026-02-04")] == ["melehina@example.org"]
    assert "substitute@example.org" in {letter.to[0] for letter in letters("2026-02-06")}


def test_an_answer_ends_the_reminders(asked, letters, author):
    asked.current_workflow_state.cancel(user=author)
    assert letters("2026-02-04") == []
    assert letters("2026-02-06") == []


def test_an_earlier_link_gives_way_to_the_one_in_the_reminder(asked, letters, client):
    import re

    old = re.search(r"/link/visa/\S+", mail.outbox[0].body)[0]
    letters("2026-02-04")
    with at("2026-02-04"):
        assert client.get(old).status_code == 410
        assert client.get(re.search(r"/link/visa/\S+", mail.outbox[-1].body)[0]).status_code == 200


def test_the_button_reminds_once_a_day(asked, client, author, django_capture_on_commit_callbacks):
    url = reverse("resolutions_approval_remind", args=[asked.pk, Visa.objects.get().pk])
    client.force_login(author)
    sent = len(mail.outbox)
    for _try in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url)
    assert len(mail.outbox) == sent + 1


def test_the_sheet_says_how_late_an_answer_is(asked, client, author, accountant):
    with at("2026-02-09"):
        assert visa_of(asked, accountant).days_late == 4
        client.force_login(author)
        page = client.get(reverse("resolutions_approval_sheet", args=[asked.pk])).content.decode()
    assert "4 дн" in page or "4 days" in page


def test_whom_to_remind_is_found_in_a_few_queries(
    make_act, make_person, make_route, submit, django_assert_max_num_queries
):
    make_route(*[make_person(f"Человек{letter}") for letter in "абвгд"])
    with time_machine.travel(MONDAY):
        for number in range(3):
            submit(make_act(number=str(number), heading=f"О деле {number}"))
    with at("2026-02-03"), django_assert_max_num_queries(6):
        assert remind_all() == 0
