"""Notices to members, versions of the agenda, and the materials they open by their personal links."""

import datetime
import re

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from control.refusal import Refused
from registry.models import Membership, PersonalLink
from resolutions.meetings.agenda import add_question, arrange, put_on_agenda, reword, take_off
from resolutions.meetings.notices import note_handed_over, send_notice, send_notices
from resolutions.meetings.paper import agenda_pdf
from resolutions.meetings.versions import lines_of
from resolutions.models import Meeting, ResolutionPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Sends letters for real and returns what the verb returned."""

    def run(verb, *args):
        with django_capture_on_commit_callbacks(execute=True):
            return verb(*args)

    return run


@pytest.fixture
def ready(meeting, secretary):
    """A meeting with two questions."""
    add_question(meeting, secretary, title="О плане работы", speaker="А. Иванов")
    add_question(meeting, secretary, title="О разном")
    return meeting


def words_of(answer):
    """The page with ordinary spaces where typography put others."""
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def link_in(letter):
    return re.search(r"/link/meeting/\S+", letter.body)[0]


def test_every_member_with_an_email_gets_date_place_agenda_and_a_link_of_his_own(ready, members, secretary, send):
    sent = send(send_notices, ready, secretary)
    assert [str(person) for person in sent.without_address] == [str(members[4])]
    assert sorted(letter.to[0] for letter in mail.outbox) == [f"member{n}@example.org" for n in range(4)]
    letter = mail.outbox[0]
    assert "зал 1" in letter.body
    assert "1. О плане работы — А. Иванов" in letter.body
    assert len({link_in(letter) for letter in mail.outbox}) == 4


def test_the_secretary_sees_who_has_no_email_and_notes_the_paper(as_secretary, ready, members, secretary, send):
    send(as_secretary.post, reverse("resolutions_notices", args=[ready.pk]))
    page = as_secretary.get(reverse("resolutions_meeting", args=[ready.pk])).content.decode()
    assert str(_("no e-mail: hand over on paper")) in page
    as_secretary.post(reverse("resolutions_notice_paper", args=[ready.pk]), {"person": members[4].pk})
    page = as_secretary.get(reverse("resolutions_meeting", args=[ready.pk])).content.decode()
    assert str(_("no e-mail: hand over on paper")) not in page
    assert ready.attendances.filter(notice_sent_at=None).count() == 0


def test_an_empty_agenda_or_a_body_without_members_is_not_announced(meeting, secretary, body, make_meeting):
    with pytest.raises(Refused):
        send_notices(meeting, secretary)
    Membership.objects.all().delete()
    add_question(meeting, secretary, title="О разном")
    with pytest.raises(Refused):
        send_notices(meeting, secretary)
    assert not meeting.agenda_versions.exists()
    meeting.refresh_from_db()
    assert meeting.noticed_at is None


def test_the_same_agenda_goes_only_to_those_without_it(ready, make_member, secretary, send):
    send(send_notices, ready, secretary)
    note_handed_over(ready, ready.attendances.get(notice_sent_at=None).person, secretary)
    with pytest.raises(Refused):
        send_notices(ready, secretary)
    mail.outbox.clear()
    newcomer = make_member("Новикова")
    sent = send(send_notices, ready, secretary)
    assert sent.people == [newcomer]
    assert len(mail.outbox) == 1
    assert ready.agenda_versions.count() == 1


@pytest.mark.parametrize("first_one_alone", [True, False])
def test_a_changed_agenda_goes_to_everybody_as_a_new_version(ready, secretary, send, members, first_one_alone):
    send(send_notices, ready, secretary)
    add_question(ready, secretary, title="О смете")
    mail.outbox.clear()
    if first_one_alone:
        send(send_notice, ready, members[0], secretary)
    sent = send(send_notices, ready, secretary)
    assert ready.agenda_versions.count() == 2
    assert len(mail.outbox) == 4
    assert len(sent.people) == (3 if first_one_alone else 4)
    assert "О смете" in mail.outbox[0].body
    assert mail.outbox[0].subject.startswith("Изменения")


def test_a_moved_date_is_told_again(as_secretary, ready, secretary, send):
    send(send_notices, ready, secretary)
    Meeting.objects.filter(pk=ready.pk).update(starts_at=ready.starts_at + datetime.timedelta(days=1))
    page = as_secretary.get(reverse("resolutions_meeting", args=[ready.pk])).content.decode()
    assert str(_("The members hold an older agenda, date or place: send the notices again.")) in page
    send(send_notices, ready, secretary)
    assert ready.agenda_versions.count() == 2


def test_sending_one_by_one_writes_to_exactly_those_whom_sending_to_all_does(
    ready, secretary, send, members, make_meeting
):
    send(send_notices, ready, secretary)
    in_bulk = sorted((letter.to[0], letter.subject) for letter in mail.outbox)
    mail.outbox.clear()
    for row in ready.attendances.all():
        send(send_notice, ready, row.person, secretary)
    assert sorted((letter.to[0], letter.subject) for letter in mail.outbox) == in_bulk


def test_materials_sent_later_than_the_rule_of_the_body_say_so(as_secretary, ready, secretary, send, body):
    Meeting.objects.filter(pk=ready.pk).update(starts_at=timezone.now() + datetime.timedelta(days=body.notice_days - 1))
    answer = send(lambda: as_secretary.post(reverse("resolutions_notices", args=[ready.pk]), follow=True))
    assert str(_("The materials go later than the rules of the body say.")) in answer.content.decode()


def test_a_stranger_to_the_body_gets_no_notice(ready, secretary, organisation):
    from registry.models import Person

    stranger = Person.objects.create(surname="Чужой", organisation=organisation)
    with pytest.raises(Refused):
        send_notice(ready, stranger, secretary)


def test_the_link_shows_agenda_text_and_annex_and_notes_the_first_opening(
    client, meeting, make_approved, secretary, send, members
):
    document = get_document_model()(title="Смета")
    document.file.save("smeta.txt", ContentFile("рубли".encode()))
    act = make_approved(
        "О смете", is_restricted=True, annexes=[("annex", {"title": "Смета", "kind": "plan", "document": document})]
    )
    item = put_on_agenda(meeting, act, secretary)
    send(send_notices, meeting, secretary)
    path = link_in(mail.outbox[0])
    page = client.get(path)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert "О смете" in words_of(page)
    draft = words_of(client.get(f"{path}{item.pk}/"))
    assert "Членским организациям обучить" in draft
    file = client.get(f"{path}{item.pk}/files/1/")
    assert b"".join(file.streaming_content) == "рубли".encode()
    assert "attachment" in file.headers["Content-Disposition"]
    assert client.get(f"{path}agenda.pdf").content.startswith(b"%PDF")
    assert PersonalLink.objects.exclude(seen_at=None).count() == 1
    client.force_login(secretary)
    page = client.get(reverse("resolutions_meeting", args=[meeting.pk])).content.decode()
    seen = PersonalLink.objects.exclude(seen_at=None).get().seen_at
    assert page.count(f"{timezone.localtime(seen):%H:%M}") >= 1
    assert page.count(str(_("not opened"))) == 3


def test_an_earlier_letter_opens_the_current_agenda_and_counts_as_seen(client, ready, secretary, send):
    send(send_notices, ready, secretary)
    old = link_in(mail.outbox[0])
    add_question(ready, secretary, title="О смете")
    send(send_notices, ready, secretary)
    page = words_of(client.get(old))
    assert "О смете" in page
    assert "<ins>" in page
    person = PersonalLink.objects.order_by("pk").first().person
    assert PersonalLink.objects.filter(person=person).order_by("pk").last().seen_at


def test_a_link_opens_nothing_after_the_day_of_the_meeting(client, ready, secretary, send):
    send(send_notices, ready, secretary)
    path = link_in(mail.outbox[0])
    link = PersonalLink.objects.first()
    assert timezone.localtime(link.expires_at).date() == timezone.localdate(ready.starts_at)
    PersonalLink.objects.update(expires_at=timezone.now())
    for address in (path, f"{path}agenda.pdf"):
        assert client.get(address).status_code == 410


def test_a_link_of_one_purpose_or_of_a_former_member_opens_nothing(client, ready, secretary, send, members):
    send(send_notices, ready, secretary)
    path = link_in(mail.outbox[0])
    assert client.get(path[:-3] + "xx/").status_code == 410
    ready.attendances.filter(person=PersonalLink.objects.order_by("pk").first().person).delete()
    assert client.get(path).status_code == 410


def test_the_link_shows_no_draft_of_another_meeting(client, ready, make_meeting, make_approved, secretary, send):
    other = make_meeting(number=2)
    foreign = put_on_agenda(other, make_approved(), secretary)
    send(send_notices, ready, secretary)
    path = link_in(mail.outbox[0])
    assert client.get(f"{path}{foreign.pk}/").status_code == 404
    assert client.get(f"{path}{foreign.pk}/files/1/").status_code == 404


def test_the_page_by_link_asks_the_database_as_often_for_twenty_questions_as_for_one(
    client, meeting, make_approved, secretary, send, count_queries
):
    put_on_agenda(meeting, make_approved("Первый"), secretary)
    send(send_notices, meeting, secretary)
    path = link_in(mail.outbox[0])
    client.get(path)
    few = count_queries(lambda: client.get(path))
    for number in range(19):
        put_on_agenda(meeting, make_approved(f"Вопрос {number}"), secretary)
    assert count_queries(lambda: client.get(path)) == few


def test_the_members_list_asks_the_database_as_often_for_twenty_members_as_for_one(
    as_secretary, ready, make_member, secretary, send, count_queries
):
    urls = [reverse(f"resolutions_{name}", args=[ready.pk]) for name in ("meeting", "notices", "attendance")]
    send(send_notices, ready, secretary)
    few = [count_queries(lambda url=url: as_secretary.get(url)) for url in urls]
    few = [count_queries(lambda url=url: as_secretary.get(url)) for url in urls]
    for number in range(20):
        make_member(f"Член{number}")
    send(send_notices, ready, secretary)
    assert [count_queries(lambda url=url: as_secretary.get(url)) for url in urls] == few


def test_a_version_says_what_was_added_taken_off_moved_and_reworded(ready, make_approved, secretary):
    act = make_approved("О смете")
    smeta = put_on_agenda(ready, act, secretary)
    third = add_question(ready, secretary, title="О наградах")
    send_notices(ready, secretary)
    plan, other = ready.agenda.get(title="О плане работы"), ready.agenda.get(title="О разном")
    take_off(ready, other, secretary)
    reword(ready, plan, secretary, stamp=plan.stamp, title="О плане работы на год")
    fresh = add_question(ready, secretary, title="О созыве")
    ready.refresh_from_db()
    arrange(ready, [fresh.pk, plan.pk, third.pk, smeta.pk], ready.agenda_edition, secretary)
    send_notices(ready, secretary)
    first, second = ready.agenda_versions.all()
    said = {line.heading: line.changes for line in lines_of(second.content, first.content)}
    assert said["О созыве"] == ["added"]
    assert said["О разном"] == ["removed"]
    assert said["О плане работы на год"] == ["retitled"]
    # One of the two that passed each other was moved; the other only made room.
    assert sorted([said["О смете"], said["О наградах"]]) == [[], ["moved"]]


def test_a_new_question_on_top_moves_nothing():
    before = [
        {"key": key, "number": n, "heading": key, "speaker": "", "is_heading": False, "is_late": False}
        for n, key in enumerate("абв", start=1)
    ]
    after = [
        {**before[0], "key": "новый", "heading": "новый"},
        *({**row, "number": row["number"] + 1} for row in before),
    ]
    assert [line.changes for line in lines_of(after, before)] == [["added"], [], [], []]


def test_a_draft_taken_off_and_put_back_is_the_same_question(meeting, make_approved, secretary):
    act = make_approved()
    item = put_on_agenda(meeting, act, secretary)
    send_notices(meeting, secretary)
    take_off(meeting, item, secretary)
    put_on_agenda(meeting, ResolutionPage.objects.get(pk=act.pk), secretary)
    version = meeting.agenda_versions.get()
    assert version.content[0]["key"] == meeting.agenda.get().key


def text_of(content):
    import io

    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


def test_the_printed_agenda_names_its_version_and_marks_changes_in_words(as_secretary, ready, secretary):
    send_notices(ready, secretary)
    add_question(ready, secretary, title="О смете")
    take_off(ready, ready.agenda.get(title="О разном"), secretary)
    send_notices(ready, secretary)
    url = reverse("resolutions_agenda_pdf", args=[ready.pk])
    words = text_of(as_secretary.get(url).content)
    assert "ПОВЕСТКА ДНЯ" in words
    assert "Версия 2 от" in words
    assert "О смете (внесён)" in words
    assert "О разном (снят)" in words
    assert "Докладывает: А. Иванов" in words
    first = text_of(as_secretary.get(url, {"version": 1}).content)
    assert "О смете" not in first
    assert as_secretary.get(url, {"version": 9}).status_code == 404
    assert agenda_pdf(ready).page_count == 1
