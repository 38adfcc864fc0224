"""A small union for the tests of the registry, and accounts that hold roles in it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.council import set_up_council
from registry.models import Organisation, OrganisationKind, Person, Role
from registry.roles import council_role


@pytest.fixture
def make_organisation(db):
    """Makes an organisation with what a test says of it."""

    def make(name, superior=None, kind=OrganisationKind.PRIMARY, **fields):
        return Organisation.objects.create(name=name, superior=superior, kind=kind, **fields)

    return make


@pytest.fixture
def federation(make_organisation):
    return make_organisation("Приозёрская федерация профсоюзов", kind=OrganisationKind.FEDERATION)


@pytest.fixture
def member(make_organisation, federation):
    return make_organisation("Приозёрская организация работников связи", federation, OrganisationKind.MEMBER)


@pytest.fixture
def primary(make_organisation, member):
    return make_organisation("Первичная организация почтамта", member)


@pytest.fixture
def make_person(db):
    """Makes a person from a surname."""

    def make(surname, organisation=None, **fields):
        fields = {"given_name": "Ирина", "patronymic": "Васильевна", **fields}
        return Person.objects.create(surname=surname, organisation=organisation, **fields)

    return make


@pytest.fixture
def make_account(db):
    """Makes an account that holds roles in an organisation's council."""

    def make(organisation, *roles, username="account"):
        user = get_user_model().objects.create_user(username, password="secret-account")
        for role in roles or (Role.SECRETARY,):
            group = council_role(organisation, role).group
            group.permissions.add(Permission.objects.get(codename="access_admin"))
            group.user_set.add(user)
        return user

    return make


@pytest.fixture
def queries_of(client):
    """Counts the queries of the signed-in client's second visit, when Wagtail's own caches are warm."""

    def count(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200, address
        return len(queries)

    return count


@pytest.fixture
def make_other_council(organisation, council):
    """Makes the council of a member organisation on the same installation."""

    def make(name="Заречная областная организация профсоюза строителей", slug="stroiteli"):
        member = Organisation.objects.create(name=name, superior=organisation, kind=OrganisationKind.MEMBER)
        return set_up_council(member, slug=slug)

    return make
