"""A small council whose readers may see what became of its points; cards made directly, not through an act's life."""

import datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone

from control.deadlines import read_deadline
from control.models import Assignment, ControlledItem
from control.opening import Duty, Source, put_on_control
from registry.models import Organisation, PartyGroup, Role
from resolutions.fingerprint import fingerprint
from resolutions.frozen import opened
from resolutions.models import Adoption, ResolutionPage, Status

TODAY = datetime.date(2026, 6, 17)
GIVEN = datetime.date(2026, 4, 16)


@pytest.fixture(autouse=True)
def june():
    """Every test stands on the seventeenth of June 2026, at noon."""
    with time_machine.travel(datetime.datetime(2026, 6, 17, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def account(council):
    """Makes an account of a role of the council."""

    def make(role, name):
        user = get_user_model().objects.create_user(name, last_name=name.capitalize())
        user.groups.add(council.group(role))
        return user

    return make


@pytest.fixture
def controller(account):
    return account(Role.CONTROLLER, "lukina")


@pytest.fixture
def member(organisation):
    """Makes a member organisation of the council."""

    def make(name, **fields):
        return Organisation.objects.create(name=name, superior=organisation, kind="member", **fields)

    return make


@pytest.fixture
def members(organisation):
    """The group of all member organisations, as texts call it."""
    return PartyGroup.objects.create(
        name="Членские организации", name_dative="Членским организациям", organisation=organisation,
        organisation_kind="member",
    )  # fmt: skip


@pytest.fixture
def registered(make_act):
    """Makes an act that stands in the register and on the site."""

    def make(points=2, **fields):
        act = make_act(points, live=True, **fields)
        with opened():
            ResolutionPage.objects.filter(pk=act.pk).update(status=Status.REGISTERED, registered_at=timezone.now())
        return ResolutionPage.objects.get(pk=act.pk)

    return make


@pytest.fixture
def signed(make_act):
    """Makes an act adopted on paper that waits for its entry in the register."""

    def make(**fields):
        act = make_act(**fields)
        Adoption.objects.create(
            act=act,
            ground=Adoption.Ground.PAPER,
            words="протокол № 1",
            adopted_on=act.adopted_on,
            revision=act.latest_revision,
            text_sha256=fingerprint(act.get_latest_revision_as_object()),
        )
        ResolutionPage.objects.filter(pk=act.pk).update(status=Status.SIGNED)
        return ResolutionPage.objects.get(pk=act.pk)

    return make


@pytest.fixture
def on_control(council, organisation, body):
    """Puts the points of a page on control, each as given: (key of the point, words of the deadline, assignees)."""

    def make(page, *points, words="до 1 ноября 2026 года"):
        duties = [
            Duty(item_id=item, label=str(number), text="Обучить", assignees=assignees, deadline=deadline(said or words))
            for number, (item, said, assignees) in enumerate(points, 1)
        ]
        source = Source(page=page, name="Совет № 6-3", council=organisation, given_on=GIVEN, body=body)
        put_on_control(source, duties)
        return list(ControlledItem.objects.of(page))

    return make


@pytest.fixture
def make_card(council, on_control):
    """Puts one more point of the council's page on control; returns its cards by assignee."""
    counted = iter(range(1, 1000))

    def make(*assignees, words="до 1 ноября 2026 года"):
        item_id = f"item-{next(counted)}"
        on_control(council.home, (item_id, words, list(assignees)))
        cards = Assignment.objects.filter(item__item_id=item_id)
        return [cards.get(assignee=party.pk) for party in assignees if party.party_type != "group"]

    return make


@pytest.fixture
def shown(council):
    """The council has chosen to show how its points are carried out."""
    council.home.shows_execution = True
    council.home.save()
    return council


def deadline(words):
    return read_deadline(words, act_date=GIVEN)


def fresh(row):
    return type(row).objects.get(pk=row.pk)
