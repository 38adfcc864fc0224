"""One act on control: two organisations, a controller, a reader; cards made directly, not through an act's life."""

import datetime
import io
import zipfile

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from control.deadlines import read_deadline
from control.linking import link_for
from control.models import Assignment
from control.opening import Duty, Source, put_on_control
from registry.models import Contact, Organisation, OrganisationContact, Person, Post, Role
from registry.models.person import PersonContact

TODAY = datetime.date(2026, 2, 17)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    """Files of reports go where the test ends."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def account(council):
    """Makes an account of a role of the council."""

    def make(role, name):
        user = get_user_model().objects.create_user(name, email=f"{name}@example.org", last_name=name.capitalize())
        user.groups.add(council.group(role))
        return user

    return make


@pytest.fixture
def controller(account):
    return account(Role.CONTROLLER, "lukina")


@pytest.fixture
def reader(account):
    return account(Role.DRAFTER, "reader")


@pytest.fixture
def forest(organisation):
    """A member organisation with a chair who has an address and no account."""
    made = Organisation.objects.create(name="Краевая организация «Лесной»", short_name="Лесной", superior=organisation)
    chair = Person.objects.create(surname="Хлебодарова", given_name="Анна", patronymic="Романовна", organisation=made)
    PersonContact.objects.create(person=chair, kind=Contact.Kind.EMAIL, value="les@example.org")
    Post.objects.create(organisation=made, person=chair, duty="chair")
    return made


@pytest.fixture
def water(organisation):
    """A member organisation without a chair, with a mailbox of its own."""
    made = Organisation.objects.create(name="Краевая организация «Водники»", superior=organisation)
    OrganisationContact.objects.create(organisation=made, kind=Contact.Kind.EMAIL, value="water@example.org")
    return made


@pytest.fixture
def make_card(council, organisation, body, forest):
    """Puts one point on control and returns its first card."""
    counted = iter(range(1, 1000))

    def make(
        words="до 27 февраля 2026 года",
        *,
        assignees=None,
        figure_words="",
        text="Составить перечень предприятий",
        **source,
    ):
        number = next(counted)
        given_on = datetime.date(2026, 1, 15)
        duty = Duty(
            item_id=f"item-{number}",
            label=f"2.{number}",
            text=text,
            assignees=assignees or [forest],
            deadline=read_deadline(words, act_date=given_on),
            figure_words=figure_words,
        )
        values = {"page": council.home, "name": "Совет № 6-2", "council": organisation, "given_on": given_on}
        put_on_control(Source(**{**values, "body": body, **source}), [duty])
        return Assignment.objects.filter(item__item_id=duty.item_id).order_by("pk").first()

    return make


@pytest.fixture
def card(make_card):
    return make_card()


@pytest.fixture
def link(card):
    """The address of the card's page for its chair."""
    return link_for(card).path


@pytest.fixture
def as_user(client):
    def log_in(user):
        client.force_login(user)
        return client

    return log_in


def fresh(card):
    return Assignment.objects.get(pk=card.pk)


def pdf(name="spisok.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def archive(name, *members):
    """A file of an office programme with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for member in members:
            made.writestr(member, "x")
    return SimpleUploadedFile(name, buffer.getvalue())


def move_due(card, day):
    """Put the card's day elsewhere, as if the words had said so."""
    card.occurrences.update(due=day, first_due=day)
    Assignment.objects.filter(pk=card.pk).update(next_due=day)


def today():
    return timezone.localdate()
