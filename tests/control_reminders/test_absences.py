"""Absences: the secretariat keeps those of its people, everybody their own."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from control.models import Absence
from registry.models import Organisation, Person, Role
from tests.control_reminders.conftest import TUESDAY

ADD = "control_absences:add"


@pytest.fixture
def employee(council, head):
    """The head of a member organisation, who has an account of an assignee now."""
    user = get_user_model().objects.create_user("employee", password="secret-employee")
    user.groups.add(council.group(Role.ASSIGNEE))
    head.user = user
    head.save()
    return user


def filled(person, substitute=None, since=TUESDAY, until=None):
    return {
        "person": person.pk,
        "substitute": substitute.pk if substitute else "",
        "since": since.isoformat(),
        "until": until.isoformat() if until else "",
    }


def test_the_secretariat_writes_down_who_is_away_and_who_stands_in(client, secretary, head, make_person):
    stand_in = make_person("Заменова")
    client.force_login(secretary)

    response = client.post(reverse(ADD), filled(head, stand_in, until=TUESDAY + datetime.timedelta(days=14)))

    assert response.status_code == 302, response.context["form"].errors
    absence = Absence.objects.get()
    assert (absence.person, absence.substitute) == (head, stand_in)
    listing = client.get(reverse("control_absences:index")).content.decode()
    assert "Исполнителева" in listing
    assert "Заменова" in listing


def test_an_administrator_of_the_site_keeps_the_absences_of_everybody(client, administrator, head):
    Absence.objects.create(person=head, since=TUESDAY)
    client.force_login(administrator)

    assert "Исполнителева" in client.get(reverse("control_absences:index")).content.decode()
    earlier, ended = (TUESDAY - datetime.timedelta(days=days) for days in (9, 2))
    assert client.post(reverse(ADD), filled(head, since=earlier, until=ended)).status_code == 302


def test_a_person_writes_down_an_absence_of_their_own_and_of_nobody_else(client, employee, head, controller):
    client.force_login(employee)

    assert client.post(reverse(ADD), filled(head)).status_code == 302
    response = client.post(reverse(ADD), filled(controller))

    assert response.status_code == 200
    assert "person" in response.context["form"].errors
    assert [absence.person for absence in Absence.objects.all()] == [head]


def test_nobody_changes_an_absence_of_another_council(client, secretary, db):
    stranger = Person.objects.create(
        surname="Чужакова", given_name="Анна", organisation=Organisation.objects.create(name="Чужая федерация")
    )
    absence = Absence.objects.create(person=stranger, since=TUESDAY)
    client.force_login(secretary)

    for name in ("edit", "delete"):
        assert client.get(reverse(f"control_absences:{name}", args=[absence.pk])).status_code in (302, 403)
    assert "Чужакова" not in client.get(reverse("control_absences:index")).content.decode()


def test_an_absence_is_refused_that_clashes_or_stands_in_for_itself(client, secretary, head):
    Absence.objects.create(person=head, since=TUESDAY, until=TUESDAY + datetime.timedelta(days=7))
    client.force_login(secretary)

    clash = client.post(reverse(ADD), filled(head, since=TUESDAY + datetime.timedelta(days=7)))
    itself = client.post(reverse(ADD), filled(head, head, since=TUESDAY + datetime.timedelta(days=30)))

    assert "since" in clash.context["form"].errors
    assert "substitute" in itself.context["form"].errors
    assert Absence.objects.count() == 1


def test_the_list_of_absences_asks_the_same_for_one_and_for_twenty(
    client, secretary, make_person, django_assert_max_num_queries
):
    client.force_login(secretary)
    address = reverse("control_absences:index")
    Absence.objects.create(person=make_person("Первова"), substitute=make_person("Вторая"), since=TUESDAY)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for number in range(20):
        Absence.objects.create(person=make_person(f"Новая{number}"), substitute=make_person("Ещё"), since=TUESDAY)
    with django_assert_max_num_queries(len(one)):
        assert "Новая19" in client.get(address).content.decode()
