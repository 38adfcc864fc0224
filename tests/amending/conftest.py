"""An approved draft, a member of its body with an account, and the secretary."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from registry.models import Membership, Person, PersonalLink, Role
from registry.roles import council_role
from resolutions.lifecycle import move
from resolutions.models import AgendaItem, Attendance, Meeting, ResolutionPage, Status


@pytest.fixture
def secretary(organisation, council, django_user_model):
    user = django_user_model.objects.create_user("secretary", password="secret-secretary")
    council_role(organisation, Role.SECRETARY).group.user_set.add(user)
    return user


@pytest.fixture
def make_member(organisation, body, council, django_user_model):
    """Makes a person who sits on the body, with an account where a name for one is given."""

    def make(name, account=""):
        user = None
        if account:
            user = django_user_model.objects.create_user(account, password="secret")
            # An account of the council without any right over its drafts.
            council_role(organisation, Role.ASSIGNEE).group.user_set.add(user)
        surname, given_name, *patronymic = name.split()
        person = Person.objects.create(
            surname=surname,
            given_name=given_name,
            patronymic=" ".join(patronymic),
            organisation=organisation,
            user=user,
        )
        Membership.objects.create(body=body, person=person)
        return person

    return make


@pytest.fixture
def member(make_member):
    return make_member("Кузнецова Анна Петровна", "kuznetsova")


def moved(act, *statuses):
    with transaction.atomic():
        for status in statuses:
            move(act, status)
    return ResolutionPage.objects.get(pk=act.pk)


@pytest.fixture
def approved(make_act):
    return moved(make_act(points=3), Status.APPROVED)


@pytest.fixture
def meeting(body):
    return Meeting.objects.create(body=body, number=7, starts_at=timezone.now() + datetime.timedelta(days=3))


@pytest.fixture
def question(approved, meeting):
    item = AgendaItem.objects.create(meeting=meeting, act=approved, number=1)
    moved(approved, Status.ON_AGENDA)
    return item


@pytest.fixture
def basis(question, approved):
    """The draft adopted as a basis."""
    AgendaItem.objects.filter(pk=question.pk).update(outcome=AgendaItem.Outcome.AS_BASIS, decided_at=timezone.now())
    return moved(approved, Status.FINALISING)


@pytest.fixture
def link(meeting, question, member):
    Attendance.objects.create(meeting=meeting, person=member)
    expires = timezone.now() + datetime.timedelta(days=3)
    return PersonalLink.make(PersonalLink.Purpose.MEETING, meeting, member, expires_at=expires)
