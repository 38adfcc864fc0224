"""People who approve: with an account, with an address only, and a route that names them."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from registry.models import Contact, Person, Role
from registry.models.person import PersonContact
from registry.roles import council_role
from resolutions.models import ApprovalRoute, ResolutionPage, Visa


@pytest.fixture
def make_person(organisation, council):
    """A person of the council, with an account in the given role or with an e-mail on the card only."""

    def make(surname, *, account=None, email=None):
        person = Person.objects.create(
            surname=surname, given_name="Ольга", patronymic="Петровна", organisation=organisation
        )
        address = email or f"{surname.encode().hex()[:12]}@example.org"
        if account:
            person.user = get_user_model().objects.create_user(account, email=address, last_name=surname)
            council_role(organisation, Role.APPROVER).group.user_set.add(person.user)
            person.save()
        else:
            PersonContact.objects.create(person=person, kind=Contact.Kind.EMAIL, value=address)
        return person

    return make


@pytest.fixture
def make_route(organisation):
    """A route of the council: each step is a person or a dictionary of the step's fields."""

    def make(*steps, voids="changed", document_type=""):
        route = ApprovalRoute.objects.create(organisation=organisation, document_type=document_type, voids=voids)
        for number, step in enumerate(steps):
            fields = step if isinstance(step, dict) else {"person": step}
            route.steps.model.objects.create(route=route, sort_order=number, **fields)
        return route

    return make


@pytest.fixture
def submit(author, django_capture_on_commit_callbacks):
    """Submits a draft as its author, the letters sent."""

    def submit(act, by=None):
        with django_capture_on_commit_callbacks(execute=True):
            stored = ResolutionPage.objects.get(pk=act.pk)
            state = stored.current_workflow_state
            if state and state.status == "needs_changes":
                state.resume(user=by or author)
            else:
                stored.get_workflow().start(stored, by or author)
        return ResolutionPage.objects.get(pk=act.pk)

    return submit


@pytest.fixture
def lawyer(make_person):
    return make_person("Вьюгова", account="lawyer")


@pytest.fixture
def accountant(make_person):
    """Somebody without an account."""
    return make_person("Мелехина", email="melehina@example.org")


def visa_of(act, person):
    """The latest place of the person on the act's sheet."""
    return Visa.objects.filter(sheet__act=act, person=person).latest("round", "pk")


def waiting_names(act):
    waiting = Visa.objects.waiting().filter(sheet__act=act).select_related("person")
    return {visa.person.surname if visa.person_id else "" for visa in waiting}


def link_to(address):
    """The personal link in the latest letter to the address, without the host."""
    letter = [letter for letter in mail.outbox if letter.to == [address]][-1]
    return re.search(r"https?://[^/]+(/link/visa/\S+)", letter.body)[1]


def fresh(act):
    return ResolutionPage.objects.get(pk=act.pk)


@pytest.fixture
def say(client, django_capture_on_commit_callbacks):
    """Gives an opinion through the screen."""

    def say(act, person, action, comment="", **more):
        client.force_login(person.user)
        data = {"action": action, "comment": comment, "revision": fresh(act).latest_revision_id, **more}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("resolutions_approval", args=[act.pk]), data)

    return say


@pytest.fixture
def rewrite(author):
    """Saves a new version of the draft: words of fields, and of points by their place."""

    def rewrite(act, *, by=None, points=None, **fields):
        text = ResolutionPage.objects.get(pk=act.pk).get_latest_revision_as_object()
        for name, value in fields.items():
            setattr(text, name, value)
        for place, words in (points or {}).items():
            text.items[place].value["text"] = words
        text.save_revision(user=by or author)
        return ResolutionPage.objects.get(pk=act.pk)

    return rewrite


def point_ids(act):
    return [block.id for block in fresh(act).get_latest_revision_as_object().items]
