"""A small council whose acts, meetings and deadlines anybody may read; today is the seventeenth of June 2026."""

import datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from control.deadlines import read_deadline
from control.opening import Duty, Source, put_on_control
from registry.models import Organisation
from resolutions.browsing.listing import relist
from resolutions.frozen import opened
from resolutions.models import Adoption, AgendaItem, Meeting, Relation, ResolutionPage, Status, Voting


@pytest.fixture(autouse=True)
def june():
    cache.clear()
    with time_machine.travel(datetime.datetime(2026, 6, 17, 9, tzinfo=datetime.UTC), tick=True):
        yield


@pytest.fixture
def published(make_act):
    """Makes an act of the register that stands on the site; its life before that is other tests' business."""

    def make(number="6-3", **fields):
        act = make_act(**{"points": 1, "live": True, "number": number, "heading": f"О деле {number}", **fields})
        with opened():
            ResolutionPage.objects.filter(pk=act.pk).update(status=Status.REGISTERED, registered_at=timezone.now())
        relist([act.pk])
        return ResolutionPage.objects.get(pk=act.pk)

    return make


@pytest.fixture
def changed(published):
    """Publishes an act that does something to another one."""

    def make(target, kind, number="7-1", since=datetime.date(2026, 5, 1), **fields):
        act = published(number)
        Relation.objects.create(act=act, target=target, kind=kind, effective_from=since, **fields)
        relist([target.pk])
        return act

    return make


@pytest.fixture
def member(organisation):
    """Makes a member organisation of the council."""

    def make(name, **fields):
        return Organisation.objects.create(name=name, superior=organisation, kind="member", **fields)

    return make


@pytest.fixture
def on_control(organisation, body):
    """Puts one more point of a page on control, addressed to these parties."""

    def make(page, *parties, label="1", words="до 1 ноября 2026 года"):
        given = datetime.date(2026, 4, 16)
        duty = Duty(
            item_id=f"item-{label}",
            label=label,
            text=f"Обучить уполномоченных по пункту {label}",
            assignees=list(parties),
            deadline=read_deadline(words, act_date=given),
        )
        source = Source(page=page, name=f"Совет № {page.pk}", council=organisation, given_on=given, body=body)
        put_on_control(source, [duty])
        relist([page.pk])

    return make


@pytest.fixture
def shows_execution(council):
    council.home.shows_execution = True
    council.home.save()


@pytest.fixture
def make_meeting(body):
    """Makes a closed meeting of the body, or one in another state."""

    def make(number=7, day=(2026, 4, 16), **fields):
        starts_at = timezone.make_aware(datetime.datetime(*day, 11))
        values = {"body": body, "state": Meeting.State.CLOSED, "place": "г. Заречный, зал 2", **fields}
        return Meeting.objects.create(number=number, starts_at=starts_at, **values)

    return make


@pytest.fixture
def adopted(published):
    """Publishes an act that the meeting adopted as its question of this number."""

    def make(meeting, question=1, number=None, *, is_shown=True, **fields):
        act = published(number or f"{meeting.number}-{question}", live=is_shown, adopted_on=meeting.day, **fields)
        item = AgendaItem.objects.create(
            meeting=meeting, number=question, sort_order=question, act=act, outcome="adopted", speaker="Докладчикова"
        )
        Adoption.objects.create(act=act, ground="vote", item=item, adopted_on=meeting.day, text_sha256="0" * 64)
        numbers = {"members": 54, "present": 43, "votes_for": 41, "votes_against": 0, "votes_abstained": 2}
        Voting.objects.create(item=item, closed_at=timezone.now(), result="passed", **numbers)
        relist([act.pk])
        return ResolutionPage.objects.get(pk=act.pk)

    return make


@pytest.fixture
def read(client):
    """The words of a public page, spaces made plain."""

    def make(url, status=200, **query):
        answer = client.get(url, query)
        assert answer.status_code == status, answer.status_code
        return " ".join(answer.content.decode().replace("\u00a0", " ").split())

    return make


@pytest.fixture
def cost(client):
    """How many questions a page asks of the database once its readers' caches are warm."""

    def make(url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    return make
