"""Accounts that hold a role, signed in."""

from django.contrib.auth import get_user_model

from registry.roles import council_role


def account_with_role(client, organisation, role, username=None):
    """An account with this role and no other, with which the client is signed in."""
    user = get_user_model().objects.create_user(username or f"{role}-{organisation.pk}", password="secret-of-role")
    user.groups.add(council_role(organisation, role).group)
    client.force_login(user)
    return user
