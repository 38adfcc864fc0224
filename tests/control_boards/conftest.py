"""Points on control of one council with a neighbour beside it; cards made directly, put where a test needs them."""

import datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from control.deadline_value import Deadline, DeadlineKind
from control.models import Assignment, Occurrence
from control.opening import Duty, Source, put_on_control
from control.reporting import Reporter, report
from control.tallying import recount
from registry.models import Contact, Organisation, Person, Post, Role
from registry.models.person import PersonContact

TUESDAY = datetime.date(2026, 2, 17)
CHAIR = Reporter(signed_as="А. Р. Хлебодарова", by_link=True)


def days(number):
    """So many days from the Tuesday of these tests."""
    return TUESDAY + datetime.timedelta(days=number)


@pytest.fixture(autouse=True)
def that_day():
    with time_machine.travel(datetime.datetime(2026, 2, 17, 9, 0, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def account(council):
    def make(role, name):
        user = get_user_model().objects.create_user(name, email=f"{name}@example.org", last_name=name.capitalize())
        user.groups.add(council.group(role))
        return user

    return make


@pytest.fixture
def controller(account):
    return account(Role.CONTROLLER, "lukina")


@pytest.fixture
def screen(client, controller):
    """The browser of the council's controller."""
    client.force_login(controller)
    return client


@pytest.fixture
def members(organisation):
    """Makes so many member organisations, each headed by somebody with an address."""

    def make(number, start=0):
        made = []
        for no in range(start, start + number):
            member = Organisation.objects.create(
                name=f"Краевая организация {no:02}", short_name=f"Краевая {no:02}", superior=organisation
            )
            chair = Person.objects.create(surname=f"Лесная{no}", given_name="Анна", organisation=member)
            PersonContact.objects.create(person=chair, kind=Contact.Kind.EMAIL, value=f"m{no}@example.org")
            Post.objects.create(organisation=member, person=chair, duty="chair")
            made.append(member)
        return made

    return make


@pytest.fixture
def act(council):
    """Makes a page that stands for an act."""

    def make(name="Совет № 6-2"):
        return council.acts.add_child(instance=Page(title=name, slug=f"act-{Page.objects.count()}"))

    return make


@pytest.fixture
def put(council, organisation, body, act):
    """Puts a point due on these days on control; gives its cards in the order of their assignees."""
    made = {}

    def put_point(*due, to, label="1", name="Совет № 6-2", heard=0, **source):
        page = made.setdefault(name, None) or act(name)
        made[name] = page
        deadline = Deadline("к сроку", DeadlineKind.MONTH_LIST, due=tuple(due))
        duty = Duty(f"item-{label}", label, f"Обучить уполномоченных, {label}.", to, deadline)
        values = {"council": organisation, "given_on": days(-60), "body": body, **source}
        put_on_control(Source(page=page, name=name, **values), [duty])
        cards = Assignment.objects.filter(item__source=page, item__item_id=duty.item_id)
        cards.update(heard_on=days(-heard), opened_on=days(-60))
        recount(*cards.values_list("item", flat=True).distinct())
        return list(cards.order_by("assignee_name"))

    return put_point


@pytest.fixture
def reported():
    """Sends a report on the card."""

    def send(card, text="Обучены все"):
        return report(card, CHAIR, text=text)

    return send


@pytest.fixture
def outcome():
    """Closes the card's nearest day as if it had been reported on that day."""

    def close(card, done_on, how):
        Occurrence.objects.filter(assignment=card).update(done_on=done_on, outcome=how)
        Assignment.objects.filter(pk=card.pk).update(state="closed", closed_on=timezone.localdate(), next_due=None)
        recount(card.item_id)

    return close


@pytest.fixture
def count_queries():
    """How many queries the act needs."""

    def count(act):
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    return count


def fresh(card):
    return Assignment.objects.get(pk=card.pk)


def words_of(page):
    return page.content.decode().replace("\xa0", " ")
