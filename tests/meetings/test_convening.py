"""Convening a meeting, changing it, opening, closing and cancelling it; the list of meetings."""

import datetime
import io

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from control.refusal import Refused
from registry.models import Body, Convocation, Membership, Organisation
from resolutions.lifecycle import move
from resolutions.meetings.agenda import add_question, put_on_agenda
from resolutions.meetings.convening import cancel, close_session, open_session, suggest
from resolutions.meetings.notices import send_notices
from resolutions.models import AgendaItem, Meeting, Status
from tests.meetings.conftest import today_at_this_moment

pytestmark = pytest.mark.django_db
ADD, LIST = reverse("resolutions_meeting_add"), reverse("resolutions_meetings")


@pytest.fixture
def typed(body):
    """What a secretary types for a meeting in person."""
    moment = timezone.localtime() + datetime.timedelta(days=20)
    return {"number": "7", "mode": "in_person", "starts_at": f"{moment:%Y-%m-%d} 11:00", "place": "зал 1"}


def test_the_form_suggests_the_next_session_and_the_officers_of_the_day(as_secretary, body, make_meeting, members):
    make_meeting(number=6)
    likely = suggest(body, timezone.localdate())
    assert (likely.number, likely.presiding, likely.secretary) == (7, members[0], members[1])
    page = as_secretary.get(f"{ADD}?body={body.pk}").content.decode()
    assert 'value="7"' in page
    assert members[0].name in page


def test_numbers_begin_anew_with_a_convocation(body, make_meeting):
    today = timezone.localdate()
    old = Convocation.objects.create(body=body, name="I", until=today - datetime.timedelta(days=1))
    Convocation.objects.create(body=body, name="II", since=today)
    meeting = make_meeting(number=9, starts_at=timezone.now() - datetime.timedelta(days=30))
    assert meeting.convocation == old
    assert suggest(body, today).number == 1


def test_a_convened_meeting_has_a_place_for_every_member_and_its_convocation(as_secretary, body, members, typed):
    convocation = Convocation.objects.create(body=body, name="VIII созыв")
    answer = as_secretary.post(f"{ADD}?body={body.pk}", typed)
    meeting = Meeting.objects.get()
    assert answer.url == reverse("resolutions_meeting", args=[meeting.pk])
    assert meeting.convocation == convocation
    assert meeting.attendances.count() == len(members)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"place": ""}, "place", "Write where the members meet."),
        ({"mode": "video", "video_link": ""}, "video_link", "Write the link by which the members join."),
        (
            {"mode": "mixed", "place": "", "video_link": "https://v.example/"},
            "place",
            "Write where the members meet.",
        ),
        ({"mode": "poll"}, "voting_until", "Write until when answers are taken."),
    ],
)
def test_what_a_mode_needs_is_asked_at_the_field(as_secretary, body, typed, changes, field, words):
    answer = as_secretary.post(f"{ADD}?body={body.pk}", typed | changes)
    assert answer.context["form"].errors[field] == [_(words)]
    assert not Meeting.objects.exists()


def test_drafts_are_not_taken_after_the_beginning(as_secretary, body, typed):
    later = typed["starts_at"].replace("11:00", "12:00")
    answer = as_secretary.post(f"{ADD}?body={body.pk}", typed | {"submissions_until": later})
    assert "submissions_until" in answer.context["form"].errors
    answer = as_secretary.post(f"{ADD}?body={body.pk}", typed | {"mode": "poll", "voting_until": typed["starts_at"]})
    assert "voting_until" in answer.context["form"].errors


def test_a_session_number_is_not_given_twice_but_a_cancelled_one_frees_it(
    as_secretary, body, make_meeting, typed, secretary
):
    first = make_meeting(number=7)
    answer = as_secretary.post(f"{ADD}?body={body.pk}", typed)
    assert "number" in answer.context["form"].errors
    assert Meeting.objects.count() == 1
    cancel(first, secretary, "нет кворума")
    as_secretary.post(f"{ADD}?body={body.pk}", typed)
    assert Meeting.objects.filter(number=7).count() == 2


