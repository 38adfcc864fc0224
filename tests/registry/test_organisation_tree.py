"""The tree of organisations in the admin: level by level, found, filtered, and at one price whatever its size."""

import datetime

import pytest
from django.urls import reverse

from registry.models import Duty, Organisation, OrganisationKind, PartyAlias, Post, Role

TREE = "/admin/organisation/"


def names_on(response):
    return [organisation.name for organisation in response.context["object_list"]]


@pytest.fixture
def secretary(client, federation, make_account):
    user = make_account(federation)
    client.force_login(user)
    return user


def test_the_tree_opens_at_ones_own_organisation_and_goes_down_by_links(client, secretary, federation, member, primary):
    response = client.get(TREE)
    assert response.context["opened"] == federation
    assert names_on(response) == [member.name]
    assert f"{TREE}?below={member.pk}" in response.content.decode()

    response = client.get(TREE, {"below": member.pk})
    assert names_on(response) == [primary.name]
    assert [superior.pk for superior in response.context["trail"]] == [federation.pk]


def test_a_row_tells_how_many_stand_under_it_and_who_is_responsible(
    client, secretary, member, primary, make_organisation, make_person
):
    make_organisation("Первичная организация узла связи", member)
    Post.objects.create(organisation=member, person=make_person("Корякина"), duty=Duty.CHAIR)
    Post.objects.create(
        organisation=member,
        person=make_person("Жилина"),
        duty=Duty.INFORMATION,
        until=datetime.date(2020, 1, 1),
    )
    response = client.get(TREE)
    page = response.content.decode()
    assert response.context["object_list"][0].children_count == 2
    assert "И.В.\N{NO-BREAK SPACE}Корякина" in page
    assert "Жилина" not in page
    assert f"/admin/organisation/edit/{member.pk}/#tab-people" in page


def test_a_reader_sees_that_nobody_is_appointed_but_gets_no_link_to_change_it(client, federation, member, make_account):
    client.force_login(make_account(federation, Role.CONTROLLER))
    page = client.get(TREE).content.decode()
    assert member.name in page
    assert "#tab-people" not in page
    assert "/admin/organisation/new/" not in page


def test_a_kind_is_looked_for_on_all_levels_below(client, secretary, federation, member, primary):
    assert names_on(client.get(TREE, {"kind": OrganisationKind.PRIMARY})) == [primary.name]
    assert names_on(client.get(TREE, {"kind": OrganisationKind.PRIMARY, "below": member.pk})) == [primary.name]
    assert names_on(client.get(TREE, {"below": federation.pk, "all": 1})) == [primary.name, member.name]


def test_the_search_finds_word_forms_aliases_and_the_inn(client, secretary, member, primary):
    primary.inn = "7707083893"
    primary.save()
    PartyAlias.objects.create(party=primary, name="профком ПОЧТЫ")
    primary.save()
    assert names_on(client.get(TREE, {"q": "почтамту"})) == [primary.name]
    assert names_on(client.get(TREE, {"q": "работника связи"})) == [member.name]
    assert names_on(client.get(TREE, {"q": "7707083893"})) == [primary.name]
    assert names_on(client.get(TREE, {"q": "профкому"})) == [primary.name]
    assert names_on(client.get(TREE, {"q": "связи", "below": member.pk})) == []
    for ordering in ("name", "-kind", "place"):
        assert client.get(TREE, {"q": "почтамту", "ordering": ordering}).status_code == 200


def test_organisations_of_another_council_are_not_in_the_tree(client, make_organisation, make_account, federation):
    other = make_organisation("Заозёрская федерация", kind=OrganisationKind.FEDERATION)
    client.force_login(make_account(other))
    assert names_on(client.get(TREE, {"all": 1})) == []
    assert names_on(client.get(TREE, {"q": "Приозёрская"})) == []
    assert federation.name not in client.get(TREE, {"below": federation.pk}).content.decode()
    assert client.get(f"/admin/organisation/inspect/{federation.pk}/").status_code in (302, 403)


def test_the_form_of_a_new_organisation_knows_under_which_it_was_asked_for(client, secretary, member):
    form = client.get("/admin/organisation/new/", {"superior": member.pk}).context["form"]
    assert form.initial["superior"] == member.pk


@pytest.mark.parametrize("query", [{}, {"all": "1"}, {"kind": "primary"}, {"q": "первичная"}])
def test_a_page_of_fifty_costs_as_many_queries_as_a_page_of_one(
    client,
    secretary,
    federation,
    make_organisation,
    make_person,
    query,
    django_assert_max_num_queries,
    django_assert_num_queries,
):
    def add(number):
        organisation = make_organisation(f"Первичная организация {number}", federation, place="г. Приозёрск")
        make_organisation(f"Цеховая {number}", organisation, OrganisationKind.COMMISSION)
        Post.objects.create(organisation=organisation, person=make_person(f"Жилина{number}"), duty=Duty.CHAIR)

    add(0)
    client.get(TREE, query)
    with django_assert_max_num_queries(30) as one:
        client.get(TREE, query)
    for number in range(1, 60):
        add(number)
    with django_assert_num_queries(len(one)):
        response = client.get(TREE, query)
    assert len(response.context["object_list"]) == 50


def test_the_tree_links_coverage_and_readings(client, secretary, federation):
    page = client.get(TREE).content.decode()
    assert reverse("registry_coverage:index") in page
    assert reverse("registry_readings:index") in page


def test_a_closed_organisation_says_so_in_its_row(client, secretary, member):
    Organisation.objects.filter(pk=member.pk).update(closed_on=datetime.date(2026, 3, 31))
    assert "31.03.2026" in client.get(TREE).content.decode()
