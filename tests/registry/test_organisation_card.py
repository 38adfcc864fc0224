"""The card of an organisation: all facts on one page, and what is not known leads to the form."""

import datetime

import pytest

from registry.models import (
    Body,
    Duty,
    InformationResource,
    OrganisationContact,
    OrganisationCount,
    OrganisationPaper,
    Post,
    ResourceReading,
    Role,
    Visibility,
)

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: TODAY)


@pytest.fixture
def secretary(client, federation, make_account):
    user = make_account(federation)
    client.force_login(user)
    return user


def card(client, organisation):
    response = client.get(f"/admin/organisation/inspect/{organisation.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def describe(organisation, person, times=1):
    """Give the organisation one row, or several, of everything."""
    for number in range(times):
        Post.objects.create(
            organisation=organisation,
            person=person,
            duty=Duty.OTHER,
            title=f"Секретарь {number}",
            since=datetime.date(2021, 1, 1),
        )
        Post.objects.create(
            organisation=organisation, person=person, duty=Duty.YOUTH, until=datetime.date(2019, 5, number + 1)
        )
        OrganisationContact.objects.create(organisation=organisation, kind="phone", value=f"8 800 555 35 3{number}")
        Body.objects.create(organisation=organisation, name=f"Совет {number}")
        resource = InformationResource.objects.create(
            organisation=organisation, kind="vk", url=f"https://vk.example/{organisation.pk}/{number}"
        )
        ResourceReading.objects.create(
            resource=resource, read_on=TODAY - datetime.timedelta(days=91 + number), subscribers=1234
        )
        OrganisationCount.objects.create(
            organisation=organisation, counted_on=datetime.date(2025, 1, number + 1), members=15000 + number
        )
        OrganisationPaper.objects.create(organisation=organisation, kind="concept", title=f"Концепция {number}")


def test_the_card_shows_everything_on_one_page(client, secretary, federation, member, primary, make_person):
    describe(member, make_person("Корякина"), times=2)
    page = card(client, member)
    for said in ("Корякина Ирина Васильевна", "Секретарь 0", "01.01.2021", "01.05.2019", "8 800 555 35 30"):
        assert said in page
    for said in ("Совет 0", "vk.example", "1234", "15\N{NO-BREAK SPACE}000", "Концепция 0"):
        assert said in page or said in page.replace("\N{NO-BREAK SPACE}", "")
    assert f"/admin/organisation/inspect/{federation.pk}/" in page
    assert f"?below={member.pk}&amp;kind=primary" in page
    assert page.count('<svg class="chart-bars"') == 1


def test_what_is_not_known_leads_to_the_tab_where_it_is_written(client, secretary, member):
    page = card(client, member)
    for tab in ("people", "contacts", "pages", "counts", "papers", "card"):
        assert f"/admin/organisation/edit/{member.pk}/#tab-{tab}" in page
    form = client.get(f"/admin/organisation/edit/{member.pk}/").content.decode()
    for tab in ("people", "contacts", "pages", "counts", "papers", "card"):
        assert f'id="tab-{tab}"' in form


def test_a_reading_older_than_a_quarter_is_marked(client, secretary, member):
    resource = InformationResource.objects.create(organisation=member, kind="site", url="https://example.org")
    reading = ResourceReading.objects.create(resource=resource, read_on=TODAY - datetime.timedelta(days=90))
    assert card(client, member).count("org-bad") == 0
    reading.read_on -= datetime.timedelta(days=1)
    reading.save()
    assert card(client, member).count("org-bad") == 1


def test_a_contact_of_the_secretariat_is_shown_only_to_the_secretariat_that_keeps_the_card(
    client, federation, member, make_account
):
    for visibility in Visibility:
        OrganisationContact.objects.create(
            organisation=member, kind="email", value=f"{visibility}@example.org", visibility=visibility
        )
    client.force_login(make_account(federation, Role.SECRETARY, username="keeper"))
    page = card(client, member)
    assert all(f"{visibility}@example.org" in page for visibility in Visibility)
    client.force_login(make_account(federation, Role.CONTROLLER, username="reader"))
    page = card(client, member)
    assert "public@example.org" in page
    assert "organisations@example.org" in page
    assert "staff@example.org" not in page


def test_a_member_organisation_sees_the_federation_s_card_but_not_its_inner_contacts(
    client, federation, member, make_account
):
    OrganisationContact.objects.create(organisation=federation, kind="phone", value="12-34-56")
    client.force_login(make_account(member))
    page = card(client, federation)
    assert "12-34-56" not in page
    assert "#tab-" not in page


def test_a_card_with_twenty_rows_of_everything_costs_as_many_queries_as_with_one(
    client, secretary, member, make_person, django_assert_num_queries, django_assert_max_num_queries
):
    person = make_person("Корякина")
    describe(member, person)
    card(client, member)
    with django_assert_max_num_queries(30) as one:
        card(client, member)
    Body.objects.all().delete()
    InformationResource.objects.all().delete()
    OrganisationCount.objects.all().delete()
    describe(member, person, times=20)
    with django_assert_num_queries(len(one)):
        card(client, member)