def test_the_database_itself_refuses_a_number_twice(make_meeting):
    make_meeting(number=3)
    with pytest.raises(Refused):
        make_meeting(number=3)


def test_a_date_in_the_past_is_only_asked_about(as_secretary, body, typed):
    past = typed | {"starts_at": "2026-01-15 11:00"}
    answer = as_secretary.post(f"{ADD}?body={body.pk}", past, follow=True)
    assert Meeting.objects.count() == 1
    assert _("The date is in the past. If that is a mistake, correct it.") in answer.content.decode()


def test_another_councils_body_is_refused(as_secretary, typed):
    stranger = Body.objects.create(organisation=Organisation.objects.create(name="Соседи"), name="Совет соседей")
    assert as_secretary.post(f"{ADD}?body={stranger.pk}", typed).status_code in (302, 403)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("who", ["author", "approver"])
def test_those_who_only_read_drafts_see_meetings_and_change_nothing(client, request, meeting, who, typed, body):
    client.force_login(request.getfixturevalue(who))
    page = client.get(reverse("resolutions_meeting", args=[meeting.pk]))
    assert page.status_code == 200
    assert reverse("resolutions_meeting_edit", args=[meeting.pk]) not in page.content.decode()
    assert client.post(f"{ADD}?body={body.pk}", typed).status_code in (302, 403)
    for name in ("open", "close", "cancel", "edit"):
        client.post(reverse(f"resolutions_meeting_{name}", args=[meeting.pk]), typed | {"reason": "так"})
    client.post(reverse("resolutions_agenda_add", args=[meeting.pk]), {"title": "Вопрос", "kind": "question"})
    client.post(reverse("resolutions_notices", args=[meeting.pk]))
    stored = Meeting.objects.get()
    assert (stored.state, stored.number, stored.agenda.count(), stored.noticed_at) == ("planned", 1, 0, None)


def test_a_changed_date_changes_who_sits_on_the_body(as_secretary, meeting, typed, body, make_member):
    late = make_member("Новикова")
    Membership.objects.filter(person=late).update(since=timezone.localdate() + datetime.timedelta(days=18))
    assert not meeting.attendances.filter(person=late).exists()
    as_secretary.post(reverse("resolutions_meeting_edit", args=[meeting.pk]), typed)
    assert meeting.attendances.filter(person=late).exists()


def test_a_meeting_without_questions_or_before_its_day_is_not_opened(meeting, secretary):
    with pytest.raises(Refused):
        open_session(meeting, secretary)
    today_at_this_moment(meeting)
    with pytest.raises(Refused, match=str(_("The agenda is empty: there is nothing to open the meeting for."))):
        open_session(meeting, secretary)
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PLANNED


def test_a_meeting_is_opened_once_and_closed_when_every_question_has_an_outcome(as_secretary, meeting, secretary):
    item = add_question(meeting, secretary, title="О разном")
    today_at_this_moment(meeting)
    as_secretary.post(reverse("resolutions_meeting_open", args=[meeting.pk]))
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.OPEN
    with pytest.raises(Refused):
        open_session(meeting, secretary)
    as_secretary.post(reverse("resolutions_meeting_close", args=[meeting.pk]))
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.OPEN
    with pytest.raises(Refused, match="О разном"):
        close_session(meeting, secretary)
    AgendaItem.objects.filter(pk=item.pk).update(outcome="noted")
    as_secretary.post(reverse("resolutions_meeting_close", args=[meeting.pk]))
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.CLOSED


def test_a_closed_meeting_takes_nothing_any_more(meeting, secretary, make_approved):
    Meeting.objects.filter(pk=meeting.pk).update(state="closed")
    act = make_approved()
    for verb in (
        lambda: put_on_agenda(meeting, act, secretary, late=True),
        lambda: add_question(meeting, secretary, title="x"),
        lambda: cancel(meeting, secretary, "x"),
        lambda: send_notices(meeting, secretary),
    ):
        with pytest.raises(Refused):
            verb()
    act.refresh_from_db()
    assert act.status == Status.APPROVED


