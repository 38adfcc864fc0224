"""The list of acts at work: whose turn it is, many at once, and a spreadsheet of it."""

import datetime
import io

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home.council import set_up_council
from registry.models import Organisation, Person, PersonContact, Role
from registry.roles import council_role
from resolutions.models import ApprovalRoute, ApprovalStep, Meeting, ResolutionPage, Status
from resolutions.remarks import place_of

pytestmark = pytest.mark.django_db
LIST = "resolutions_acts"


@pytest.fixture
def holder_of(organisation, council):
    """Makes an account with one role in the council."""

    def make(role):
        user = get_user_model().objects.create_user(f"{role}-user", password="secret-of-a-role")
        council_role(organisation, role).group.user_set.add(user)
        return user

    return make


@pytest.fixture
def secretary(holder_of):
    return holder_of(Role.SECRETARY)


def in_status(act, status):
    ResolutionPage.objects.filter(pk=act.pk).update(status=status)
    return act


def titles(response):
    return {act.draft_title for act in response.context["object_list"]}


def waiting_for(client, user):
    client.force_login(user)
    return titles(client.get(reverse(LIST), {"waits": "me"}))


def test_each_sees_under_waits_for_me_what_is_his_own_next_step(
    client, make_act, author, approver, secretary, holder_of
):
    mine = make_act(heading="О черновике")
    submitted = make_act(heading="О согласовании")
    submitted.get_workflow().start(submitted, author)
    in_status(make_act(heading="О повестке"), Status.APPROVED)
    in_status(make_act(heading="О подписи"), Status.AWAITING_SIGNATURE)
    in_status(make_act(heading="О номере"), Status.SIGNED)
    assert waiting_for(client, author) == {mine.heading}
    assert waiting_for(client, approver) == {"О согласовании"}
    assert waiting_for(client, secretary) == {"О повестке", "О номере"}
    assert waiting_for(client, holder_of(Role.SIGNATORY)) == {"О подписи"}
    assert waiting_for(client, holder_of(Role.CONTROLLER)) == set()


def test_an_approver_named_by_the_route_finds_the_draft_only_on_his_turn(
    client, make_act, author, organisation, approver
):
    person = Person.objects.create(surname="Зимин", given_name="Пётр", organisation=organisation, user=approver)
    first = Person.objects.create(surname="Вьюгов", given_name="Кирилл", organisation=organisation)
    route = ApprovalRoute.objects.create(organisation=organisation)
    ApprovalStep.objects.create(route=route, stage=1, person=first)
    ApprovalStep.objects.create(route=route, stage=2, person=person)
    act = make_act(heading="О согласовании")
    act.get_workflow().start(act, author)
    assert waiting_for(client, approver) == set()
    act.approval_sheet.visas.filter(person=first).update(person=person)
    assert waiting_for(client, approver) == {"О согласовании"}


def test_another_councils_acts_are_not_listed(client, make_act, secretary):
    neighbour = set_up_council(Organisation.objects.create(name="Соседняя федерация"), slug="sosed")
    neighbour.acts.add_child(instance=ResolutionPage(heading="О чужом", live=False))
    make_act(heading="О своём")
    client.force_login(secretary)
    assert titles(client.get(reverse(LIST))) == {"О своём"}


def test_the_list_is_closed_to_those_who_read_no_drafts(client, holder_of):
    client.force_login(holder_of(Role.EDITOR))
    assert client.get(reverse(LIST)).status_code in (302, 403)


def test_the_list_narrows_by_state_body_and_year(client, make_act, secretary, organisation):
    make_act(heading="О проекте")
    in_status(make_act(heading="О согласованном", body=organisation.bodies.get(name="Президиум")), Status.APPROVED)
    client.force_login(secretary)
    assert titles(client.get(reverse(LIST), {"status": "approved"})) == {"О согласованном"}
    body = organisation.bodies.get(name="Совет").pk
    assert titles(client.get(reverse(LIST), {"body": body, "year": 2026})) == {"О проекте"}


