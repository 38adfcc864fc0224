"""The journal of registration: every entry, every gap with its reason, and a spreadsheet."""

import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from home.council import set_up_council
from registry.models import Organisation, Role
from resolutions.models import ReservedNumber
from resolutions.numbers.reserving import release, reserve
from resolutions.numbers.rule import NumberRule
from resolutions.registration import register

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 2, 17)


@pytest.fixture
def log():
    return reverse("resolutions_register_log")


@pytest.fixture
def rule(counted):
    return NumberRule(counted, "resolution", DAY)


def words(response):
    return " ".join(response.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ").split())


def test_it_lists_every_entry_the_newest_first(client, author, make_signed_act, log):
    for question in (2, 10, 3):
        register(make_signed_act(question=question))
    client.force_login(author)
    response = client.get(log)
    assert [entry.number for entry in response.context["object_list"]] == ["7-10", "7-3", "7-2"]


def test_it_is_filtered_by_body_year_kind_and_number(client, author, make_signed_act, body, log):
    register(make_signed_act(question=1))
    register(make_signed_act(question=2, document_type="decision"))
    client.force_login(author)

    def found(**query):
        return [entry.number for entry in client.get(log, query).context["object_list"]]

    assert found(body=body.pk, year=2026) == ["7-2", "7-1"]
    assert found(document_type="decision") == ["7-2"]
    assert found(number="№ 7 – 1") == ["7-1"]


def test_another_council_reads_its_own_register_only(client, django_user_model, make_signed_act, log):
    register(make_signed_act())
    neighbours = set_up_council(Organisation.objects.create(name="Соседняя федерация"), slug="neighbour")
    user = django_user_model.objects.create_user("neighbour")
    user.groups.add(neighbours.group(Role.SECRETARY))
    client.force_login(user)
    assert not client.get(log).context["object_list"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ASSIGNEE, Role.CORRESPONDENT])
def test_roles_without_drafts_do_not_read_it(client, make_account, log, role):
    client.force_login(make_account(role, "somebody"))
    assert client.get(log).status_code == 302


def test_gaps_are_told_with_their_reasons(client, secretary, make_signed_act, rule, log):
    reserve(rule, "для бюджета", secretary)
    release(reserve(rule, "для плана", secretary), "вопрос снят", secretary)
    register(make_signed_act())
    client.force_login(secretary)
    response = client.get(log)
    assert [gap.numbers for gap in response.context["gaps"]] == ["1", "2"]
    page = words(response)
    assert "для бюджета" in page
    assert "вопрос снят" in page


def test_missing_numbers_of_paper_are_told_as_one_row(client, secretary, make_act, counted, log):
    from resolutions.adopting import adopt_on_paper
    from resolutions.models import ResolutionPage, Status

    act = make_act(number="16", adopted_on=DAY)
    ResolutionPage.objects.filter(pk=act.pk).update(status=Status.APPROVED)
    adopt_on_paper(act, "протокол № 3")
    register(act)
    client.force_login(secretary)
    assert [gap.numbers for gap in client.get(log, {"year": 2026}).context["gaps"]] == ["1–15"]


def test_a_used_number_is_no_gap(client, secretary, make_signed_act, rule, log):
    register(make_signed_act(), number=reserve(rule, "для бюджета", secretary).number)
    client.force_login(secretary)
    assert client.get(log).context["gaps"] == []


def test_a_spreadsheet_has_the_same_rows(client, author, make_signed_act, log):
    register(make_signed_act(heading="=О формуле"))
    client.force_login(author)
    response = client.get(log, {"export": "xlsx"})
    content = b"".join(response.streaming_content) if response.streaming else response.content
    rows = list(load_workbook(io.BytesIO(content)).active.values)
    assert rows[1][0] == "7-3"
    assert rows[1][4].endswith("О формуле")
    assert len(rows) == 2


def test_twenty_entries_cost_as_many_queries_as_one(
    client, secretary, make_signed_act, rule, log, django_assert_num_queries, django_assert_max_num_queries
):
    register(make_signed_act(question=1))
    reserve(rule, "первый", secretary)
    client.force_login(secretary)
    client.get(log)
    with django_assert_max_num_queries(60) as one:
        client.get(log)
    for question in range(2, 21):
        register(make_signed_act(question=question))
        if question % 5 == 0:
            reserve(rule, "ещё один", secretary)
    with django_assert_num_queries(len(one)):
        assert len(client.get(log).context["object_list"]) == 20


def test_a_number_is_kept_and_let_go_through_forms(client, secretary, rule, log):
    client.force_login(secretary)
    data = {"body": rule.body.pk, "document_type": "resolution", "number": "", "reason": "для бюджета"}
    client.post(reverse("resolutions_reserve_number"), data)
    kept = ReservedNumber.objects.get()
    assert kept.number == "1"
    client.post(reverse("resolutions_release_number", args=[kept.pk]), {"reason": "вопрос снят"})
    kept.refresh_from_db()
    assert kept.release_reason == "вопрос снят"


def test_a_number_in_use_cannot_be_kept(client, secretary, make_signed_act, rule):
    number = register(make_signed_act()).number
    client.force_login(secretary)
    data = {"body": rule.body.pk, "document_type": "resolution", "number": number, "reason": "для бюджета"}
    response = client.post(reverse("resolutions_reserve_number"), data)
    assert number in str(response.context["form"].non_field_errors())
    assert not ReservedNumber.objects.exists()


def test_only_secretaries_keep_numbers_of_their_own_council(client, author, secretary, rule, django_user_model):
    reserved = reserve(rule, "для бюджета", secretary)
    neighbours = set_up_council(Organisation.objects.create(name="Соседняя федерация"), slug="neighbour")
    stranger = django_user_model.objects.create_user("neighbour")
    stranger.groups.add(neighbours.group(Role.SECRETARY))
    for user in (author, stranger):
        client.force_login(user)
        client.post(reverse("resolutions_release_number", args=[reserved.pk]), {"reason": "чужой"})
        data = {"body": rule.body.pk, "document_type": "resolution", "number": "77", "reason": "чужой"}
        client.post(reverse("resolutions_reserve_number"), data)
    reserved.refresh_from_db()
    assert reserved.released_at is None
    assert ReservedNumber.objects.count() == 1
