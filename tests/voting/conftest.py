"""A body with members, a meeting in session, and drafts on its agenda."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from registry.models import Membership, Person, PersonContact, Role
from registry.roles import council_role
from resolutions.models import AgendaItem, Attendance, Meeting, ResolutionPage, Status

SURNAMES = ("Абрамцева", "Баклушин", "Вересаева", "Губарцева", "Дубравцев", "Ельцовская", "Заречнев", "Калиткина")


@pytest.fixture
def secretary(organisation, council):
    user = get_user_model().objects.create_user("secretary", password="secret-secretary")
    council_role(organisation, Role.SECRETARY).group.user_set.add(user)
    return user


@pytest.fixture
def make_members(organisation, body):
    """Makes so many people and gives them seats on the body."""

    def make(count, of=None):
        people = [
            Person(
                surname=f"{SURNAMES[number % len(SURNAMES)]}",
                given_name=f"Имя{number:03}",
                organisation=organisation,
            )
            for number in range(count)
        ]
        Person.objects.bulk_add(people)
        Membership.objects.bulk_create(Membership(body=of or body, person=person) for person in people)
        return people

    return make


@pytest.fixture
def make_meeting(body):
    """Makes a meeting of the body in session, the named members present and all others only expected."""

    def make(present=(), members=(), **fields):
        now = timezone.now()
        values = {"body": body, "number": 7, "starts_at": now, "state": Meeting.State.OPEN, "opened_at": now, **fields}
        meeting = Meeting.objects.create(**values)
        for person in members or present:
            here = person in present
            state = Attendance.State.PRESENT if here else Attendance.State.EXPECTED
            Attendance.objects.create(meeting=meeting, person=person, state=state)
        return meeting

    return make


@pytest.fixture
def make_question(make_act):
    """Puts a draft, or mere words, on the agenda of a meeting."""

    def make(meeting, title="", **fields):
        number = meeting.agenda.count() + 1
        act = None
        if not title:
            act = make_act(number="", adopted_on=None, heading=f"О вопросе {number}", **fields)
            ResolutionPage.objects.filter(pk=act.pk).update(status=Status.ON_AGENDA)
            act.refresh_from_db()
        return AgendaItem.objects.create(meeting=meeting, number=number, sort_order=number, title=title, act=act)

    return make


@pytest.fixture
def sitting(make_members, make_meeting, make_question):
    """Five members, three present, one draft: the meeting, its question and the people."""
    people = make_members(5)
    meeting = make_meeting(present=people[:3], members=people)
    return meeting, make_question(meeting), people


@pytest.fixture
def poll(body, make_members, make_meeting, make_question):
    """A poll of three members about one draft, not opened yet."""
    people = make_members(3)
    until = timezone.now() + datetime.timedelta(days=2)
    meeting = make_meeting(members=people, mode=Meeting.Mode.POLL, state=Meeting.State.PLANNED, voting_until=until)
    for number, person in enumerate(people):
        PersonContact.objects.create(person=person, kind="email", value=f"member{number}@example.org")
    return meeting, make_question(meeting), people


@pytest.fixture
def desk(client, secretary):
    """The secretary's browser without scripts: posts the live screen's form and says what came back."""
    client.force_login(secretary)

    class Desk:
        def url(self, item, name="resolutions_session"):
            return reverse(name, args=[item.meeting_id, item.pk])

        def read(self, item):
            return client.get(self.url(item))

        def press(self, item, action, **fields):
            response = client.post(self.url(item), {"action": action, **fields}, follow=True)
            assert response.status_code == 200
            return " ".join(str(message) for message in response.context["messages"])

        def marks(self, item, *marks, voting=None, numbers=None):
            body = {"marks": list(marks), "voting": voting, "numbers": numbers}
            return client.post(self.url(item, "resolutions_session_marks"), body, content_type="application/json")

        def votes(self, item, **choices):
            """Casts votes by name: votes(item, **{"12": "for"})."""
            return self.marks(item, *({"person": int(key), "choice": value} for key, value in choices.items()))

        def all_vote(self, item, people, choice="for"):
            answer = self.marks(item, *({"person": person.pk, "choice": choice} for person in people))
            assert answer.status_code == 200, answer.json()
            assert not answer.json()["refused"]
            return answer.json()["state"]

    return Desk()
