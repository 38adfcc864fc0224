"""The acts whose term or programme ends in a quarter."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry.models import Role
from registry.roles import council_role
from resolutions.views.relations import ending_acts, quarter_of
from tests.relations.conftest import repeal

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(organisation, council, django_user_model):
    user = django_user_model.objects.create_user("secretary")
    council_role(organisation, Role.SECRETARY).group.user_set.add(user)
    return user


def test_the_quarter_of_a_day():
    assert quarter_of(datetime.date(2026, 11, 30)) == (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    assert quarter_of(datetime.date(2026, 2, 1)) == (datetime.date(2026, 1, 1), datetime.date(2026, 3, 31))


def test_acts_that_end_this_quarter_are_listed_and_repealed_ones_are_not(client, registered, secretary):
    last = quarter_of(timezone.localdate())[1]
    registered("5-1", (4, 1), in_force_until=last)
    registered("5-2", (4, 1), in_force_until=last + datetime.timedelta(days=1))
    gone = registered("5-3", (4, 1), in_force_until=last)
    registered("6-1", (5, 1), [repeal("1", gone)])
    assert [act.number for act in ending_acts(secretary)] == ["5-1"]
    client.force_login(secretary)
    url = reverse("resolutions_ending")
    text = client.get(url).content.decode()
    assert "№ 5-1" in text
    assert "№ 5-2" not in text
    following = client.get(
        url, {"quarter": quarter_of(last + datetime.timedelta(days=1))[0].isoformat()}
    ).content.decode()
    assert "№ 5-2" in following
    assert "№ 5-1" not in following
    assert client.get(url, {"export": "xlsx"})["Content-Type"].endswith("sheet")


def test_the_list_costs_the_same_for_one_and_for_six_acts(client, registered, secretary):
    last = quarter_of(timezone.localdate())[1]
    client.force_login(secretary)

    def cost():
        client.get(reverse("resolutions_ending"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("resolutions_ending"))
        return len(queries)

    registered("5-1", (4, 1), in_force_until=last)
    one = cost()
    for number in range(2, 7):
        registered(f"5-{number}", (4, 1), in_force_until=last)
    assert cost() == one


def test_the_list_is_for_those_who_read_the_councils_drafts(client, council, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(reverse("resolutions_ending")).status_code in (302, 403)
