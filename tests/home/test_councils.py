"""Opening a council: by the command, by the administrator's screen, once and again."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission, Site, WorkflowPage

from home.council import set_up_council
from home.models import HomePage
from registry.models import Body, CouncilRole, Organisation, PartyAlias, Role

NAME = "Союз «Луговая федерация профсоюзов»"


def create(*args, **options):
    out = io.StringIO()
    call_command("create_council", *args, stdout=out, **options)
    return out.getvalue()


def everything():
    models = (HomePage, Site, CouncilRole, Body, Collection, GroupPagePermission, WorkflowPage, Organisation)
    return [model.objects.count() for model in models]


def test_one_command_makes_all_a_council_needs(client, db):
    said = create(NAME, "--short-name", "Луговая федерация")

    home = HomePage.objects.get()
    assert home.organisation.name == NAME
    assert {role.role for role in CouncilRole.objects.all()} == set(Role)
    assert {body.name for body in home.organisation.bodies.all()} == {"Совет", "Президиум"}
    assert {page.slug for page in home.get_children()} == {"acts", "programs", "news", "organizations", "about"}
    assert "Луговая федерация: секретари" in said
    assert client.get("/").status_code == 200


def test_run_again_it_changes_nothing(db):
    create(NAME)
    before = everything()
    create(NAME)

    assert everything() == before


def test_a_right_taken_away_by_hand_does_not_come_back(db):
    create(NAME)
    taken = GroupPagePermission.objects.filter(group__council_role__role=Role.DRAFTER).first()
    taken.delete()
    before = everything()
    create(NAME)

    assert everything() == before


def test_an_alias_does_not_open_the_council_of_another_organisation(db):
    builders = Organisation.objects.create(name="Областная организация строителей")
    PartyAlias.objects.create(party=builders, name="Обком профсоюза")
    create("Обком профсоюза")

    assert HomePage.objects.get().organisation.name == "Обком профсоюза"


def test_a_second_council_stands_at_its_own_address(client, db):
    create(NAME)
    said = create("Луговая областная организация работников связи", "--slug", "svyaz")

    assert Site.objects.count() == 2
    second = Site.objects.exclude(is_default_site=True).get()
    assert second.hostname == "svyaz.localhost"
    assert second.hostname in said
    assert "работников связи" in client.get("/", headers={"host": second.hostname}).content.decode()
    assert "работников связи" not in client.get("/").content.decode()


def test_an_address_of_another_council_is_refused(db):
    create(NAME, "--host", "one.example")
    create("Вторая федерация", "--host", "two.example", "--slug", "two")
    for taken in ("one.example", "two.example"):
        with pytest.raises(CommandError, match=taken):
            create("Третья федерация", "--host", taken, "--slug", "three")
    assert not Organisation.objects.filter(name="Третья федерация").exists()


def test_an_administrator_opens_a_council_from_the_screen(client, administrator):
    client.force_login(administrator)
    answer = client.post(
        reverse("home_councils"), {"name": NAME, "short_name": "Луговая", "host": "lug.example"}, follow=True
    )

    assert "созданы страницы" in answer.content.decode()
    assert Site.objects.get(hostname="lug.example").root_page.title == "Луговая"


def test_what_is_wrong_with_a_new_council_is_said_at_its_field(client, administrator, council, organisation):
    client.force_login(administrator)
    answer = client.post(
        reverse("home_councils"), {"name": organisation.name, "short_name": "", "host": "http://не адрес"}
    )

    assert set(answer.context["form"].errors) == {"name", "host"}
    assert HomePage.objects.count() == 1


def test_only_the_administrator_of_the_installation_opens_councils(client, council, author):
    author.groups.add(council.group(Role.ADMINISTRATOR))
    client.force_login(author)

    assert client.get(reverse("home_councils")).status_code in (302, 403)


def test_nobody_of_one_council_may_change_pages_or_files_of_another(council, organisation, django_user_model):
    member = Organisation.objects.create(name="Областная организация пищевиков", superior=organisation)
    other = set_up_council(member, slug="pischeviki")
    for role in Role:
        user = django_user_model.objects.create_user(f"of-{role}")
        user.groups.add(council.group(role))
        for page in (other.home, other.acts, other.news, other.about):
            may = page.permissions_for_user(user)
            allowed = [may.can_edit(), may.can_add_subpage(), may.can_publish(), may.can_delete()]
            assert not any(allowed), (role, page)
    collections = {
        group: set(group.collection_permissions.values_list("collection", flat=True))
        for group in (council.drafters, other.drafters)
    }
    assert not collections[council.drafters] & collections[other.drafters]
