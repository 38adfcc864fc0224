"""A forged key in a form reaches no further than the choosers do."""

import pytest
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from home.council import set_up_council
from registry.models import Body, Organisation, OrganisationKind, PartyGroup, Person, Role
from tests.registry.accounts import account_with_role
from tests.registry.test_bodies import body_form, seat


@pytest.fixture
def stranger(council):
    """A person of a federation that has nothing to do with this one."""
    federation = Organisation.objects.create(name="Дальняя федерация", kind=OrganisationKind.FEDERATION)
    set_up_council(federation, slug="dalnyaya")
    return Person.objects.create(surname="Незнакомцева", given_name="Яна", organisation=federation)


@pytest.fixture
def secretary(client, organisation, council):
    return account_with_role(client, organisation, Role.SECRETARY)


def test_a_strangers_person_takes_no_seat_on_a_body(client, secretary, body, stranger):
    page = client.post(reverse("body:edit", args=[body.pk]), body_form(body, [seat(stranger)])).content.decode()

    assert "Незнакомцева" not in page
    assert not body.memberships.exists()


def test_a_strangers_party_joins_no_list(client, secretary, organisation, stranger):
    group = PartyGroup.objects.create(name="Список", organisation=organisation, rule=PartyGroup.Rule.LIST)
    form = nested_form_data(
        {
            "name": group.name,
            "organisation": organisation.pk,
            "rule": "list",
            "aliases": inline_formset([]),
            "listed": inline_formset([{"party": stranger.pk}]),
        }
    )
    client.post(reverse("partygroup:edit", args=[group.pk]), form)

    assert not group.listed.exists()


def test_a_person_is_not_put_into_a_strangers_organisation(client, secretary, stranger):
    form = nested_form_data(
        {
            "surname": "Подкидышева",
            "organisation": stranger.organisation_id,
            "aliases": inline_formset([]),
            "contacts": inline_formset([]),
            "consents": inline_formset([]),
        }
    )
    client.post(reverse("person:add"), form)

    assert not Person.objects.filter(surname="Подкидышева").exists()


def test_a_strangers_emblem_is_neither_shown_nor_kept(client, secretary, body, stranger):
    collection = Collection.objects.get(name="Дальняя федерация")
    emblem = Image.objects.create(title="Чужая", file=get_test_image_file(), collection=collection)
    shown = client.get(reverse("registry_letterhead"), {"name": "Совет", "letterhead_emblem": emblem.pk})
    client.post(reverse("body:edit", args=[body.pk]), body_form(body, letterhead_emblem=emblem.pk))

    assert "data:image" not in shown.content.decode()
    assert Body.objects.get(pk=body.pk).letterhead_emblem is None


def test_what_is_stored_already_stays_whoever_saves(client, secretary, body, stranger, organisation):
    body.memberships.create(person=stranger)
    body.save()
    stored = body.memberships.get()
    row = {**seat(stranger), "id": stored.pk}
    form = body_form(body, kind="council", short_name="Совет Федерации")
    form |= nested_form_data({"memberships": inline_formset([row], initial=1)})

    assert client.post(reverse("body:edit", args=[body.pk]), form).status_code == 302


def test_a_person_outside_the_tree_is_hidden_from_every_council(client, secretary):
    nowhere = Person.objects.create(surname="Нездешняя")

    assert client.get(reverse("person:inspect", args=[nowhere.pk])).status_code in (302, 403)


@pytest.mark.parametrize("name", ["---", "«»"])
def test_a_name_without_a_letter_is_refused(client, secretary, organisation, name):
    kinds = ("aliases", "posts", "contacts", "resources", "counts", "papers")
    form = nested_form_data(
        {"name": name, "kind": "member", "superior": organisation.pk, **{kind: inline_formset([]) for kind in kinds}}
    )
    answer = client.post(reverse("organisation:add"), form)

    assert answer.context["form"].errors["name"]


def test_a_second_body_of_the_same_name_is_refused_at_the_field(client, secretary, body, organisation):
    twin = organisation.bodies.get(name="Президиум")
    answer = client.post(reverse("body:edit", args=[twin.pk]), body_form(twin, name="«СОВЕТ»"))

    assert answer.context["form"].errors["name"]


def test_a_twin_in_another_federation_is_not_named(client, secretary, organisation, stranger):
    kinds = ("aliases", "posts", "contacts", "resources", "counts", "papers")
    form = nested_form_data(
        {
            "name": "ДАЛЬНЯЯ ФЕДЕРАЦИЯ",
            "kind": "member",
            "superior": organisation.pk,
            **{kind: inline_formset([]) for kind in kinds},
        }
    )
    errors = client.post(reverse("organisation:add"), form).context["form"].errors["name"]

    assert "Дальняя федерация" not in str(errors)
