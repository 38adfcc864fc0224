"""Members propose, the secretary answers, the text is assembled."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from control.refusal import Refused
from resolutions.amending.assembling import assemble
from resolutions.amending.deciding import accept, decline
from resolutions.amending.finalising import finalise
from resolutions.amending.proposing import propose
from resolutions.fingerprint import fingerprint
from resolutions.meetings.agenda import put_on_agenda, take_off
from resolutions.models import Amendment, ResolutionPage, Status, Voting
from tests.amending.conftest import moved

pytestmark = pytest.mark.django_db


def ids(act):
    return [block.id for block in act.get_latest_revision_as_object().items]


def texts(act):
    act = ResolutionPage.objects.get(pk=act.pk)
    return [(b.value["label"], b.value["text"]) for b in act.get_latest_revision_as_object().items]


def new_url(act):
    return reverse("resolutions_amendment_new", args=[act.pk])


def list_url(act):
    return reverse("resolutions_amendments", args=[act.pk])


def test_a_member_proposes_and_the_secretary_accepts_and_assembles(client, question, approved, member, secretary):
    point = ids(approved)[1]
    client.force_login(member.user)
    form = client.get(new_url(approved), {"point": point}).content.decode()
    assert "до 2 ноября 2026 года" in form
    data = {
        "point": point,
        "operation": "replace",
        "after": "Обучить всех до 15 декабря 2026 года.",
        "reason": "Поздно",
    }
    assert client.post(new_url(approved), data).status_code == 302
    amendment = Amendment.objects.get()
    assert (amendment.person, amendment.label, amendment.state) == (member, "2", "proposed")
    assert amendment.before.startswith("Членским организациям")
    client.force_login(secretary)
    shown = client.get(list_url(approved)).content.decode()
    assert "<del" in shown
    assert "<ins" in shown
    client.post(list_url(approved), {"action": f"accept:{amendment.pk}", f"note-{amendment.pk}": "Согласны"})
    before = approved.latest_revision_id
    client.post(list_url(approved), {"action": "assemble"})
    amendment.refresh_from_db()
    act = ResolutionPage.objects.get(pk=approved.pk)
    assert amendment.note == "Согласны"
    assert amendment.revision_id == act.latest_revision_id != before
    assert act.latest_revision.user == secretary
    assert texts(act)[1] == ("2", "Обучить всех до 15 декабря 2026 года.")
    assert ids(act) == ids(approved)
    assert act.status == Status.ON_AGENDA


def test_what_the_approvers_agreed_to_stays_until_the_draft_is_on_an_agenda(client, approved, member, secretary):
    amendment = propose(approved, member, point=ids(approved)[0], operation="replace", after="Иначе.")
    accept(amendment, secretary)
    client.force_login(secretary)
    assert re.search(r'value="assemble"\s+disabled', client.get(list_url(approved)).content.decode())
    before = ResolutionPage.objects.get(pk=approved.pk).latest_revision_id
    assert client.post(list_url(approved), {"action": "assemble"}).status_code == 409
    amendment.refresh_from_db()
    assert (amendment.state, amendment.revision) == ("accepted", None)
    assert ResolutionPage.objects.get(pk=approved.pk).latest_revision_id == before


def test_points_are_deleted_and_added_with_their_numbers(question, approved, member, secretary):
    first, second, third = ids(approved)
    for fields in (
        {"point": second, "operation": "delete"},
        {"point": first, "operation": "insert", "after": "Первая добавка."},
        {"point": first, "operation": "insert", "after": "Вторая добавка."},
        {"point": second, "operation": "insert", "after": "7. После удалённого."},
        {"point": third, "operation": "insert", "after": "В конец."},
    ):
        amendment = propose(approved, member, **fields)
        if fields.get("after") != "7. После удалённого.":
            accept(amendment, secretary)
        else:
            with pytest.raises(Refused):
                accept(amendment, secretary)
    assemble(approved, secretary)
    got = texts(approved)
    assert [label for label, _ in got] == ["1", "1.1", "1.2", "3", "4"]
    assert [text for _, text in got[1:3]] == ["Первая добавка.", "Вторая добавка."]
    assert ids(ResolutionPage.objects.get(pk=approved.pk))[0] == first


def test_of_two_changes_to_the_same_words_one_can_be_accepted(client, approved, make_member, secretary):
    point = ids(approved)[0]
    one = propose(approved, make_member("Первый Пётр"), point=point, operation="replace", after="Иначе.")
    two = propose(approved, make_member("Второй Иван"), point=point, operation="delete")
    client.force_login(secretary)
    text = client.get(list_url(approved)).content.decode()
    assert text.count("amendment__against") == 2
    accept(one, secretary)
    with pytest.raises(Refused):
        accept(two, secretary)
    answer = client.post(list_url(approved), {"action": f"accept:{two.pk}", f"note-{two.pk}": "набрано"})
    assert answer.status_code == 409
    assert "набрано" in answer.content.decode()
    kept = client.post(list_url(approved), {"action": f"decline:{one.pk}", f"note-{two.pk}": "набрано"})
    assert "набрано" in kept.content.decode()
    accept(two, secretary)


def test_words_that_have_changed_meanwhile_are_not_overwritten(question, approved, make_member, secretary):
    point = ids(approved)[0]
    one = propose(approved, make_member("Первый Пётр"), point=point, operation="replace", after="Иначе.")
    two = propose(approved, make_member("Второй Иван"), point=point, operation="replace", after="Совсем иначе.")
    accept(one, secretary)
    assemble(approved, secretary)
    with pytest.raises(Refused):
        accept(two, secretary)
    with pytest.raises(Refused):
        decline(one, secretary)


def test_nothing_changes_while_the_vote_is_open(question, approved, member, secretary):
    amendment = propose(approved, member, point=ids(approved)[0], operation="delete")
    accept(amendment, secretary)
    voting = Voting.objects.create(item=question)
    for verb in (lambda: assemble(approved, secretary), lambda: decline(amendment, secretary)):
        with pytest.raises(Refused):
            verb()
    assert len(texts(approved)) == 3
    Voting.objects.filter(pk=voting.pk).update(closed_at=timezone.now())
    assemble(approved, secretary)
    assert len(texts(approved)) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"point": "nowhere", "operation": "replace", "after": "Х"},
        {"point": "", "operation": "delete"},
        {"operation": "replace", "after": "  "},
        {"operation": "replace", "after": None},
    ],
)
def test_a_proposal_that_says_nothing_is_refused(approved, member, fields):
    point = ids(approved)[0]
    same = approved.get_latest_revision_as_object().items[0].value["text"]
    fields = {"point": point} | fields
    fields["after"] = same if fields.get("after", "") is None else fields.get("after", "")
    with pytest.raises(Refused):
        propose(approved, member, **fields)
    assert not Amendment.objects.exists()


def test_amendments_are_taken_only_between_approval_and_vote(make_act, approved, member):
    draft = make_act(heading="О черновике", number="9-9")
    with pytest.raises(Refused):
        propose(draft, member, point=ids(draft)[0], operation="delete")
    moved(approved, Status.ON_AGENDA, Status.REJECTED)
    with pytest.raises(Refused):
        propose(approved, member, point=ids(approved)[0], operation="delete")


def test_a_member_takes_back_his_own_amendment_and_no_other(client, approved, make_member, member):
    other = make_member("Другой Олег", "other")
    amendment = propose(approved, other, point=ids(approved)[0], operation="delete")
    client.force_login(member.user)
    client.post(list_url(approved), {"action": f"withdraw:{amendment.pk}"})
    amendment.refresh_from_db()
    assert amendment.state == "proposed"
    client.force_login(other.user)
    client.post(list_url(approved), {"action": f"withdraw:{amendment.pk}"})
    amendment.refresh_from_db()
    assert amendment.state == "withdrawn"


def test_only_the_secretary_answers_and_assembles(client, approved, member, author):
    amendment = propose(approved, member, point=ids(approved)[0], operation="delete")
    for user in (member.user, author):
        client.force_login(user)
        for action in (f"accept:{amendment.pk}", f"decline:{amendment.pk}", "assemble"):
            client.post(list_url(approved), {"action": action})
    amendment.refresh_from_db()
    assert amendment.state == "proposed"


def test_a_stranger_sees_no_amendments(client, approved, django_user_model):
    client.force_login(django_user_model.objects.create_user("stranger"))
    for url in (list_url(approved), new_url(approved), reverse("resolutions_amendments_pdf", args=[approved.pk])):
        assert client.get(url).status_code in (302, 403)


def test_the_secretary_writes_down_what_a_member_said(client, approved, member, secretary):
    client.force_login(secretary)
    data = {"person": member.pk, "point": ids(approved)[0], "operation": "delete", "after": "", "reason": ""}
    assert client.post(new_url(approved), data).status_code == 302
    assert Amendment.objects.get().person == member
    answer = client.post(new_url(approved), data | {"operation": "replace"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["after"]


def test_a_member_without_an_account_proposes_by_the_link_of_the_meeting(client, link, approved, member):
    url = reverse("link_amendment", args=[link.token, approved.pk])
    point = ids(approved)[2]
    assert client.get(url).status_code == 200
    page = client.get(url, {"point": point})
    assert "до 3 ноября 2026 года" in page.content.decode()
    empty = client.post(url, {"point": point, "operation": "replace", "after": " "})
    assert empty.status_code == 422
    answer = client.post(url, {"point": point, "operation": "replace", "after": "Иначе.", "reason": ""})
    assert answer.status_code == 302
    amendment = Amendment.objects.get()
    assert (amendment.person, amendment.by_link, amendment.label) == (member, True, "3")
    assert "Иначе." in client.get(url).content.decode()
    client.post(url, {"withdraw": amendment.pk})
    amendment.refresh_from_db()
    assert amendment.state == "withdrawn"


def test_the_link_opens_only_drafts_of_its_meeting(client, link, make_act):
    other = moved(make_act(heading="О другом", number="9-9"), Status.APPROVED)
    assert client.get(reverse("link_amendment", args=[link.token, other.pk])).status_code == 404
    link.revoked_at = timezone.now()
    link.save()
    assert client.get(reverse("link_amendment", args=[link.token, other.pk])).status_code == 410


def test_the_finished_text_is_what_the_vote_adopted(basis, question, member, secretary):
    text = basis.get_latest_revision_as_object()
    text.heading = "О деле, как его доработали"
    text.save_revision(user=secretary)
    adoption = finalise(basis, secretary)
    act = ResolutionPage.objects.get(pk=basis.pk)
    assert act.status == Status.AWAITING_SIGNATURE
    assert (adoption.ground, adoption.item, adoption.adopted_on) == ("vote", question, question.meeting.day)
    assert adoption.text_sha256 == fingerprint(act.get_latest_revision_as_object())
    assert adoption.revision_id == act.latest_revision_id
    with pytest.raises(Refused):
        finalise(act, secretary)


def test_a_text_is_not_finished_while_amendments_wait(approved, question, member, secretary):
    amendment = propose(approved, member, point=ids(approved)[0], operation="delete")
    type(question).objects.filter(pk=question.pk).update(outcome="as_basis", decided_at=timezone.now())
    act = moved(approved, Status.FINALISING)
    with pytest.raises(Refused):
        finalise(act, secretary)
    accept(amendment, secretary)
    with pytest.raises(Refused):
        finalise(act, secretary)
    assemble(act, secretary)
    finalise(act, secretary)
    assert len(texts(act)) == 2


def test_the_list_costs_the_same_for_one_and_for_twenty_amendments(client, approved, member, secretary):
    client.force_login(secretary)

    def cost():
        client.get(list_url(approved))
        with CaptureQueriesContext(connection) as queries:
            client.get(list_url(approved))
        return len(queries)

    propose(approved, member, point=ids(approved)[0], operation="insert", after="Добавка.")
    one = cost()
    for number in range(20):
        propose(approved, member, point=ids(approved)[0], operation="insert", after=f"Добавка {number}.")
    assert cost() == one


def test_the_table_of_amendments_prints(client, approved, member, secretary):
    import io

    import pdfplumber

    propose(approved, member, point=ids(approved)[0], operation="replace", after="Обучить всех.", reason="Так проще")
    client.force_login(secretary)
    answer = client.get(reverse("resolutions_amendments_pdf", args=[approved.pk]))
    with pdfplumber.open(io.BytesIO(answer.content)) as paper:
        text = paper.pages[0].extract_text()
    assert "Таблица поправок" in text
    assert "Кузнецова" in text


@pytest.mark.parametrize("amended", [False, True])
def test_a_draft_nothing_was_decided_on_is_approved_anew_only_if_its_text_was_changed(
    make_act, author, approver, member, secretary, meeting, amended
):
    act = make_act(points=2)
    state = act.get_workflow().start(act, author)
    state.current_task_state.specific.approve(user=approver)
    item = put_on_agenda(meeting, ResolutionPage.objects.get(pk=act.pk), secretary)
    if amended:
        amendment = propose(act, member, point=ids(act)[0], operation="replace", after="Иначе.")
        accept(amendment, secretary)
        assemble(ResolutionPage.objects.get(pk=act.pk), secretary)
    take_off(meeting, item, secretary)
    act = ResolutionPage.objects.get(pk=act.pk)
    assert act.status == (Status.DRAFT if amended else Status.APPROVED)
