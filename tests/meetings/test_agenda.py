"""Putting questions on the agenda: by drag and drop, from approved drafts, without a draft, too late."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from control.refusal import Refused
from registry.models import Body
from resolutions.meetings.agenda import add_question, arrange, propose, put_on_agenda, reword, take_off
from resolutions.meetings.convening import open_session
from resolutions.models import AgendaItem, Meeting, Proposal, ResolutionPage, Status
from tests.meetings.conftest import today_at_this_moment

pytestmark = pytest.mark.django_db


def numbers(meeting):
    return [(item.number, item.heading) for item in meeting.agenda.all()]


def test_an_approved_draft_goes_on_the_agenda_by_one_button(as_secretary, meeting, make_approved):
    act = make_approved("О смете на 2026 год")
    page = as_secretary.get(reverse("resolutions_meeting", args=[meeting.pk])).content.decode()
    assert "О смете на 2026 год" in page
    as_secretary.post(reverse("resolutions_agenda_add", args=[meeting.pk]), {"act": act.pk})
    act.refresh_from_db()
    assert act.status == Status.ON_AGENDA
    assert numbers(meeting) == [(1, "О смете на 2026 год")]


def test_the_agenda_shows_the_title_of_the_latest_text_not_of_the_first(meeting, make_approved, secretary):
    act = make_approved("О первом")
    act.heading = "О втором, уточнённом"
    act.save_revision()
    item = put_on_agenda(meeting, act, secretary)
    assert item.heading == "О втором, уточнённом"


def test_a_draft_of_another_body_is_refused_and_stays_where_it_was(meeting, make_approved, organisation, secretary):
    act = make_approved(body=Body.objects.create(organisation=organisation, name="Исполком"))
    with pytest.raises(Refused, match="Исполком"):
        put_on_agenda(meeting, act, secretary)
    act.refresh_from_db()
    assert act.status == Status.APPROVED
    assert not meeting.agenda.exists()


def test_a_draft_nobody_approved_is_refused(meeting, make_act, secretary):
    act = make_act()
    with pytest.raises(Refused):
        put_on_agenda(meeting, act, secretary)
    assert not meeting.agenda.exists()


def test_a_directive_is_refused_for_nobody_votes_on_it(meeting, make_approved, secretary, as_secretary):
    act = make_approved(document_type="directive", heading="О командировке")
    with pytest.raises(Refused):
        put_on_agenda(meeting, act, secretary)
    page = as_secretary.get(reverse("resolutions_meeting", args=[meeting.pk])).content.decode()
    assert "О командировке" not in page


def test_a_draft_waits_on_one_agenda_only(meeting, make_meeting, make_approved, secretary):
    act, other = make_approved(), make_meeting()
    put_on_agenda(meeting, act, secretary)
    with pytest.raises(Refused, match=str(_("This draft is already on an agenda."))):
        put_on_agenda(other, act, secretary)
    assert not other.agenda.exists()


def test_taking_a_question_off_gives_its_draft_back(as_secretary, meeting, make_approved, secretary):
    act = make_approved()
    item = put_on_agenda(meeting, act, secretary)
    as_secretary.post(reverse("resolutions_agenda_remove", args=[meeting.pk, item.pk]))
    act.refresh_from_db()
    assert act.status == Status.APPROVED
    assert not meeting.agenda.exists()


def test_headings_have_no_number_and_questions_are_counted_in_order(meeting, secretary):
    add_question(meeting, secretary, title="Организационные вопросы", is_heading=True)
    first = add_question(meeting, secretary, title="Первый")
    second = add_question(meeting, secretary, title="Второй")
    heading = meeting.agenda.get(is_heading=True)
    meeting.refresh_from_db()
    arrange(meeting, [second.pk, heading.pk, first.pk], meeting.agenda_edition, secretary)
    assert numbers(meeting) == [(1, "Второй"), (None, "Организационные вопросы"), (2, "Первый")]


def test_a_question_is_moved_down_without_javascript(as_secretary, meeting, secretary):
    first, second = (add_question(meeting, secretary, title=title) for title in ("Первый", "Второй"))
    meeting.refresh_from_db()
    data = {"edition": meeting.agenda_edition, "order": [first.pk, second.pk], "down": first.pk}
    as_secretary.post(reverse("resolutions_agenda", args=[meeting.pk]), data)
    assert numbers(meeting) == [(1, "Второй"), (2, "Первый")]


def test_the_second_secretary_is_told_that_the_agenda_changed_and_keeps_her_order(
    as_secretary, meeting, second_secretary
):
    first, second = (add_question(meeting, second_secretary, title=title) for title in ("Первый", "Второй"))
    meeting.refresh_from_db()
    seen = meeting.agenda_edition
    add_question(meeting, second_secretary, title="Третий")
    answer = as_secretary.post(
        reverse("resolutions_agenda", args=[meeting.pk]), {"edition": seen, "order": [second.pk, first.pk]}
    )
    page = answer.content.decode()
    assert str(_("Somebody else changed the agenda meanwhile. Your order is shown: look and save again.")) in page
    assert page.index("Второй") < page.index("Первый") < page.index("Третий")
    assert numbers(meeting) == [(1, "Первый"), (2, "Второй"), (3, "Третий")]


def test_two_secretaries_on_one_question_lose_no_word(as_secretary, meeting, second_secretary):
    item = add_question(meeting, second_secretary, title="О разном", speaker="А. Иванов")
    stamp = item.stamp
    reword(meeting, item, second_secretary, stamp=stamp, title="О разном", speaker="Б. Петров")
    url = reverse("resolutions_agenda_item", args=[meeting.pk, item.pk])
    typed = {"stamp": stamp, "title": "О разном и прочем", "speaker": "В. Сидоров"}
    page = as_secretary.post(url, typed).content.decode()
    assert "Б. Петров" in page
    assert "В. Сидоров" in page
    item.refresh_from_db()
    assert item.speaker == "Б. Петров"
    fresh = AgendaItem.objects.get(pk=item.pk).stamp
    assert fresh in page
    as_secretary.post(url, typed | {"stamp": fresh})
    item.refresh_from_db()
    assert (item.title, item.speaker) == ("О разном и прочем", "В. Сидоров")


def test_a_question_has_a_form_of_its_own_and_a_heading_only_words(as_secretary, meeting, secretary):
    for is_heading, has_speaker in ((False, True), (True, False)):
        item = add_question(meeting, secretary, title="О разном", is_heading=is_heading)
        page = as_secretary.get(reverse("resolutions_agenda_item", args=[meeting.pk, item.pk]))
        assert ('name="speaker"' in page.content.decode()) is has_speaker


def test_a_question_taken_off_meanwhile_cannot_be_reworded(as_secretary, meeting, secretary):
    item = add_question(meeting, secretary, title="О разном")
    stamp = item.stamp
    take_off(meeting, item, secretary)
    with pytest.raises(Refused):
        reword(meeting, AgendaItem(pk=item.pk or 1, meeting=meeting), secretary, stamp=stamp, title="x")


def test_a_question_without_words_is_refused(as_secretary, meeting, secretary):
    as_secretary.post(reverse("resolutions_agenda_add", args=[meeting.pk]), {"title": " ", "kind": "question"})
    assert not meeting.agenda.exists()
    item = add_question(meeting, secretary, title="О разном")
    url = reverse("resolutions_agenda_item", args=[meeting.pk, item.pk])
    page = as_secretary.post(url, {"stamp": item.stamp, "title": ""}).content.decode()
    assert str(_("Write the words of the question.")) in page


def closed_for_drafts(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(submissions_until=timezone.now())
    meeting.refresh_from_db()
    return meeting


def test_a_draft_is_proposed_until_the_deadline_and_refused_after_it(client, author, meeting, make_approved):
    act, late = make_approved("О первом"), make_approved("О втором")
    client.force_login(author)
    client.post(reverse("resolutions_propose", args=[act.pk]), {"meeting": meeting.pk})
    assert Proposal.objects.get(act=act).meeting == meeting
    # The form was opened before the deadline and is sent after it.
    form = client.get(reverse("resolutions_propose", args=[late.pk])).content.decode()
    assert f'value="{meeting.pk}"' in form
    closed_for_drafts(meeting)
    answer = client.post(reverse("resolutions_propose", args=[late.pk]), {"meeting": meeting.pk}, follow=True)
    moment = timezone.localtime(meeting.submissions_until)
    assert f"{moment:%d.%m.%Y}" in answer.content.decode()
    assert not Proposal.objects.filter(act=late).exists()


def test_nobody_without_the_right_to_draft_proposes(client, approver, meeting, make_approved):
    act = make_approved()
    client.force_login(approver)
    assert client.post(reverse("resolutions_propose", args=[act.pk]), {"meeting": meeting.pk}).status_code in (302, 403)
    assert not Proposal.objects.exists()
    with pytest.raises(Refused):
        propose(act, meeting, approver)


def test_after_the_deadline_only_what_was_proposed_in_time_is_no_late_item(meeting, make_approved, author, secretary):
    in_time, late = make_approved("О первом"), make_approved("О втором")
    propose(in_time, meeting, author)
    closed_for_drafts(meeting)
    assert not put_on_agenda(meeting, in_time, secretary).is_late
    with pytest.raises(Refused):
        put_on_agenda(meeting, late, secretary)
    late.refresh_from_db()
    assert late.status == Status.APPROVED
    assert put_on_agenda(meeting, late, secretary, late=True).is_late


def test_a_page_opened_before_the_deadline_does_not_bring_a_draft_in_after_it(as_secretary, meeting, make_approved):
    act = make_approved()
    page = as_secretary.get(reverse("resolutions_meeting", args=[meeting.pk])).content.decode()
    assert 'name="late"' not in page
    closed_for_drafts(meeting)
    as_secretary.post(reverse("resolutions_agenda_add", args=[meeting.pk]), {"act": act.pk})
    assert not meeting.agenda.exists()
    page = as_secretary.get(reverse("resolutions_meeting", args=[meeting.pk])).content.decode()
    assert 'name="late"' in page


def test_what_is_added_after_the_notice_is_late(meeting, make_approved, secretary):
    from resolutions.meetings.notices import send_notices

    add_question(meeting, secretary, title="Первый")
    send_notices(meeting, secretary)
    assert put_on_agenda(meeting, make_approved(), secretary).is_late
    assert add_question(meeting, secretary, title="Ещё").is_late


def test_numbers_stand_from_the_opening_and_late_questions_continue_them(meeting, make_approved, secretary):
    first, second = (add_question(meeting, secretary, title=title) for title in ("Первый", "Второй"))
    today_at_this_moment(meeting)
    open_session(meeting, secretary)
    third = put_on_agenda(meeting, make_approved(), secretary, late=True)
    meeting.refresh_from_db()
    arrange(meeting, [third.pk, second.pk, first.pk], meeting.agenda_edition, secretary)
    assert [item.number for item in meeting.agenda.all()] == [3, 2, 1]
    with pytest.raises(Refused):
        take_off(meeting, first, secretary)
    assert meeting.agenda.count() == 3


def test_a_draft_of_another_council_is_not_found(as_secretary, meeting, make_approved, db):
    from home.council import set_up_council
    from registry.models import Organisation

    other = set_up_council(Organisation.objects.create(name="Соседний союз"), slug="other")
    act = other.acts.add_child(
        instance=ResolutionPage(
            live=False, heading="Чужой", issuer=meeting.body.organisation, enacting_clause="x", body=meeting.body
        )
    )
    act.save_revision()
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.APPROVED)
    page = as_secretary.get(reverse("resolutions_meeting", args=[meeting.pk])).content.decode()
    assert "Чужой" not in page
    as_secretary.post(reverse("resolutions_agenda_add", args=[meeting.pk]), {"act": act.pk})
    assert not meeting.agenda.exists()


def test_the_page_asks_the_database_as_often_for_twenty_questions_as_for_one(
    as_secretary, meeting, make_approved, secretary, count_queries
):
    url = reverse("resolutions_meeting", args=[meeting.pk])
    put_on_agenda(meeting, make_approved("Вопрос"), secretary)
    make_approved("Ждёт")
    as_secretary.get(url)
    few = count_queries(lambda: as_secretary.get(url))
    for number in range(19):
        put_on_agenda(meeting, make_approved(f"Вопрос {number}"), secretary)
        make_approved(f"Ждёт {number}")
    assert count_queries(lambda: as_secretary.get(url)) == few
