"""Groups of parties: whom a rule means on a day."""

import datetime
from html import unescape

import pytest
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from registry.merging import merge
from registry.models import Body, Duty, ListedParty, Organisation, OrganisationKind, PartyGroup, Person, Post, Role
from tests.registry.accounts import account_with_role

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture
def members(organisation):
    return [
        Organisation.objects.create(name=f"Областная организация {branch}", superior=organisation)
        for branch in ("связи", "торговли")
    ]


@pytest.fixture
def primary(members):
    return Organisation.objects.create(
        name="Первичная организация почтамта", superior=members[0], kind=OrganisationKind.PRIMARY
    )


def group(organisation, **fields):
    return PartyGroup.objects.create(name="Группа", organisation=organisation, **fields)


def names(found):
    return {str(party) for party in found}


def test_member_organisations_are_those_of_today(organisation, members, primary):
    addressed = group(organisation, organisation_kind=OrganisationKind.MEMBER)
    members[1].closed_on = TODAY
    members[1].save()

    assert names(addressed.members_on(TODAY)) == names(members)
    assert names(addressed.members_on(TODAY + datetime.timedelta(days=1))) == {str(members[0])}


def test_an_organisation_that_joins_belongs_to_the_group_at_once(organisation, members):
    addressed = group(organisation, organisation_kind=OrganisationKind.MEMBER)
    joined = Organisation.objects.create(name="Областная организация речников", superior=organisation)

    assert str(joined) in names(addressed.members_on(TODAY))


def test_chairs_of_primary_organisations_are_people_in_office(organisation, primary):
    former = Person.objects.create(surname="Прежнев", organisation=primary)
    chair = Person.objects.create(surname="Нынешняя", organisation=primary)
    Post.objects.create(organisation=primary, person=former, duty=Duty.CHAIR, until=datetime.date(2025, 1, 1))
    Post.objects.create(organisation=primary, person=chair, duty=Duty.CHAIR, since=datetime.date(2025, 1, 2))
    addressed = group(
        organisation, rule=PartyGroup.Rule.PEOPLE, organisation_kind=OrganisationKind.PRIMARY, duty=Duty.CHAIR
    )

    assert names(addressed.members_on(TODAY)) == {"Нынешняя"}


def test_a_list_means_exactly_those_listed(organisation, members):
    addressed = group(organisation, rule=PartyGroup.Rule.LIST)
    ListedParty.objects.create(group=addressed, party=members[1])

    assert names(addressed.members_on(TODAY)) == {str(members[1])}


@pytest.mark.parametrize("kind", ["organisation", "body", "person"])
def test_a_party_on_a_list_is_not_deleted_and_it_is_said_why(client, organisation, council, members, kind):
    account_with_role(client, organisation, Role.SECRETARY)
    party = {
        "organisation": lambda: members[1],
        "body": lambda: Body.objects.create(name="Молодёжная комиссия", organisation=members[1]),
        "person": lambda: Person.objects.create(surname="Нужная", organisation=members[1]),
    }[kind]()
    addressed = group(organisation, rule=PartyGroup.Rule.LIST)
    place = ListedParty.objects.create(group=addressed, party_id=party.pk)

    answer = client.post(reverse(f"{kind}:delete", args=[party.pk]), follow=True)
    said = str(capfirst(ListedParty._meta.verbose_name_plural))
    assert said in unescape(answer.content.decode())
    assert addressed.members_on(TODAY).get().pk == party.pk

    place.delete()
    client.post(reverse(f"{kind}:delete", args=[party.pk]))
    assert not type(party).objects.filter(pk=party.pk).exists()


def test_a_list_follows_a_card_merged_with_its_double(organisation, members):
    kept, double = (Person.objects.create(surname="Двойная", organisation=members[0]) for _card in range(2))
    addressed = group(organisation, rule=PartyGroup.Rule.LIST)
    ListedParty.objects.create(group=addressed, party_id=double.pk)

    merge(kept, double)

    assert addressed.members_on(TODAY).get().pk == kept.pk


def test_the_card_of_a_group_counts_and_names_its_members(client, organisation, council, members):
    account_with_role(client, organisation, Role.SECRETARY)
    addressed = group(organisation, organisation_kind=OrganisationKind.MEMBER)
    page = client.get(reverse("partygroup:inspect", args=[addressed.pk])).content.decode()

    assert all(str(member) in page for member in members)


def test_a_group_of_people_must_say_what_they_answer_for(client, organisation, council):
    account_with_role(client, organisation, Role.SECRETARY)
    form = nested_form_data(
        {
            "name": "Ответственные",
            "organisation": organisation.pk,
            "rule": "people",
            "organisation_kind": "",
            "duty": "",
            "aliases": inline_formset([]),
            "listed": inline_formset([]),
        }
    )
    answer = client.post(reverse("partygroup:add"), form)

    assert "за что" in " ".join(answer.context["form"].errors["duty"])
    assert not PartyGroup.objects.filter(name="Ответственные").exists()
