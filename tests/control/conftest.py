"""The working calendar without a database, and with one."""

import pytest
from django.contrib.auth.models import Permission

from registry.models import Role
from registry.roles import council_role


@pytest.fixture
def make_holder(organisation, council, django_user_model):
    """Makes an account that holds a role in the council."""

    def make(role, username="holder"):
        user = django_user_model.objects.create_user(
            username, password="secret-holder", first_name="Анна", last_name="Зорина"
        )
        group = council_role(organisation, role).group
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        group.user_set.add(user)
        return user

    return make


@pytest.fixture
def keeper(make_holder):
    """The administrator of the council, who keeps the calendar."""
    return make_holder(Role.ADMINISTRATOR, "keeper")
