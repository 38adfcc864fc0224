"""The live screen as a plain form, what it asks of the database, and who may open it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from resolutions.models import Attendance


def seen(desk, item):
    rows = desk.read(item).context["sheet"].rows
    return ",".join(f"{row.person.pk}:{int(row.present)}:{row.choice}" for row in rows)


def test_without_scripts_one_form_saves_presence_and_votes(desk, sitting):
    meeting, item, people = sitting
    fields = {f"present_{person.pk}": "on" for person in people[:4]}
    desk.press(item, "save", seen=seen(desk, item), **fields, **{f"vote_{people[3].pk}": "against"})
    assert meeting.attendances.get(person=people[3]).state == Attendance.State.PRESENT
    assert item.votings.get().ballots.get().choice == "against"
    desk.press(item, f"erase:{people[3].pk}")
    assert not item.votings.get().ballots.exists()


def test_a_form_shown_before_anothers_votes_does_not_write_over_them(desk, sitting):
    _meeting, item, people = sitting
    shown = seen(desk, item)
    desk.all_vote(item, people[:1], "against")
    fields = {f"present_{person.pk}": "on" for person in people[:3]}
    voting = item.votings.get().pk
    desk.press(item, "save", seen=shown, voting=voting, **fields, **{f"vote_{people[1].pk}": "for"})
    choices = {ballot.person_id: ballot.choice for ballot in item.votings.get().ballots.all()}
    assert choices == {people[0].pk: "against", people[1].pk: "for"}


def test_one_form_votes_and_decides(desk, sitting):
    _meeting, item, people = sitting
    fields = {f"present_{person.pk}": "on" for person in people[:3]}
    votes = {f"vote_{person.pk}": "for" for person in people[:3]}
    desk.press(item, "outcome:adopted", seen=seen(desk, item), **fields, **votes)
    item.refresh_from_db()
    assert item.outcome == "adopted"


def test_the_rest_are_for_with_one_press(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:1], "against")
    desk.press(item, "rest")
    assert [ballot.choice for ballot in item.votings.get().ballots.order_by("pk")] == ["against", "for", "for"]


def test_two_secretaries_see_each_others_votes(desk, sitting):
    _meeting, item, people = sitting
    desk.all_vote(item, people[:1], "abstained")
    state = desk.all_vote(item, people[1:2])
    assert state["rows"][str(people[0].pk)]["choice"] == "abstained"
    assert desk.marks(item).json()["state"]["stamp"] == state["stamp"]
    desk.press(item, "close")
    assert desk.marks(item).json()["state"]["stamp"] != state["stamp"]


def test_the_first_undecided_question_is_shown_first(desk, sitting, make_question, client):
    meeting, item, _people = sitting
    second = make_question(meeting, "Разное")
    desk.press(item, "outcome:postponed")
    response = client.get(f"/admin/meetings/{meeting.pk}/session/")
    assert response.context["item"] == second
    assert client.get(f"/admin/meetings/{meeting.pk}/session/{item.pk + 1000}/").status_code == 404


def test_an_empty_agenda_says_so(desk, make_meeting, client):
    assert client.get(f"/admin/meetings/{make_meeting().pk}/session/").status_code == 200


UNREADABLE = [
    "",
    "[]",
    "{",
    '{"marks": [{}]}',
    '{"marks": [{"person": "x"}]}',
    '{"marks": 5}',
    '{"marks": [{"person": 1, "choice": 5}]}',
    '{"numbers": {"votes_for": "x", "votes_against": 1, "votes_abstained": 1}}',
    '{"voting": "x"}',
    '{"marks": [[]]}',
    '{"numbers": 7}',
]


@pytest.mark.parametrize("sent", UNREADABLE)
def test_what_cannot_be_read_is_refused_and_changes_nothing(desk, sitting, client, sent):
    _meeting, item, _people = sitting
    url = desk.url(item, "resolutions_session_marks")
    assert client.post(url, sent, content_type="application/json").status_code == 400
    assert not item.votings.exists()


def test_an_unknown_vote_or_action_is_refused(desk, sitting, client):
    _meeting, item, people = sitting
    assert desk.marks(item, {"person": people[0].pk, "choice": "maybe"}).json()["refused"]
    assert client.post(desk.url(item), {"action": "explode"}).status_code == 404
    desk.press(item, "outcome:eaten")
    item.refresh_from_db()
    assert item.outcome == ""


def test_only_the_secretary_of_the_council_opens_the_screen(desk, sitting, author, approver, administrator):
    _meeting, item, _people = sitting
    for user, status in [(author, 302), (approver, 302), (administrator, 200)]:
        client = Client()
        client.force_login(user)
        for name in ("resolutions_session", "resolutions_session_marks"):
            assert client.get(desk.url(item, name)).status_code == status
            posted = client.post(desk.url(item, name), {"action": "outcome:postponed"})
            item.refresh_from_db()
            assert posted.status_code in {302, 400}
        if user != administrator:
            assert item.outcome == ""


def test_a_hundred_members_cost_no_more_queries_than_five(desk, make_members, make_meeting, make_question, client):
    counts = []
    for number, size in enumerate((5, 95)):
        make_members(size)
        from registry.models import Person

        people = list(Person.objects.all())
        meeting = make_meeting(present=people, number=10 + number)
        item = make_question(meeting)
        for title in range(number * 10):
            make_question(meeting, f"Вопрос {title}")
        desk.all_vote(item, people)
        figures = []
        for ask in (
            lambda item=item: desk.read(item),
            lambda item=item, people=people: desk.all_vote(item, people, "against"),
            lambda item=item, people=people: desk.all_vote(item, people[:1], "for"),
        ):
            with CaptureQueriesContext(connection) as queries:
                ask()
            figures.append(len(queries))
        counts.append(figures)
    assert counts[0] == counts[1]
    page, everybody, one = counts[0]
    assert page <= 40
    assert one <= 26
    assert everybody == one
