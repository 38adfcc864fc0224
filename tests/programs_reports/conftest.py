"""An act on control with a department and three member organisations; its cards are made directly."""

import datetime

import pytest
from django.contrib.auth import get_user_model

from control.deadlines import read_deadline
from control.models import Assignment
from control.opening import Duty, Source, put_on_control
from control.reporting import Reporter, report
from programs.models import ExecutionReportPage
from programs.reporting.building import build
from registry.models import Organisation, OrganisationKind, PartyGroup, Role
from resolutions.frozen import opened
from resolutions.models import ResolutionPage, Status
from resolutions.putting_on_control import follow_on_control
from resolutions.relations.deriving import derive

PAST, COMING = "до 31 января 2020 года", "до 27 февраля 2099 года"


def point(label, text, **fields):
    value = {"label": label, "level": "1", "item_class": "instruction", "text": text, "addressees": "", "deadline": ""}
    return ("item", {**value, **fields})


@pytest.fixture
def account(council):
    def make(role, name="lukina"):
        user = get_user_model().objects.create_user(name, last_name=name.capitalize())
        user.groups.add(council.group(role))
        return user

    return make


@pytest.fixture
def controller(account):
    return account(Role.CONTROLLER)


@pytest.fixture
def members(organisation):
    """Three member organisations, in the order of their names."""
    names = ("Водники", "Лесной", "Металлисты")
    return [Organisation.objects.create(name=name, superior=organisation) for name in names]


@pytest.fixture
def all_members(organisation, members):
    return PartyGroup.objects.create(
        name="членские организации",
        organisation=organisation,
        rule=PartyGroup.Rule.ORGANISATIONS,
        organisation_kind=OrganisationKind.MEMBER,
    )


@pytest.fixture
def department(organisation):
    return Organisation.objects.create(
        name="Департамент информационной работы", superior=organisation, kind=OrganisationKind.DEPARTMENT
    )


def as_registered(act, number="6-2"):
    """The act as the register has it, without the paper and the hash chain, which are not the subject here."""
    with opened():
        ResolutionPage.objects.filter(pk=act.pk).update(status=Status.REGISTERED, number=number, live=True)
    act = ResolutionPage.objects.get(pk=act.pk)
    with opened():
        act.save_revision(clean=False)
    return ResolutionPage.objects.get(pk=act.pk)


@pytest.fixture
def act(make_act):
    """A registered resolution of four points."""
    texts = ("Обновить сайт", "Сверить учёт", "Назначить ответственного", "Представить план")
    return as_registered(make_act(items=[point(str(n), text) for n, text in enumerate(texts, start=1)]))


@pytest.fixture
def on_control(act, organisation, body, department, all_members, members):
    """Its points on control: 1 the department's, 2 and 3 all members', 4 of two named ones."""
    addressed = [[department], [all_members], [all_members], members[:2]]
    words = [COMING, PAST, COMING, PAST]
    duties = [
        Duty(block.id, block.value["label"], block.value["text"], to, read_deadline(term))
        for block, to, term in zip(act.items, addressed, words, strict=True)
    ]
    source = Source(page=act, name="Совет № 6-2", council=organisation, given_on=act.adopted_on, body=body)
    put_on_control(source, duties)
    return act


def card_of(act, label, name) -> Assignment:
    return Assignment.objects.get(item__source=act.pk, item__label=label, assignee_name=name)


def reported(card, text="Сделано."):
    return report(card, Reporter(signed_as="Руководитель"), text=text)


@pytest.fixture
def report_page(on_control, controller) -> ExecutionReportPage:
    return build(on_control, controller)


def registered(draft, user=None, day=datetime.date(2026, 5, 20)):
    """The draft as if registered: its relations derived, the cards of other acts following."""
    with opened():
        ResolutionPage.objects.filter(pk=draft.pk).update(status=Status.REGISTERED, number="7-1", adopted_on=day)
    text = ResolutionPage.objects.get(pk=draft.pk)
    derive(text)
    follow_on_control(text, user)
    return text
