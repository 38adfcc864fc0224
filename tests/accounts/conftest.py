"""A council with its secretary and administrator, and a telephone that makes codes."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.cache import cache

from registry.models import Role
from registry.roles import council_role

LOGIN = "/accounts/login/"
PASSWORD = "Пятничный-пленум-7"


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def role_of(organisation):
    """Makes a role of the council, whose holders may enter the admin."""

    def make(role, of=None):
        made = council_role(of or organisation, role)
        made.group.permissions.add(Permission.objects.get(codename="access_admin"))
        return made

    return make


@pytest.fixture
def account(role_of):
    """Makes an account with roles of the council."""

    def make(name, *roles, **fields):
        fields = {"email": f"{name}@zarechny.example", "password": PASSWORD} | fields
        user = get_user_model().objects.create_user(name, **fields)
        user.groups.add(*(role_of(role).group for role in roles))
        return user

    return make


@pytest.fixture
def drafter(account):
    return account("losheva", Role.DRAFTER, first_name="Вера", last_name="Лосева")


@pytest.fixture
def secretary(account):
    return account("sekretar", Role.SECRETARY, first_name="Анна", last_name="Гущина")


@pytest.fixture
def log_in(client):
    """Types a name and a password at the log-in, from an address."""

    def type_them(name, password=PASSWORD, address="10.0.0.1", **more):
        return client.post(LOGIN, {"login": name, "password": password, **more}, REMOTE_ADDR=address)

    return type_them


def code_of(secret):
    """What an app with this secret shows now."""
    counter = next(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counter))


def secret_on(page):
    """The key written on the page that sets the second factor up."""
    return re.search(r'class="key">([A-Z2-7]+)<', page.content.decode())[1]


def words(answer):
    """The text of a page as a person reads it."""
    text = re.sub(r"<(style|script|svg).*?</\1>|<[^>]+>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(text.replace("&quot;", '"').replace("\u00a0", " ").split())
