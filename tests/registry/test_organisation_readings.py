"""Readings: one screen for many pages, all right rows saved at once, a wrong one told at itself."""

import datetime

import pytest
from django.utils import timezone

from registry.models import InformationResource, OrganisationKind, ResourceReading, Role

READINGS = "/admin/registry/readings/"


@pytest.fixture
def monitor(client, federation, make_account):
    user = make_account(federation, Role.MONITOR)
    client.force_login(user)
    return user


@pytest.fixture
def make_page(db):
    """Makes a page of an organisation."""

    def make(organisation, number=0):
        return InformationResource.objects.create(
            organisation=organisation, kind="vk", url=f"https://vk.example/{organisation.pk}/{number}"
        )

    return make


def rows(**readings):
    data = {"page": []}
    for page, (subscribers, published) in readings.items():
        number = page.removeprefix("p")
        data["page"].append(number)
        data[f"page-{number}-subscribers"] = subscribers
        data[f"page-{number}-last_published_on"] = published
    return data


def test_all_right_rows_are_saved_in_one_go_for_today(client, monitor, federation, member, make_page):
    first, second, untouched = make_page(federation), make_page(member), make_page(member, 1)
    data = rows(**{f"p{first.pk}": ("100", "2026-01-15"), f"p{second.pk}": ("0", ""), f"p{untouched.pk}": ("", "")})
    assert client.post(READINGS, data).status_code == 302
    kept = {reading.resource_id: reading for reading in ResourceReading.objects.all()}
    assert set(kept) == {first.pk, second.pk}
    assert (kept[first.pk].subscribers, kept[first.pk].last_published_on) == (100, datetime.date(2026, 1, 15))
    assert kept[second.pk].subscribers == 0
    assert {reading.read_on for reading in kept.values()} == {timezone.localdate()}


def test_an_unchanged_row_is_not_saved_again(client, monitor, federation, make_page):
    page = make_page(federation)
    data = rows(**{f"p{page.pk}": ("100", "")})
    client.post(READINGS, data)
    client.post(READINGS, data)
    assert ResourceReading.objects.get().history.count() == 1
    client.post(READINGS, rows(**{f"p{page.pk}": ("101", "")}))
    assert ResourceReading.objects.get().subscribers == 101
    client.post(READINGS, rows(**{f"p{page.pk}": ("", "")}))
    assert not ResourceReading.objects.exists()


def test_a_wrong_row_is_told_at_itself_and_the_right_ones_are_kept(client, monitor, federation, member, make_page):
    first, second, third = make_page(federation), make_page(member), make_page(member, 1)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    data = rows(
        **{
            f"p{first.pk}": ("100", ""),
            f"p{second.pk}": ("много", ""),
            f"p{third.pk}": ("99999999999", tomorrow.isoformat()),
        }
    )
    response = client.post(READINGS, data)
    assert response.status_code == 200
    assert {form.resource: bool(form.errors) for form in response.context["rows"]} == {
        first: False,
        second: True,
        third: True,
    }
    assert 'value="много"' in response.content.decode()
    assert ResourceReading.objects.get().resource == first


def test_the_pages_of_another_council_can_be_neither_seen_nor_written(
    client, monitor, federation, make_page, make_organisation
):
    other = make_organisation("Заозёрская федерация", kind=OrganisationKind.FEDERATION)
    foreign = make_page(other)
    assert foreign.url not in client.get(READINGS).content.decode()
    client.post(READINGS, rows(**{f"p{foreign.pk}": ("5", "")}))
    assert not ResourceReading.objects.exists()
    assert other.name not in client.get(READINGS, {"below": other.pk}).content.decode()


def test_one_council_s_pages_are_chosen_by_its_organisation(client, monitor, federation, member, make_page):
    make_page(federation)
    its = make_page(member)
    response = client.get(READINGS, {"below": member.pk})
    assert [form.resource for form in response.context["rows"]] == [its]


@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.DRAFTER, Role.ASSIGNEE])
def test_other_roles_are_not_let_in(client, federation, make_account, role):
    client.force_login(make_account(federation, role))
    assert client.get(READINGS).status_code in (302, 403)
    assert client.post(f"{READINGS}check/").status_code in (302, 403)


def test_a_page_of_fifty_costs_as_many_queries_as_a_page_of_one(
    client, monitor, federation, member, make_page, django_assert_num_queries, django_assert_max_num_queries
):
    page = make_page(federation)
    ResourceReading.objects.create(resource=page, read_on=timezone.localdate(), subscribers=1)
    client.get(READINGS)
    with django_assert_max_num_queries(25) as one:
        client.get(READINGS)
    for number in range(60):
        page = make_page(member, number)
        ResourceReading.objects.create(resource=page, read_on=timezone.localdate(), subscribers=1)
    with django_assert_num_queries(len(one)):
        response = client.get(READINGS)
    assert len(response.context["rows"]) == 50
    assert len(client.get(READINGS, {"p": 2}).context["rows"]) == 11


def test_an_organisation_no_database_can_have_is_no_mistake_of_the_server(client, monitor, federation, make_page):
    make_page(federation)
    for key in ("9" * 23, "²", "x"):
        assert len(client.get(READINGS, {"below": key}).context["rows"]) == 1
