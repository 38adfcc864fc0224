"""How far an account reaches: its council's part of the tree, and no further."""

import pytest

from registry.access import RegistryAccess
from registry.models import Organisation, OrganisationKind, Party, Role


@pytest.fixture
def council_below(member, make_account):
    """The member organisation has a council of its own."""
    make_account(member, Role.SECRETARY, username="below")
    return member


@pytest.fixture
def stranger(make_organisation):
    return make_organisation("Другая федерация", kind=OrganisationKind.FEDERATION)


def reach(user, right):
    return set(RegistryAccess.of(user).limit(Organisation.objects.all(), right))


def test_a_secretary_keeps_the_whole_tree_of_the_council(make_account, federation, member, primary, stranger):
    user = make_account(federation)

    assert reach(user, "change") == reach(user, "view") == {federation, member, primary}


def test_what_another_council_keeps_is_read_but_not_kept(make_account, federation, council_below, primary):
    user = make_account(federation)

    assert reach(user, "change") == {federation}
    assert reach(user, "view") == {federation, council_below, primary}


def test_a_member_organisation_reads_those_above_it_and_keeps_its_own(make_account, federation, member, primary):
    user = make_account(member)

    assert reach(user, "change") == {member, primary}
    assert reach(user, "view") == {federation, member, primary}


def test_a_council_two_levels_down_does_not_lose_its_rights_to_the_one_between(
    make_account, federation, council_below, primary
):
    user = make_account(federation)
    from registry.roles import council_role

    council_role(primary, Role.SECRETARY).group.user_set.add(user)

    assert reach(user, "change") == {federation, primary}


@pytest.mark.parametrize("role", [Role.ASSIGNEE, Role.CORRESPONDENT])
def test_roles_outside_the_secretariat_do_not_read_the_registry(make_account, federation, role):
    user = make_account(federation, role)

    assert reach(user, "view") == set()


def test_an_account_without_a_role_reaches_nothing(make_account, federation, django_user_model):
    assert reach(django_user_model.objects.create_user("nobody"), "view") == set()


def test_the_answer_for_one_party_is_the_answer_for_the_list(
    make_account, federation, council_below, primary, stranger
):
    for user in (make_account(federation), make_account(primary, username="primary")):
        access = RegistryAccess.of(user)
        for right in ("view", "change", "read_resources", "invite"):
            one_by_one = {party for party in Organisation.objects.all() if access.may(right, party.path)}
            assert one_by_one == reach(user, right), (user, right)


def test_outsiders_of_no_council_may_be_named_by_everybody(make_account, federation, stranger, make_organisation):
    ministry = make_organisation("Министерство труда области", kind=OrganisationKind.EXTERNAL)
    user = make_account(federation)
    named = set(RegistryAccess.of(user).limit_choices(Party.objects.all()).values_list("name", flat=True))

    assert named == {federation.name, ministry.name}
