"""A council that meets: its secretary, members of its body, approved drafts, a meeting being prepared."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.models import Membership, Person, PersonContact, Role
from registry.roles import council_role
from resolutions.meetings.convening import convene
from resolutions.models import Meeting, ResolutionPage, Status

SURNAMES = ("Абрамцева", "Баклушин", "Вересаева", "Гречухин", "Дубравцева", "Ельцовский", "Жаворонцева", "Зимняков")


@pytest.fixture
def secretary(council, organisation):
    user = get_user_model().objects.create_user(
        "secretary", password="secret-secretary", first_name="Тамара", last_name="Лугинина"
    )
    council_role(organisation, Role.SECRETARY).group.user_set.add(user)
    return user


@pytest.fixture
def second_secretary(council, organisation):
    user = get_user_model().objects.create_user("second", password="secret-second")
    council_role(organisation, Role.SECRETARY).group.user_set.add(user)
    return user


@pytest.fixture
def make_member(body, organisation):
    """Makes a person who sits on the body, with an e-mail unless told otherwise."""

    def make(surname, role=Membership.Role.MEMBER, email=True):
        person = Person.objects.create(surname=surname, given_name="Ольга", organisation=organisation)
        if email:
            number = PersonContact.objects.count()
            PersonContact.objects.create(person=person, kind="email", value=f"member{number}@example.org")
        Membership.objects.create(body=body, person=person, role=role)
        return person

    return make


@pytest.fixture
def members(make_member):
    """Five members; the first is the chair, the last has no e-mail."""
    roles = {"Абрамцева": Membership.Role.CHAIR, "Баклушин": Membership.Role.SECRETARY}
    return [make_member(name, roles.get(name, "member"), email=name != "Дубравцева") for name in SURNAMES[:5]]


@pytest.fixture
def make_meeting(body, secretary):
    """Makes a meeting two weeks ahead; fields may be given by name."""

    def make(**fields):
        number = (Meeting.objects.count() or 0) + 1
        values = {"number": number, "starts_at": timezone.now() + datetime.timedelta(days=14), "place": "зал 1"}
        return convene(Meeting(body=body, **{**values, **fields}), secretary)

    return make


@pytest.fixture
def meeting(make_meeting, members):
    return make_meeting()


@pytest.fixture
def make_approved(make_act):
    """Makes an approved draft."""

    def make(heading="О смете на 2026 год", **fields):
        act = make_act(heading=heading, number="", adopted_on=None, **fields)
        ResolutionPage.objects.filter(pk=act.pk).update(status=Status.APPROVED)
        act.refresh_from_db()
        return act

    return make


@pytest.fixture
def as_secretary(client, secretary):
    client.force_login(secretary)
    return client


@pytest.fixture
def count_queries():
    """How many queries something takes."""

    def count(action):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            action()
        return len(queries)

    return count


def today_at_this_moment(meeting):
    """Move the meeting to today, so that it may be opened."""
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - datetime.timedelta(minutes=5))
    meeting.refresh_from_db()
    return meeting
