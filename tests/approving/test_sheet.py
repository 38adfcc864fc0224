"""The sheet on the screen and on paper, and who has the ball."""

import datetime
import io

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from programs.panels import DraftsPanel
from registry.models import PersonContact, Role
from registry.roles import council_role
from resolutions.models import Meeting, ResolutionPage, Status
from resolutions.remarks import place_of
from tests.approving.conftest import fresh

pytestmark = pytest.mark.django_db


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_sheet_costs_the_same_for_one_row_as_for_twenty(make_act, make_person, make_route, submit, client, author):
    one, many = make_person("Одна"), [make_person(f"Много{number}") for number in range(20)]
    make_route(one)
    make_route(*many, document_type="decision")
    short, long = submit(make_act()), submit(make_act(document_type="decision", number="9", heading="О другом"))
    client.force_login(author)
    urls = [reverse("resolutions_approval_sheet", args=[act.pk]) for act in (short, long)]
    few, lots = (queries_of(client, url) for url in urls)
    assert few == lots
    assert few < 45


def test_the_first_screen_names_whom_drafts_wait_for_at_the_same_cost(
    rf, make_act, make_person, make_route, submit, author
):
    make_route(make_person("Первая"), make_person("Вторая"))
    request = rf.get("/")
    request.user = author
    counts = []
    for number in range(1, 9):
        submit(make_act(number=str(number), heading=f"О деле {number}"))
        with CaptureQueriesContext(connection) as queries:
            drafts = DraftsPanel(request).drafts
        counts.append(len(queries))
    assert counts[0] == counts[-1]
    assert all("Первая" in place and "Вторая" in place for _act, place in drafts)


def test_the_ball_is_named_in_every_status(make_act, author, lawyer, make_route, submit, body, organisation):
    make_route(lawyer)
    act = make_act()
    assert "Вера Лосева" in place_of(act)
    with time_machine.travel("2026-02-02 09:00:00+03:00"):
        act = submit(act)
        assert "Вьюгова" in place_of(act)
        assert "5 февраля" in place_of(act)
    with time_machine.travel("2026-02-07 09:00:00+03:00"):
        assert "2" in place_of(fresh(act))[-20:]
    for status in (Status.APPROVED, Status.FINALISING, Status.AWAITING_SIGNATURE, Status.SIGNED):
        ResolutionPage.objects.filter(pk=act.pk).update(status=status)
        assert place_of(fresh(act))
    meeting = Meeting.objects.create(
        body=body, number=7, starts_at=datetime.datetime(2026, 3, 5, 10, tzinfo=datetime.UTC)
    )
    meeting.agenda.create(act=act)
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.ON_AGENDA)
    assert "5 марта" in place_of(fresh(act))
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.REJECTED)
    assert place_of(fresh(act)) == ""


def test_the_editor_says_over_the_frozen_text_who_is_waited_for(make_act, lawyer, make_route, submit, author, client):
    make_route(lawyer)
    act = submit(make_act())
    client.force_login(author)
    assert "Вьюгова" in client.get(reverse("wagtailadmin_pages:edit", args=[act.pk])).content.decode()


def test_only_those_who_read_drafts_see_the_sheet(make_act, lawyer, make_route, submit, client, organisation, council):
    from django.contrib.auth import get_user_model

    make_route(lawyer)
    act = submit(make_act())
    editor = get_user_model().objects.create_user("news")
    council_role(organisation, Role.EDITOR).group.user_set.add(editor)
    urls = [reverse(f"resolutions_approval_sheet{end}", args=[act.pk]) for end in ("", "_pdf")]
    for user, seen in ((editor, False), (lawyer.user, True)):
        client.force_login(user)
        assert [client.get(url).status_code == 200 for url in urls] == [seen, seen]


def test_only_the_author_and_the_secretariat_remind_and_take_back(make_act, lawyer, make_route, submit, client):
    make_route(lawyer)
    act = submit(make_act())
    client.force_login(lawyer.user)
    for name, arguments in (
        ("resolutions_approval_take_back", [act.pk]),
        ("resolutions_approval_remind", [act.pk, act.approval_sheet.visas.get().pk]),
    ):
        assert client.post(reverse(name, args=arguments)).status_code in (302, 403)
        assert client.get(reverse(name, args=arguments)).status_code == 405
    assert fresh(act).workflow_in_progress
    assert act.approval_sheet.visas.get().reminded_on is None


def test_the_paper_has_every_round_with_names_opinions_remarks_and_dates(
    make_act, lawyer, accountant, make_route, rewrite, submit, say, client, author
):
    make_route(lawyer, {"person": accountant, "stage": 2})
    with time_machine.travel("2026-02-02 09:00:00+03:00"):
        act = submit(make_act())
    with time_machine.travel("2026-02-03 10:30:00+03:00"):
        say(act, lawyer, "not_agreed", "Назовите срок в пункте 1")
        rewrite(act, preamble="Совет рассмотрел.")
        submit(act)
        say(act, lawyer, "agreed")
    client.force_login(author)
    answer = client.get(reverse("resolutions_approval_sheet_pdf", args=[act.pk]))
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for words in ("ЛИСТ СОГЛАСОВАНИЯ", "Вьюгова", "Мелехина", "не согласен", "03.02.2026", "ожидается", "2-й круг"):
        assert words in text
    assert "Назовите" in text
    assert "pdfuaid" in answer.content.decode("latin-1") or reader.xmp_metadata is not None


def test_a_draft_never_submitted_has_no_paper_and_a_page_that_says_so(make_act, client, author):
    act = make_act()
    client.force_login(author)
    assert client.get(reverse("resolutions_approval_sheet", args=[act.pk])).status_code == 200
    assert client.get(reverse("resolutions_approval_sheet_pdf", args=[act.pk])).status_code == 404


def test_an_approver_whom_no_letter_reaches_is_named_at_once(client, author, make_act, make_person, make_route, submit):
    silent, substitute, lawyer = (make_person(name) for name in ("Тихонова", "Молчанова", "Вьюгова"))
    for person in (silent, substitute):
        person.contacts.all().delete()
    make_route({"person": silent, "substitute": substitute}, lawyer)
    act = submit(make_act())
    client.force_login(author)
    said = client.get(reverse("resolutions_approval_sheet", args=[act.pk])).context["without_letter"]
    assert "Тихонова" in said
    assert "Молчанова" in said
    assert "Вьюгова" not in said
    PersonContact.objects.create(person=substitute, kind="email", value="sub@example.org")
    assert not client.get(reverse("resolutions_approval_sheet", args=[act.pk])).context["without_letter"]
