"""A registered act with everything that goes with it, and the people who may be tempted."""

import datetime
import shutil

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from wagtail.documents.models import Document

from documents.models import OfficialFile, Record
from documents.settling import settle
from documents.verification import Verification
from registry.models import Person
from resolutions.correcting import correct
from resolutions.models import ApprovalSheet, Ballot, ResolutionPage, Visa, VisaFile, Voting
from resolutions.registration import publish, register
from tests.registration.conftest import (  # noqa: F401 the way of an act to the register is theirs
    chair,
    convocation,
    make_account,
    make_adopted_act,
    make_signed_act,
    meeting,
    secretary,
)


@pytest.fixture
def shelf_folder():
    """The folder of official files, empty before and after."""
    folder = storages["official"].location
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def plan(db):
    return Document.objects.create(title="План", file=ContentFile(b"the plan as adopted", name="plan.txt"))


@pytest.fixture
def act(shelf_folder, make_signed_act, plan, secretary):  # noqa: F811
    """Registered under № 7-3 and published, with an annex; its official files are in the storage."""
    act = make_signed_act(annexes=[("annex", {"title": "План обучения", "kind": "plan", "document": plan})])
    register(act, secretary)
    publish(act, secretary)
    # Closed past the verb by the fixture above, so it is written down here.
    Record.append("vote", Voting.objects.get(item__act=act))
    settle()
    return ResolutionPage.objects.get(pk=act.pk)


@pytest.fixture
def members(organisation):
    return [
        Person.objects.create(surname=surname, given_name="Анна", organisation=organisation)
        for surname in ("Ильина", "Королёва", "Мезенцева")
    ]


@pytest.fixture
def voting(act, members, author):
    """The vote on the act, closed and recorded with three ballots; the first of them was an answer to a poll."""
    voting = Voting.objects.get(item__act=act)
    voting.method = Voting.Method.POLL
    voting.save()
    for person in members:
        Ballot.objects.create(voting=voting, person=person, choice="for", cast_by=author)
    Record.append_many("ballot", list(voting.ballots.order_by("pk")))
    Record.append("vote", voting)
    return voting


@pytest.fixture
def opinion(act, members, approver):
    """An opinion with a remark and a file."""
    sheet = ApprovalSheet.objects.create(act=act, round=1)
    visa = Visa.objects.create(
        sheet=sheet,
        person=members[0],
        opinion="agreed_with_remarks",
        remark="Уточнить срок",
        answered_at=timezone.now(),
        answered_by=approver,
        answered_name="А. Ильина",
    )
    file = OfficialFile.keep(b"remarks", file_name="remarks.txt", media_type="text/plain", chain=act.record_chain)
    VisaFile.objects.create(visa=visa, official_file=file)
    Record.append("opinion", visa)
    return visa


@pytest.fixture
def corrected(act, secretary):  # noqa: F811
    """The act after a technical correction of its preamble."""
    correct(act, "preamble", "Совет рассмотрел итоги проверок.\nСовет отметил и недостатки.", "Опечатка", secretary)
    settle()
    return ResolutionPage.objects.get(pk=act.pk)


@pytest.fixture
def findings():
    return lambda: list(Verification())


DAY = datetime.date(2026, 2, 17)
