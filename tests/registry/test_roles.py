"""Roles: given and taken on their own screen, within one council, and written down."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from registry.models import CouncilRole, Person, Role, RoleChange
from registry.roles import DUTIES, GROUP_NAMES, RIGHTS, council_role
from tests.registry.accounts import account_with_role


@pytest.fixture
def keeper(client, organisation, council):
    return account_with_role(client, organisation, Role.ADMINISTRATOR)


@pytest.fixture
def newcomer(db):
    return get_user_model().objects.create_user("colleague", email="colleague@example.org", first_name="Лия")


@pytest.fixture
def colleague(newcomer, organisation):
    """Already works in the council."""
    newcomer.groups.add(council_role(organisation, Role.ASSIGNEE).group)
    return newcomer


def role_page(role):
    return reverse("registry_role", args=[role.pk])


def test_every_role_has_its_rights_its_words_and_its_group():
    assert set(RIGHTS) == set(DUTIES) == set(GROUP_NAMES) == set(Role)


def test_the_screen_of_roles_names_every_role_and_who_holds_it(client, keeper, author):
    page = client.get(reverse("registry_roles")).content.decode()

    assert "Вера Лосева" in page
    assert all(str(label) in page for label in Role.labels)


def test_an_administrator_gives_a_role_by_e_mail_and_takes_it_back(client, keeper, organisation, colleague):
    role = council_role(organisation, Role.APPROVER)
    client.post(role_page(role), {"act": "give", "account": "Colleague@example.org"})
    assert colleague.groups.filter(pk=role.group_id).exists()

    client.post(role_page(role), {"act": "take", "user": colleague.pk})
    assert not colleague.groups.filter(pk=role.group_id).exists()

    lines = [(change.action, change.user, change.changed_by) for change in RoleChange.objects.filter(council_role=role)]
    assert lines == [("taken", colleague, keeper), ("given", colleague, keeper)]
    assert "снята" in client.get(role_page(role)).content.decode()


@pytest.mark.parametrize("typed", ["nobody@example.org", "' or 1=1", ""])
def test_an_unknown_account_is_said_at_the_field(client, keeper, organisation, typed):
    role = council_role(organisation, Role.APPROVER)
    answer = client.post(role_page(role), {"act": "give", "account": typed})

    assert answer.context["form"].errors["account"]
    assert not role.group.user_set.exists()


def test_an_administrator_gives_no_role_to_an_account_from_outside_and_does_not_learn_of_it(
    client, keeper, organisation, newcomer, make_other_council
):
    newcomer.groups.add(make_other_council().group(Role.ADMINISTRATOR))
    role = council_role(organisation, Role.APPROVER)
    said = [
        client.post(role_page(role), {"act": "give", "account": typed}).context["form"].errors["account"]
        for typed in ("colleague", "colleague@example.org", "nobody")
    ]

    assert said[0] == said[1] == said[2]
    assert not newcomer.groups.filter(pk=role.group_id).exists()


def test_whoever_keeps_the_site_gives_a_role_to_any_account(client, administrator, organisation, newcomer, council):
    role = council_role(organisation, Role.APPROVER)
    client.force_login(administrator)
    client.post(role_page(role), {"act": "give", "account": "colleague"})

    assert newcomer.groups.filter(pk=role.group_id).exists()


def test_an_administrator_joins_no_account_of_another_council_with_a_person(
    client, keeper, organisation, colleague, make_other_council
):
    stranger = get_user_model().objects.create_user("stranger")
    stranger.groups.add(make_other_council().group(Role.ADMINISTRATOR))
    person = Person.objects.create(surname="Своя", organisation=organisation)
    offered = client.get(reverse("person:edit", args=[person.pk])).context["form"].fields["user"].queryset

    assert colleague in offered
    assert stranger not in offered


def test_the_last_administrator_keeps_the_role(client, keeper, organisation):
    role = council_role(organisation, Role.ADMINISTRATOR)
    answer = client.post(role_page(role), {"act": "take", "user": keeper.pk}, follow=True)

    assert "хотя бы один администратор" in answer.content.decode()
    assert role.group.user_set.count() == 1


def test_a_second_factor_can_be_made_a_condition_of_a_role(client, keeper, organisation):
    role = council_role(organisation, Role.SIGNATORY)
    client.post(role_page(role), {"act": "factor", "required": "on"})

    assert CouncilRole.objects.get(pk=role.pk).second_factor_required


def test_roles_of_another_council_do_not_exist_for_an_administrator_of_this_one(
    client, keeper, make_other_council, colleague
):
    foreign = make_other_council().roles[Role.SECRETARY]

    assert client.get(role_page(foreign)).status_code == 404
    assert client.post(role_page(foreign), {"act": "give", "account": "colleague"}).status_code == 404
    assert str(foreign.organisation) not in client.get(reverse("registry_roles")).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_but_an_administrator_opens_the_screen_of_roles(client, organisation, council, role):
    account_with_role(client, organisation, role)

    assert client.get(reverse("registry_roles")).status_code in (302, 403)


def test_the_screen_of_roles_asks_as_much_for_twenty_holders_as_for_one(client, keeper, organisation, queries_of):
    few = queries_of(reverse("registry_roles"))
    for number in range(20):
        user = get_user_model().objects.create_user(f"holder{number}")
        user.groups.add(council_role(organisation, Role.ASSIGNEE).group)

    assert queries_of(reverse("registry_roles")) == few


def test_a_group_that_is_a_role_cannot_be_deleted_with_its_record(client, administrator, council):
    client.force_login(administrator)
    client.post(reverse("wagtailusers_groups:delete", args=[council.drafters.pk]))

    assert type(council.drafters).objects.filter(pk=council.drafters.pk).exists()
