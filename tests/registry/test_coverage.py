"""Coverage: every number equals the list behind it, on today's date or another one."""

import datetime
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from registry.coverage import QUESTIONS
from registry.models import (
    Duty,
    InformationResource,
    OrganisationKind,
    OrganisationPaper,
    Post,
    ResourceReading,
    Role,
)

COVERAGE = "/admin/registry/coverage/"
TODAY = datetime.date(2026, 11, 21)


@pytest.fixture
def viewer(client, federation, make_account):
    user = make_account(federation, Role.CONTROLLER)
    client.force_login(user)
    return user


@pytest.fixture
def union(federation, member, primary, make_organisation, make_person, time_machine_day):
    """A federation that has everything, a member without information work, a primary with an old reading."""
    make_organisation("Отдел охраны труда", federation, OrganisationKind.DEPARTMENT)
    make_organisation("Закрытая организация", federation, OrganisationKind.MEMBER, closed_on=datetime.date(2020, 1, 1))
    chair = make_person("Северьянова")
    for organisation in (federation, member, primary):
        Post.objects.create(organisation=organisation, person=chair, duty=Duty.CHAIR)
    Post.objects.create(organisation=federation, person=chair, duty=Duty.INFORMATION)
    Post.objects.create(organisation=member, person=chair, duty=Duty.INFORMATION, until=datetime.date(2026, 6, 30))
    OrganisationPaper.objects.create(organisation=federation, kind=OrganisationPaper.Kind.PROGRAMME)
    for organisation, read_on, answer in (
        (federation, TODAY - datetime.timedelta(days=90), "alive"),
        (primary, TODAY - datetime.timedelta(days=91), "dead"),
    ):
        resource = InformationResource.objects.create(
            organisation=organisation, kind="site", url=f"https://example.org/{organisation.pk}", answer=answer
        )
        ResourceReading.objects.create(resource=resource, read_on=read_on, subscribers=10)
    return federation


@pytest.fixture
def time_machine_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: TODAY)


def missing(response):
    return {row["question"].key: row["all"].missing for row in response.context["rows"]}


def test_the_questions_count_what_is_missing_today(client, viewer, union):
    assert missing(client.get(COVERAGE)) == {
        "chair": 0,
        "information": 2,
        "accounting": 3,
        "page": 1,
        "reading": 1,
        "link": 1,
        "programme": 2,
    }


def test_another_day_gives_the_answers_of_that_day(client, viewer, union):
    on_may_day = missing(client.get(COVERAGE, {"day": "2026-05-01"}))
    assert on_may_day["information"] == 1
    assert on_may_day["reading"] == 2


def test_how_old_a_reading_may_be_is_a_parameter(client, viewer, union):
    assert missing(client.get(COVERAGE, {"days": 91}))["reading"] == 0
    assert missing(client.get(COVERAGE, {"days": 10}))["reading"] == 2


@pytest.mark.parametrize("asked", [{}, {"day": "2026-05-01"}, {"days": "10"}, {"below": "member"}])
def test_every_number_equals_the_length_of_its_list(client, viewer, union, member, asked):
    if "below" in asked:
        asked = {"below": member.pk}
    response = client.get(COVERAGE, asked)
    page = response.content.decode()
    checked = 0
    for row in response.context["rows"]:
        for figure in [*row["figures"], row["all"]]:
            listed = client.get(figure.url)
            assert len(listed.context["object_list"]) == listed.context["items_count"] == figure.missing, figure
            if figure.missing:
                assert figure.url.replace("&", "&amp;") in page
            checked += 1
    assert checked >= 2 * len(QUESTIONS)


def test_per_cent_stand_in_the_chart_and_in_the_table(client, viewer, union):
    page = client.get(COVERAGE).content.decode()
    assert page.count('<svg class="chart-bars"') == len(QUESTIONS)
    assert "— 100\N{NO-BREAK SPACE}%" in page
    rows = client.get(COVERAGE).context["rows"]
    information = next(row for row in rows if row["question"].key == "information")
    assert [(figure.kind, figure.percent) for figure in information["figures"]] == [
        ("federation", 100),
        ("member", 0),
        ("primary", 0),
    ]
    assert information["all"].percent == 33


def test_the_list_is_downloaded_as_a_spreadsheet(client, viewer, union, member, primary):
    response = client.get(f"{COVERAGE}information/", {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == sorted([member.name, primary.name])
    assert "Северьянова Ирина Васильевна" in rows[1]
    assert re.search(r'filename="?information-2026-11-21\.xlsx', response["Content-Disposition"])


def test_a_name_that_looks_like_a_formula_stays_text_in_the_spreadsheet(client, viewer, federation, make_organisation):
    make_organisation("=1+1", federation)
    response = client.get(f"{COVERAGE}chair/", {"export": "xlsx", "kind": "primary"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"


def test_there_is_no_csv_in_which_a_formula_would_run(client, viewer, federation, make_organisation):
    make_organisation("=1+1", federation, place="плохой\x01знак")
    response = client.get(f"{COVERAGE}chair/", {"export": "csv", "kind": "primary"})
    assert "text/html" in response["Content-Type"]
    response = client.get(f"{COVERAGE}chair/", {"export": "xlsx", "kind": "primary"})
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert sheet["A2"].quotePrefix
    assert sheet["C2"].value == "плохойзнак"


@pytest.mark.parametrize(
    "question", [{"below": "9" * 23}, {"below": "²"}, {"day": "0001-01-01"}, {"day": "9999-12-31"}]
)
def test_an_impossible_question_in_the_address_is_no_mistake_of_the_server(client, viewer, union, question):
    for address in (COVERAGE, f"{COVERAGE}chair/", reverse("organisation:index")):
        assert client.get(address, {"days": "3650", **question}).status_code == 200


def test_another_council_is_not_counted_nor_named(client, union, make_organisation, make_account):
    other = make_organisation("Заозёрская федерация", kind=OrganisationKind.FEDERATION)
    client.force_login(make_account(other))
    response = client.get(COVERAGE, {"below": union.pk})
    assert response.context["total"] == 1
    assert union.name not in response.content.decode()
    assert [found.name for found in client.get(f"{COVERAGE}chair/").context["object_list"]] == [other.name]


def test_an_account_without_a_role_is_not_let_in(client, federation, make_account):
    client.force_login(make_account(federation, Role.CORRESPONDENT))
    assert client.get(COVERAGE).status_code in (302, 403)
    assert client.get(f"{COVERAGE}chair/").status_code in (302, 403)


def test_a_question_that_does_not_exist_is_not_found(client, viewer):
    assert client.get(f"{COVERAGE}nothing/").status_code == 404


def test_a_day_that_is_no_day_is_told_at_the_field(client, viewer, union):
    response = client.get(COVERAGE, {"day": "вчера", "days": "0"})
    assert set(response.context["form"].errors) == {"day", "days"}
    assert response.context["moment"].day == TODAY


def test_an_empty_registry_says_so(client, administrator):
    client.force_login(administrator)
    assert client.get(COVERAGE).status_code == 200


@pytest.mark.parametrize("address", [COVERAGE, f"{COVERAGE}accounting/"])
def test_sixty_organisations_cost_as_many_queries_as_three(
    client, viewer, union, make_organisation, address, django_assert_num_queries, django_assert_max_num_queries
):
    client.get(address)
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    for number in range(60):
        make_organisation(f"Первичная организация {number}", union)
    with django_assert_num_queries(len(few)):
        client.get(address)
