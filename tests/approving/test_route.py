"""Who is asked, in what order, and how long they may take."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from registry.models.person import Post
from resolutions.models import Opinion, Status, Visa
from tests.approving.conftest import fresh, visa_of, waiting_names

pytestmark = pytest.mark.django_db


def test_those_of_one_turn_are_asked_at_once_and_the_next_turn_after_them(
    make_act, make_person, make_route, submit, say
):
    first, second, third = (make_person(name, account=name) for name in ("Первая", "Вторая", "Третья"))
    make_route({"person": first, "stage": 1}, {"person": second, "stage": 1}, {"person": third, "stage": 2})
    act = submit(make_act())
    assert waiting_names(act) == {"Первая", "Вторая"}
    say(act, first, "agreed")
    assert waiting_names(act) == {"Вторая"}
    assert fresh(act).status == Status.DRAFT
    say(act, second, "taken_note")
    assert waiting_names(act) == {"Третья"}
    say(act, third, "agreed_with_remarks", "Запятая в пункте 1")
    assert fresh(act).status == Status.APPROVED
    assert not fresh(act).live


def test_each_is_written_to_when_the_turn_comes(make_act, make_person, make_route, submit, say):
    first, second = (
        make_person(name, account=name, email=f"{n}@example.org") for n, name in enumerate(("Первая", "Вторая"))
    )
    make_route({"person": first, "stage": 1}, {"person": second, "stage": 2})
    act = submit(make_act())
    assert [letter.to for letter in mail.outbox] == [["0@example.org"]]
    assert reverse("resolutions_approval", args=[act.pk]) in mail.outbox[0].body
    say(act, first, "agreed")
    assert ["1@example.org"] in [letter.to for letter in mail.outbox]


def test_an_answer_out_of_turn_is_refused(make_act, make_person, make_route, submit, say):
    first, second = (make_person(name, account=name) for name in ("Первая", "Вторая"))
    make_route({"person": first, "stage": 1}, {"person": second, "stage": 2})
    act = submit(make_act())
    say(act, second, "agreed")
    assert visa_of(act, second).opinion == ""


def test_not_agreed_takes_effect_when_its_turn_is_complete_with_all_remarks(
    make_act, make_person, make_route, submit, say, client, author
):
    first, second, third = (make_person(name, account=name) for name in ("Первая", "Вторая", "Третья"))
    make_route({"person": first, "stage": 1}, {"person": second, "stage": 1}, {"person": third, "stage": 2})
    act = submit(make_act())
    say(act, first, "not_agreed", "Назовите срок")
    assert fresh(act).workflow_in_progress
    say(act, second, "agreed_with_remarks", "Уточните адресата")
    act = fresh(act)
    assert not act.workflow_in_progress
    assert act.status == Status.DRAFT
    assert waiting_names(act) == set()
    client.force_login(author)
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[act.pk])).content.decode()
    assert "Назовите срок" in editor
    assert "Уточните адресата" in editor


def test_whoever_may_be_left_out_holds_nobody_up(make_act, make_person, make_route, submit, say):
    first, second = (make_person(name, account=name) for name in ("Первая", "Вторая"))
    make_route(first, {"person": second, "is_mandatory": False})
    act = submit(make_act())
    assert waiting_names(act) == {"Первая", "Вторая"}
    say(act, first, "agreed")
    assert fresh(act).status == Status.APPROVED
    assert waiting_names(act) == set()


def test_a_remark_is_needed_unless_one_simply_agrees(make_act, lawyer, make_route, submit, say):
    make_route(lawyer)
    act = submit(make_act())
    for action in ("not_agreed", "agreed_with_remarks"):
        answer = say(act, lawyer, action, "   ")
        assert answer.context["form"].errors["comment"]
    assert visa_of(act, lawyer).opinion == ""


def test_a_remark_beside_agreed_is_not_lost(make_act, lawyer, make_route, submit, say):
    make_route(lawyer)
    act = submit(make_act())
    say(act, lawyer, "agreed", "Но поправьте запятую")
    assert visa_of(act, lawyer).opinion == Opinion.AGREED_WITH_REMARKS


def test_the_route_of_the_kind_goes_before_the_route_of_every_kind(make_act, make_person, make_route, submit):
    general, special = make_person("Общая", account="general"), make_person("Особая", account="special")
    make_route(general)
    make_route(special, document_type="decision")
    assert waiting_names(submit(make_act(document_type="decision"))) == {"Особая"}
    assert waiting_names(submit(make_act(number="8", heading="О другом"))) == {"Общая"}


def test_the_holder_of_a_post_on_the_day_is_asked(make_act, make_person, make_route, organisation, submit):
    before, now = make_person("Прежняя", account="before"), make_person("Нынешняя", account="now")
    Post.objects.create(organisation=organisation, person=before, duty="legal", until=datetime.date(2020, 1, 1))
    Post.objects.create(organisation=organisation, person=now, duty="legal", title="Главный юрист")
    make_route({"organisation": organisation, "duty": "legal"})
    act = submit(make_act())
    assert waiting_names(act) == {"Нынешняя"}
    assert visa_of(act, now).position == "Главный юрист"


def test_a_vacant_post_is_answered_for_by_any_approver(make_act, make_route, organisation, submit, client, approver):
    make_route({"organisation": organisation, "duty": "finance"})
    act = submit(make_act())
    assert waiting_names(act) == {""}
    client.force_login(approver)
    client.post(
        reverse("resolutions_approval", args=[act.pk]), {"action": "approve", "revision": act.latest_revision_id}
    )
    assert fresh(act).status == Status.APPROVED


def test_the_substitute_may_answer_and_the_sheet_says_so(make_act, lawyer, make_person, make_route, submit, say):
    substitute = make_person("Заместителева", account="substitute")
    make_route({"person": lawyer, "substitute": substitute})
    act = submit(make_act())
    say(act, substitute, "agreed")
    visa = visa_of(act, lawyer)
    assert (visa.opinion, visa.answered_by) == (Opinion.AGREED, substitute.user)
    assert visa.answered_for == str(lawyer)
    assert fresh(act).status == Status.APPROVED


def test_a_stranger_and_the_administrator_do_not_answer_for_somebody_named(
    make_act, lawyer, make_person, make_route, submit, say, administrator, client
):
    stranger = make_person("Посторонняя", account="stranger")
    make_route(lawyer)
    act = submit(make_act())
    say(act, stranger, "agreed")
    client.force_login(administrator)
    client.post(
        reverse("resolutions_approval", args=[act.pk]), {"action": "agreed", "revision": act.latest_revision_id}
    )
    assert visa_of(act, lawyer).opinion == ""
    assert fresh(act).status == Status.DRAFT


def test_days_off_do_not_count(make_act, lawyer, make_route, submit):
    make_route({"person": lawyer, "working_days": 3})
    with time_machine.travel("2026-12-30 09:00:00+03:00"):
        act = submit(make_act())
    # 31 December 2026 is a day off moved from another, 1–10 January are days off: 11, 12 and 13 January are left.
    due = visa_of(act, lawyer).due_on
    assert due == datetime.date(2027, 1, 13)


def test_cancelling_asks_nobody_any_more(make_act, lawyer, make_route, submit, author, client, say):
    make_route(lawyer)
    act = submit(make_act())
    client.force_login(author)
    client.post(reverse("resolutions_approval_take_back", args=[act.pk]))
    assert not fresh(act).workflow_in_progress
    assert waiting_names(act) == set()
    say(act, lawyer, "agreed")
    assert visa_of(act, lawyer).opinion == ""


def test_answering_twice_changes_nothing(make_act, lawyer, make_person, make_route, submit, say):
    make_route(lawyer, make_person("Вторая", account="second"))
    act = submit(make_act())
    say(act, lawyer, "agreed")
    say(act, lawyer, "not_agreed", "Передумала")
    assert visa_of(act, lawyer).opinion == Opinion.AGREED


def test_wagtails_own_buttons_lead_to_the_sheet(make_act, lawyer, make_person, make_route, submit, client):
    make_route(lawyer, make_person("Вторая", account="second"))
    act = submit(make_act())
    client.force_login(lawyer.user)
    state = act.current_workflow_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[act.pk, "approve", state.pk]), {"comment": ""})
    assert visa_of(act, lawyer).opinion == Opinion.AGREED
    assert fresh(act).workflow_in_progress


def test_the_draft_waits_on_the_first_screen_of_those_asked_only(
    make_act, lawyer, make_person, make_route, submit, client
):
    other = make_person("Вторая", account="second")
    make_route(lawyer)
    act = submit(make_act())
    for person, seen in ((lawyer, True), (other, False)):
        client.force_login(person.user)
        page = client.get(reverse("wagtailadmin_home")).content.decode()
        assert (act.draft_title in page) is seen


def test_files_are_kept_for_ever_and_only_of_known_kinds(make_act, lawyer, make_route, submit, say, author, client):
    from django.core.files.uploadedfile import SimpleUploadedFile

    make_route(lawyer)
    act = submit(make_act())
    refused = say(act, lawyer, "agreed", files=SimpleUploadedFile("virus.exe", b"MZ"))
    assert refused.context["form"].errors["files"]
    say(act, lawyer, "agreed", files=SimpleUploadedFile("Заключение.docx", b"PK\x03\x04"))
    kept = visa_of(act, lawyer).files.get()
    assert kept.official_file.read() == b"PK\x03\x04"
    client.force_login(author)
    assert client.get(reverse("resolutions_visa_file", args=[act.pk, kept.pk])).content == b"PK\x03\x04"


def test_no_visa_is_left_without_an_approver_when_the_only_one_wrote_the_text(
    make_act, author, make_person, make_route, submit, organisation
):
    writer = make_person("Лосева")
    writer.user = author
    writer.save()
    make_route(writer)
    act = submit(make_act())
    assert waiting_names(act) == {""}
    assert Visa.objects.get(sheet__act=act, person=writer).asked_at is None
