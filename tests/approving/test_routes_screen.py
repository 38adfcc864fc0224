"""Routes are set by the council's secretary and administrator, for their own council, of people they may name."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from home.council import set_up_council
from registry.models import Organisation, Person, Role
from registry.roles import council_role
from resolutions.models import ApprovalRoute

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(organisation, council):
    user = get_user_model().objects.create_user("secretary", password="secret-secretary")
    council_role(organisation, Role.SECRETARY).group.user_set.add(user)
    return user


@pytest.fixture
def other(council):
    organisation = Organisation.objects.create(name="Другой союз", short_name="Другой союз")
    set_up_council(organisation, slug="other")
    return organisation


def step(**fields):
    empty = {"stage": 1, "working_days": 3, "person": "", "organisation": "", "duty": "", "substitute": ""}
    return {**empty, "is_mandatory": "on", **fields}


def form(organisation, *steps, document_type="", initial=0):
    data = {"organisation": organisation.pk, "document_type": document_type, "voids": "changed"}
    return nested_form_data({**data, "steps": inline_formset(list(steps), initial=initial)})


def test_the_secretary_adds_and_changes_a_route(client, secretary, organisation, lawyer):
    client.force_login(secretary)
    assert client.get(reverse("approval_routes:add")).context["form"].initial["organisation"] == organisation.pk
    answer = client.post(reverse("approval_routes:add"), form(organisation, step(person=lawyer.pk)))
    assert answer.status_code == 302
    route = ApprovalRoute.objects.get()
    assert [item.person for item in route.steps.all()] == [lawyer]
    changed = step(person=lawyer.pk, id=route.steps.get().pk, working_days=5)
    client.post(reverse("approval_routes:edit", args=[route.pk]), form(organisation, changed, initial=1))
    assert route.steps.get().working_days == 5
    listing = client.get(reverse("approval_routes:index")).content.decode()
    assert str(organisation) in listing


def test_a_step_names_either_a_person_or_a_post(client, secretary, organisation, lawyer):
    client.force_login(secretary)
    url = reverse("approval_routes:add")
    for wrong in (step(), step(person=lawyer.pk, organisation=organisation.pk, duty="legal")):
        wrong["stage"] = 2
        answer = client.post(url, form(organisation, wrong))
        assert answer.status_code == 200
        assert answer.context["form"].formsets["steps"].forms[0].errors["person"]
    assert client.post(url, form(organisation, step(organisation=organisation.pk, duty="legal"))).status_code == 302


def test_a_route_without_approvers_is_refused(client, secretary, organisation):
    client.force_login(secretary)
    assert client.post(reverse("approval_routes:add"), form(organisation)).status_code == 200
    assert not ApprovalRoute.objects.exists()


def test_one_route_for_a_kind(client, secretary, organisation, lawyer, make_route):
    make_route(lawyer, document_type="decision")
    client.force_login(secretary)
    again = form(organisation, step(person=lawyer.pk), document_type="decision")
    assert client.post(reverse("approval_routes:add"), again).status_code == 200
    assert ApprovalRoute.objects.count() == 1


def test_another_council_is_out_of_reach(client, secretary, organisation, other, lawyer):
    stranger = Person.objects.create(surname="Чужая", organisation=other)
    theirs = ApprovalRoute.objects.create(organisation=other)
    client.force_login(secretary)
    add = reverse("approval_routes:add")
    assert client.post(add, form(other, step(person=lawyer.pk))).status_code == 200
    refused = client.post(add, form(organisation, step(person=stranger.pk)))
    assert refused.status_code == 200
    assert "Чужая" not in refused.content.decode()
    for name in ("edit", "delete"):
        answer = client.post(reverse(f"approval_routes:{name}", args=[theirs.pk]), {})
        assert answer.status_code in (302, 403)
    assert ApprovalRoute.objects.filter(pk=theirs.pk).exists()
    assert "Другой союз" not in client.get(reverse("approval_routes:index")).content.decode()


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.APPROVER, Role.EDITOR])
def test_others_do_not_set_routes(client, organisation, council, role):
    user = get_user_model().objects.create_user(f"user-{role}")
    council_role(organisation, role).group.user_set.add(user)
    client.force_login(user)
    assert client.get(reverse("approval_routes:index")).status_code in (302, 403)
    assert client.get(reverse("approval_routes:add")).status_code in (302, 403)


def test_the_list_costs_the_same_for_one_and_for_four(
    client, administrator, make_route, lawyer, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(administrator)
    url = reverse("approval_routes:index")
    counts = []
    for kind in ("", "resolution", "decision", "directive"):
        make_route(lawyer, lawyer, document_type=kind)
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[-1]
