"""A council with a point on control, its people with and without accounts, and a clock that can be moved."""

import datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Page

from control.deadline_value import Deadline, DeadlineKind
from control.models import Assignment, ControlledItem
from control.opening import Duty, Source, put_on_control
from home.council import set_up_council
from registry.models import Contact, Membership, Organisation, Person, PersonContact, Post, Role

TUESDAY = datetime.date(2026, 3, 17)


@pytest.fixture(autouse=True)
def clock():
    """Eight in the morning of an ordinary Tuesday, until it is moved."""
    with time_machine.travel(_morning(TUESDAY), tick=False) as traveller:
        yield traveller


def _morning(day):
    return datetime.datetime.combine(day, datetime.time(5), datetime.UTC)


@pytest.fixture
def run_on(clock, django_capture_on_commit_callbacks):
    """Runs the reminders on the morning of a day."""

    def run(day):
        clock.move_to(_morning(day))
        with django_capture_on_commit_callbacks(execute=True):
            call_command("send_reminders", verbosity=0)

    return run


@pytest.fixture
def make_person(organisation):
    def make(surname, email="", **fields):
        person = Person.objects.create(
            surname=surname, given_name="Анна", organisation=fields.pop("organisation", organisation), **fields
        )
        if email:
            PersonContact.objects.create(person=person, kind=Contact.Kind.EMAIL, value=email)
        return person

    return make


@pytest.fixture
def controller(make_person):
    return make_person("Контролёрова", "controller@example.org")


@pytest.fixture
def deputy(make_person, body):
    person = make_person("Заместителева", "deputy@example.org")
    Membership.objects.create(body=body, person=person, role=Membership.Role.DEPUTY)
    return person


@pytest.fixture
def make_member(organisation, make_person):
    """A member organisation, headed by somebody without an account."""

    def make(name="Лесной горком", head="Исполнителева", email="head@example.org"):
        member = Organisation.objects.create(name=name, superior=organisation)
        if head:
            person = make_person(head, email, organisation=member)
            Post.objects.create(organisation=member, person=person, duty="chair")
        return member

    return make


@pytest.fixture
def member(make_member):
    return make_member()


@pytest.fixture
def head(member):
    return member.posts.get().person


@pytest.fixture
def put_on(council, organisation, body, controller):
    """Puts points with these deadlines on control, each addressed to the parties; gives the cards in order."""

    def put(*days, assignees, label="1", opened_on=datetime.date(2026, 1, 12), **fields):
        page = council.acts.add_child(instance=Page(title="Акт", slug=f"act-{Page.objects.count()}"))
        source = Source(
            page=page,
            name="Совет № 6-2",
            council=organisation,
            given_on=opened_on,
            **{"body": body, "controller": controller, **fields},
        )
        deadline = Deadline("к сроку", DeadlineKind.MONTH_LIST, due=tuple(days))
        put_on_control(source, [Duty("one", label, "Обучить уполномоченных по охране труда.", assignees, deadline)])
        cards = Assignment.objects.filter(item=ControlledItem.objects.get(source=page))
        cards.update(opened_on=opened_on)
        return list(cards.order_by("pk"))

    return put


@pytest.fixture
def keeper(council):
    """An account of the council's controller."""
    user = get_user_model().objects.create_user("keeper", "keeper@example.org", password="secret-keeper")
    user.groups.add(council.group(Role.CONTROLLER))
    return user


@pytest.fixture
def secretary(council):
    user = get_user_model().objects.create_user("secretary", password="secret-secretary")
    user.groups.add(council.group(Role.SECRETARY))
    return user


@pytest.fixture
def make_stranger(db):
    """Makes an account of the controller of another council."""

    def make():
        other = set_up_council(Organisation.objects.create(name="Чужая федерация"), slug="chuzhaya")
        user = get_user_model().objects.create_user("stranger", "stranger@example.org", password="secret-stranger")
        user.groups.add(other.group(Role.CONTROLLER))
        return user

    return make
