"""A council writes, numbers and registers its own acts, and nobody else's."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from wagtail.test.utils.form_data import streamfield

from home.council import set_up_council
from home.models import StandardPage
from registry.models import Organisation, OrganisationKind, PartyGroup, Person, Role
from resolutions.models import ResolutionPage
from resolutions.models.status import Status
from tests.registry.accounts import account_with_role
from tests.resolutions.test_four_eyes import act_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbour(council):
    neighbours = Organisation.objects.create(name="Соседняя федерация", kind=OrganisationKind.FEDERATION)
    return set_up_council(neighbours, slug="neighbour")


def add_act(client, council, **fields):
    url = reverse("wagtailadmin_pages:add", args=["resolutions", "resolutionpage", council.acts.pk])
    return client.post(url, act_form(**fields))


@pytest.mark.parametrize("submitted", [{}, {"action-submit": "1"}])
def test_not_even_a_draft_names_another_council_as_its_issuer(
    client, council, neighbour, organisation, body, submitted
):
    account_with_role(client, neighbour.home.organisation, Role.DRAFTER)
    answer = add_act(client, neighbour, issuer=organisation.pk, body=body.pk, superior=organisation.pk, **submitted)
    assert {"issuer", "body", "superior"} <= set(answer.context["form"].errors)
    assert not ResolutionPage.objects.exists()


def test_a_council_writes_for_those_under_it_but_for_those_with_a_council_of_their_own(client, council, organisation):
    member = Organisation.objects.create(name="Областная организация", kind="member", superior=organisation)
    independent = Organisation.objects.create(name="Другая организация", kind="member", superior=organisation)
    set_up_council(independent, slug="independent")
    account_with_role(client, organisation, Role.DRAFTER)
    assert add_act(client, council, issuer=member.pk).status_code == 302
    assert list(add_act(client, council, issuer=independent.pk).context["form"].errors) == ["issuer"]


def test_the_issuer_of_an_imported_paper_stays_in_its_draft(client, make_act, organisation):
    outsider = Organisation.objects.create(name="Министерство труда", kind=OrganisationKind.EXTERNAL)
    act = make_act(issuer=outsider)
    account_with_role(client, organisation, Role.DRAFTER)
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[act.pk]), act_form(issuer=outsider.pk))
    assert answer.status_code == 302


def test_an_act_of_another_council_is_not_registered_whoever_approves_it(neighbour, make_act, author, approver):
    federation = neighbour.home.organisation
    act = make_act(issuer=federation, body=federation.bodies.get(name="Совет"))
    state = act.get_workflow().start(act, author).current_task_state
    assert "approve" not in {name for name, *_rest in state.task.specific.get_actions(act, approver)}
    state.specific.approve(user=approver)
    act.refresh_from_db()
    assert (act.live, act.status) == (False, Status.DRAFT)


def test_another_council_takes_no_numbers_and_no_place_on_the_card(client, council, neighbour, organisation, body):
    forged = ResolutionPage(
        issuer=organisation,
        body=body,
        number="6-3",
        adopted_on=datetime.date(2026, 4, 1),
        heading="О роспуске",
        enacting_clause="Совет ПОСТАНОВЛЯЕТ:",
        status=Status.REGISTERED,
    )
    neighbour.acts.add_child(instance=forged)
    number = ["6-3", datetime.date(2026, 4, 20), body, "resolution"]
    assert not ResolutionPage().number_is_taken(*number)
    card = client.get(council.organisations.card_url(organisation))
    assert card.status_code == 200
    assert "роспуске" not in card.content.decode()


def test_the_page_of_an_annex_taken_back_is_linked_no_more(client, council, make_registered_act):
    cache.clear()
    page = council.home.add_child(instance=StandardPage(title="План работы", slug="plan-raboty"))
    act = make_registered_act(annexes=[("annex", {"title": "План", "kind": "plan", "page": page})])
    assert page.url in client.get(act.url).content.decode()
    page.unpublish()
    assert page.url not in client.get(act.url).content.decode()


def test_what_only_a_draft_names_is_not_deleted(client, administrator, make_act, organisation):
    presidium = organisation.bodies.get(name="Президиум")
    superior = Organisation.objects.create(name="Лишняя", superior=organisation)
    act = make_act()
    act.body, act.superior = presidium, superior
    act.save_revision()
    account_with_role(client, organisation, Role.SECRETARY)
    answer = client.post(reverse("body:delete", args=[presidium.pk]), follow=True)
    assert "Президиум" in str(next(iter(answer.context["messages"])))
    assert client.post(reverse("organisation:delete", args=[superior.pk])).context["kept_by"]
    client.force_login(administrator)
    assert client.get(reverse("wagtailadmin_pages:edit", args=[act.pk])).status_code == 200


def test_a_body_whose_acts_stand_is_not_deleted_and_it_is_said_why(client, make_act, body, organisation):
    make_act()
    account_with_role(client, organisation, Role.SECRETARY)
    answer = client.post(reverse("body:delete", args=[body.pk]))
    assert answer.url == reverse("body:inspect", args=[body.pk])
    assert type(body).objects.filter(pk=body.pk).exists()


def test_a_body_or_a_group_nobody_needs_is_deleted(client, council, organisation):
    account_with_role(client, organisation, Role.SECRETARY)
    group = PartyGroup.objects.create(name="Председатели", organisation=organisation, rule="list")
    person = Person.objects.create(surname="Лишняя", organisation=organisation)
    presidium = organisation.bodies.get(name="Президиум")
    for party in (group, presidium, person):
        client.post(reverse(f"{party._meta.model_name}:delete", args=[party.pk]))
        assert not type(party).objects.filter(pk=party.pk).exists()


def test_a_draft_is_saved_with_its_own_council_s_names(client, council, organisation, body):
    account_with_role(client, organisation, Role.DRAFTER)
    items = streamfield([])
    assert add_act(client, council, issuer=organisation.pk, body=body.pk, items=items).status_code == 302