@pytest.mark.parametrize("filters", [{}, {"waits": "me"}])
def test_fifty_rows_cost_no_more_queries_than_one(client, make_act, author, secretary, filters):
    act = make_act(heading="О деле 0")
    act.get_workflow().start(act, author)
    in_status(make_act(heading="О повестке 0"), Status.APPROVED)
    client.force_login(secretary)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(LIST), filters).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for number in range(1, 25):
        act = make_act(heading=f"О деле {number}")
        act.get_workflow().start(act, author)
        in_status(make_act(heading=f"О повестке {number}"), Status.APPROVED)
    assert queries() == few


def test_the_spreadsheet_has_every_row_and_says_who_has_the_ball(client, make_act, secretary):
    in_status(make_act(heading="О деле"), Status.APPROVED)
    make_act(heading="=СУММ(1;2)")
    client.force_login(secretary)
    response = client.get(reverse(LIST), {"export": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.values)
    assert len(rows) == 3
    assert place_of(ResolutionPage.objects.get(heading="О деле")) in {row[6] for row in rows}


def batch(client, acts, action, **more):
    return client.post(
        reverse("resolutions_acts_batch"), {"acts": [act.pk for act in acts], "action": action, **more}, follow=True
    )


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_many_drafts_go_on_one_agenda_and_a_refused_one_is_named(client, make_act, secretary, body):
    good = [in_status(make_act(heading=f"О деле {number}"), Status.APPROVED) for number in (1, 2)]
    draft = make_act(heading="О несогласованном")
    meeting = Meeting.objects.create(body=body, number=7, starts_at=timezone.now() + datetime.timedelta(days=20))
    client.force_login(secretary)
    response = batch(client, [*good, draft], "agenda", meeting=meeting.pk)
    assert meeting.agenda.count() == 2
    assert "О несогласованном" in said(response)
    assert ResolutionPage.objects.get(pk=draft.pk).status == Status.DRAFT


def test_reminding_many_writes_to_exactly_those_whom_reminding_one_writes_to(
    client, make_act, author, secretary, organisation, django_capture_on_commit_callbacks
):
    lawyer = Person.objects.create(surname="Вьюгов", given_name="Кирилл", organisation=organisation)
    PersonContact.objects.create(person=lawyer, kind="email", value="lawyer@sovet.example")
    route = ApprovalRoute.objects.create(organisation=organisation)
    ApprovalStep.objects.create(route=route, stage=1, person=lawyer)
    acts = [make_act(heading=f"О деле {number}") for number in (1, 2, 3)]
    for act in acts:
        act.get_workflow().start(act, author)
    client.force_login(secretary)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        visa = acts[0].approval_sheet.visas.get()
        client.post(reverse("resolutions_approval_remind", args=[acts[0].pk, visa.pk]))
    alone = [letter.to for letter in mail.outbox]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        batch(client, acts[1:], "remind")
    assert [letter.to for letter in mail.outbox] == alone * 2
    assert alone == [["lawyer@sovet.example"]]


def test_nobody_acts_on_anothers_drafts_by_their_keys(client, make_act, holder_of, secretary):
    neighbour = set_up_council(Organisation.objects.create(name="Соседняя федерация"), slug="sosed")
    foreign = neighbour.acts.add_child(instance=ResolutionPage(heading="О чужом", live=False, status=Status.APPROVED))
    client.force_login(secretary)
    response = batch(client, [foreign], "publish")
    assert "О чужом" not in said(response)
    assert said(response)


def test_a_batch_without_a_choice_says_so(client, secretary):
    client.force_login(secretary)
    assert said(batch(client, [], "publish"))


def test_the_first_screen_names_what_waits_for_the_chair(client, make_act, holder_of):
    act = in_status(make_act(heading="О подписи"), Status.AWAITING_SIGNATURE)
    client.force_login(holder_of(Role.SIGNATORY))
    assert reverse("resolutions_sign", args=[act.pk]) in client.get(reverse("wagtailadmin_home")).content.decode()
