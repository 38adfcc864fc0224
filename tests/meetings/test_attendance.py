"""Who came, who is excused, who is represented; the quorum."""

import pytest
from django.urls import reverse

from control.refusal import Refused
from registry.models import Convocation, Membership
from resolutions.meetings.agenda import add_question
from resolutions.meetings.attendance import Mark, MarksRefused, mark, note_departure
from resolutions.meetings.convening import open_session
from resolutions.models import Attendance, Meeting
from tests.meetings.conftest import today_at_this_moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_session(meeting, secretary):
    add_question(meeting, secretary, title="О разном")
    return open_session(today_at_this_moment(meeting), secretary)


def states(meeting):
    return dict(meeting.attendances.values_list("person_id", "state"))


def posted(marks):
    data = {"person": [mark.person for mark in marks]}
    for said in marks:
        data |= {f"state-{said.person}": said.state, f"reason-{said.person}": said.reason}
        data |= {f"proxy-{said.person}": said.proxy or ""}
    return data


def test_the_quorum_counts_present_remote_and_represented(in_session, members, secretary):
    a, b, c, d, _e = (person.pk for person in members)
    marks = [Mark(a, "present"), Mark(b, "remote"), Mark(c, "proxy", proxy=a), Mark(d, "excused", "болеет")]
    mark(in_session, marks, secretary)
    state = in_session.quorum_state()
    assert (state.members, state.present, state.needed, state.reached) == (5, 3, 3, True)
    note_departure(in_session, a, secretary)
    state = in_session.quorum_state()
    assert (state.present, state.reached, state.missing) == (1, False, 2)


def test_the_quorum_is_of_those_elected_not_of_those_still_listed(in_session, members, body, secretary):
    convocation = Convocation.objects.create(body=body, name="VIII", seats=34)
    Meeting.objects.filter(pk=in_session.pk).update(convocation=convocation)
    meeting = Meeting.objects.get(pk=in_session.pk)
    assert (meeting.quorum_state().members, meeting.quorum_state().needed) == (34, 18)


def test_a_body_of_nobody_has_no_quorum(make_meeting):
    assert not make_meeting().quorum_state().reached


def test_the_quorum_is_one_question_to_the_database(in_session, members, secretary, django_assert_num_queries):
    meeting = Meeting.objects.for_listing().get(pk=in_session.pk)
    with django_assert_num_queries(1):
        meeting.quorum_state()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda a, b, c: [Mark(a, "proxy")],
        lambda a, b, c: [Mark(a, "proxy", proxy=a)],
        lambda a, b, c: [Mark(a, "proxy", proxy=b), Mark(b, "absent")],
        lambda a, b, c: [Mark(a, "proxy", proxy=b), Mark(b, "expected")],
        lambda a, b, c: [Mark(a, "proxy", proxy=b), Mark(b, "proxy", proxy=c), Mark(c, "present")],
        lambda a, b, c: [Mark(a, "proxy", proxy=c), Mark(b, "proxy", proxy=c), Mark(c, "present")],
        lambda a, b, c: [Mark(a, "proxy", proxy=10**6)],
        lambda a, b, c: [Mark(a, "asleep")],
        lambda a, b, c: [Mark(10**6, "present"), Mark(a, "present")],
    ],
)
def test_a_wrong_mark_is_refused_at_its_row_and_nothing_is_saved(in_session, members, secretary, wrong):
    before = states(in_session)
    with pytest.raises(MarksRefused) as refusal:
        mark(in_session, wrong(*(person.pk for person in members[:3])), secretary)
    assert refusal.value.rows
    assert states(in_session) == before


def test_the_form_says_what_is_wrong_in_the_row_and_keeps_what_was_typed(client, secretary, in_session, members):
    client.force_login(secretary)
    a, b = members[0].pk, members[1].pk
    url = reverse("resolutions_attendance", args=[in_session.pk])
    page = client.post(url, posted([Mark(a, "proxy", "командировка", b), Mark(b, "absent")])).content.decode()
    assert f'id="error-{a}"' in page
    assert "командировка" in page
    assert states(in_session)[a] == "expected"
    client.post(url, posted([Mark(a, "proxy", "командировка", b), Mark(b, "present")]))
    row = in_session.attendances.get(person=a)
    assert (row.state, row.reason, row.proxy_id) == ("proxy", "командировка", b)


def test_before_the_meeting_an_expected_member_may_hold_a_proxy(meeting, members, secretary):
    mark(meeting, [Mark(members[0].pk, "proxy", proxy=members[1].pk)], secretary)
    assert states(meeting)[members[0].pk] == "proxy"


def test_the_list_follows_the_body_until_the_opening_and_stands_from_then_on(meeting, make_member, members, secretary):
    add_question(meeting, secretary, title="О разном")
    newcomer = make_member("Новикова")
    Membership.objects.filter(person=members[3]).delete()
    open_session(today_at_this_moment(meeting), secretary)
    listed = set(meeting.attendances.values_list("person", flat=True))
    assert newcomer.pk in listed
    assert members[3].pk not in listed
    make_member("Опоздавшая")
    assert meeting.attendances.count() == len(listed)


def test_nobody_marks_a_closed_meeting_and_only_the_present_leave(in_session, members, secretary):
    with pytest.raises(Refused):
        note_departure(in_session, members[0].pk, secretary)
    Meeting.objects.filter(pk=in_session.pk).update(state="closed")
    with pytest.raises(Refused):
        mark(in_session, [Mark(members[0].pk, "present")], secretary)
    assert set(states(in_session).values()) == {Attendance.State.EXPECTED}
