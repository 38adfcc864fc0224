"""Acts on their way to the register: adopted at a meeting, signed by the chair, and the people who do it."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from registry.models import Convocation, Person, Role
from registry.roles import council_role
from resolutions.fingerprint import fingerprint
from resolutions.models import Adoption, AgendaItem, Meeting, ResolutionPage, Status, Voting
from resolutions.signing import sign

MEETING_DAY = datetime.date(2026, 2, 17)


@pytest.fixture
def make_account(organisation, council):
    """Makes an account with a role in the council."""

    def make(role, name, **fields):
        user = get_user_model().objects.create_user(name, password=f"secret-{name}", **fields)
        user.groups.add(council_role(organisation, role).group)
        return user

    return make


@pytest.fixture
def secretary(make_account):
    return make_account(Role.SECRETARY, "secretary")


@pytest.fixture
def chair(make_account, organisation):
    user = make_account(Role.SIGNATORY, "chair")
    Person.objects.create(
        surname="Северьянова", given_name="Мария", patronymic="Олеговна", organisation=organisation, user=user
    )
    return user


@pytest.fixture
def convocation(body):
    return Convocation.objects.create(body=body, name="VIII созыв", since=datetime.date(2024, 1, 1))


@pytest.fixture
def meeting(body, convocation):
    return Meeting.objects.create(
        body=body, convocation=convocation, number=7, starts_at=timezone.make_aware(datetime.datetime(2026, 2, 17, 11))
    )


@pytest.fixture
def make_adopted_act(make_act, meeting):
    """Makes an act the meeting has adopted; it waits for the chair."""

    def make(question=3, meeting=meeting, **fields):
        act = make_act(**{"number": "", "adopted_on": None, **fields})
        item = AgendaItem.objects.create(
            meeting=meeting, number=question, sort_order=question, act=act, outcome="adopted", decided_at=timezone.now()
        )
        text = act.get_latest_revision_as_object()
        votes = {"members": 34, "present": 29, "quorum": 18, "needed": 15, "votes_for": 26, "votes_against": 1}
        Voting.objects.create(
            item=item,
            text_sha256=fingerprint(text),
            closed_at=timezone.now(),
            votes_abstained=2,
            not_voting=0,
            result="passed",
            **votes,
        )
        Adoption.objects.create(
            act=act,
            ground=Adoption.Ground.VOTE,
            item=item,
            adopted_on=meeting.day,
            revision=act.latest_revision,
            text_sha256=fingerprint(text),
        )
        ResolutionPage.objects.filter(pk=act.pk).update(status=Status.AWAITING_SIGNATURE)
        return ResolutionPage.objects.get(pk=act.pk)

    return make


@pytest.fixture
def make_signed_act(make_adopted_act, chair):
    """Makes an act the meeting adopted and the chair signed; it waits for its number."""

    def make(question=3, **fields):
        act = make_adopted_act(question, **fields)
        sign(act, chair)
        return ResolutionPage.objects.get(pk=act.pk)

    return make


@pytest.fixture
def counted(body):
    """The body counts its acts through the year instead of naming session and question."""
    body.numbering_template, body.numbering_reset = "{seq}", "year"
    body.save()
    return body