def test_cancelling_gives_the_drafts_back_and_tells_the_members(
    as_secretary, meeting, make_meeting, make_approved, secretary, django_capture_on_commit_callbacks
):
    act = make_approved()
    put_on_agenda(meeting, act, secretary)
    send_notices(meeting, secretary)
    url = reverse("resolutions_meeting_cancel", args=[meeting.pk])
    assert as_secretary.post(url, {"reason": " "}).context["form"].errors["reason"]
    with django_capture_on_commit_callbacks(execute=True):
        as_secretary.post(url, {"reason": "авария отопления"})
    meeting.refresh_from_db()
    act.refresh_from_db()
    assert (meeting.state, act.status) == (Meeting.State.CANCELLED, Status.APPROVED)
    assert len(mail.outbox) == 4
    assert "авария отопления" in mail.outbox[0].body
    put_on_agenda(make_meeting(number=2), act, secretary)
    act.refresh_from_db()
    assert act.status == Status.ON_AGENDA


def test_a_meeting_that_decided_something_is_not_cancelled(meeting, make_approved, secretary):
    act = make_approved()
    item = put_on_agenda(meeting, act, secretary)
    move(act, Status.REJECTED)
    AgendaItem.objects.filter(pk=item.pk).update(outcome="rejected")
    with pytest.raises(Refused):
        cancel(meeting, secretary, "передумали")


def test_the_list_shows_what_is_ahead_first_and_narrows(as_secretary, make_meeting, body, organisation):
    now = timezone.now()
    far = make_meeting(number=3, starts_at=now + datetime.timedelta(days=40))
    past = make_meeting(number=1, starts_at=now - datetime.timedelta(days=400))
    near = make_meeting(number=2, starts_at=now + datetime.timedelta(days=4))
    Meeting.objects.filter(pk=past.pk).update(state="closed")
    assert list(as_secretary.get(LIST).context["object_list"]) == [near, far, past]
    assert list(as_secretary.get(LIST, {"state": "closed"}).context["object_list"]) == [past]
    year = timezone.localtime(past.starts_at).year
    assert list(as_secretary.get(LIST, {"year": year}).context["object_list"]) == [past]
    assert list(as_secretary.get(LIST, {"body": body.pk}).context["object_list"]) == [near, far, past]


def test_the_list_goes_out_as_a_spreadsheet(as_secretary, make_meeting, body):
    make_meeting(number=4, place="=1+1")
    answer = as_secretary.get(LIST, {"export": "xlsx"})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    row = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))[1]
    assert row[0] == body.name
    assert row[1] == 4
    assert "=1+1" in row


def test_the_list_asks_the_database_as_often_for_twenty_meetings_as_for_one(
    as_secretary, make_meeting, members, count_queries, secretary
):
    add_question(make_meeting(number=1), secretary, title="О разном")
    as_secretary.get(LIST)
    few = count_queries(lambda: as_secretary.get(LIST))
    for number in range(2, 21):
        add_question(make_meeting(number=number), secretary, title="О разном")
    assert count_queries(lambda: as_secretary.get(LIST)) == few


def test_meetings_stand_in_the_main_menu_for_those_who_read_drafts(client, secretary, council, organisation):
    from django.contrib.auth import get_user_model

    from registry.models import Role
    from registry.roles import council_role

    client.force_login(secretary)
    assert LIST in client.get(reverse("wagtailadmin_home")).content.decode()
    editor = get_user_model().objects.create_user("editor", password="secret-editor")
    council_role(organisation, Role.EDITOR).group.user_set.add(editor)
    client.force_login(editor)
    assert LIST not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(LIST).status_code in (302, 403)
