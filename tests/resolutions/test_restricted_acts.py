"""An act for official use only: a record like any other, which nobody without a role in its council can tell exists."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.urls import reverse
from pypdf import PdfReader
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from control.refusal import Refused
from home.council import set_up_council
from registry.models import CouncilRole, Organisation, Role
from registry.roles import council_role
from resolutions.adopting import adopt_on_paper
from resolutions.models import ResolutionPage
from resolutions.registration import publish, register

pytestmark = pytest.mark.django_db

SECRET = "О списании потайного имущества"
MARK = "Для служебного пользования"


@pytest.fixture
def restricted(make_registered_act):
    return make_registered_act(heading=SECRET, number="77-7", is_restricted=True)


@pytest.fixture
def member_of(db):
    """Makes an account with a role in a council."""

    def make(council, role=Role.MONITOR):
        user = get_user_model().objects.create_user(f"{role}-{council.home.slug}", password="secret-enough")
        user.groups.add(council.group(role))
        return user

    return make


@pytest.fixture
def neighbours(council):
    return set_up_council(Organisation.objects.create(name="Соседняя федерация"), slug="neighbour")


def test_the_mark_is_chosen_beside_the_requisites(client, administrator, make_act):
    client.force_login(administrator)
    text = client.get(reverse("wagtailadmin_pages:edit", args=[make_act().pk])).content.decode()
    assert 'name="is_restricted"' in text


def test_a_restricted_act_is_registered_with_its_official_file(restricted):
    assert restricted.is_registered
    assert restricted.live
    assert restricted.official_file_id


@pytest.mark.parametrize("path", ["", "pdf/"])
def test_strangers_cannot_tell_that_it_exists(client, council, restricted, path):
    answer = client.get(f"{restricted.url}{path}")
    missing = client.get(f"{council.acts.url}no-such-act/{path}")
    assert answer.status_code == missing.status_code == 404
    assert "Location" not in answer
    assert client.head(f"{restricted.url}{path}").status_code == 404
    assert client.get(f"/en{restricted.url}{path}").status_code == 404


def test_a_conditional_request_learns_nothing_either(client, restricted):
    etag = f'"{restricted.official_file.sha256}"'
    answer = client.get(f"{restricted.url}pdf/", headers={"If-None-Match": etag})
    assert answer.status_code == 404
    assert "ETag" not in answer


@pytest.mark.parametrize("role", [Role.APPROVER, Role.MONITOR, Role.SECRETARY, Role.ASSIGNEE])
def test_people_of_the_council_read_it_on_the_site(client, council, restricted, member_of, role):
    client.force_login(member_of(council, role))
    answer = client.get(restricted.url)
    assert MARK in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    file = client.get(f"{restricted.url}pdf/")
    assert file.content.startswith(b"%PDF")
    assert "no-store" in file["Cache-Control"]


def test_the_administrator_of_the_installation_reads_it(client, administrator, restricted):
    client.force_login(administrator)
    assert client.get(restricted.url).status_code == 200


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR])
def test_accounts_of_another_council_cannot_tell_that_it_exists(client, restricted, neighbours, member_of, role):
    client.force_login(member_of(neighbours, role))
    assert client.get(restricted.url).status_code == 404
    assert client.get(f"{restricted.url}pdf/").status_code == 404


def test_an_account_without_any_role_is_a_stranger(client, restricted, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))
    assert client.get(restricted.url).status_code == 404


def test_what_people_of_the_council_have_read_is_not_kept_for_strangers(client, council, restricted, member_of):
    client.force_login(member_of(council))
    assert client.get(restricted.url).status_code == 200
    client.logout()
    assert client.get(restricted.url).status_code == 404


def test_it_is_in_no_list_and_counted_nowhere(client, council, restricted, make_registered_act):
    make_registered_act(number="6-4", heading="Об открытом")
    cache.clear()
    for url in (
        "/",
        council.acts.url,
        f"{council.acts.url}?year=2026",
        f"{council.acts.url}?body={restricted.body_id}",
    ):
        assert "потайного" not in client.get(url).content.decode(), url
    context = client.get(council.acts.url).context
    assert [row.count for row in context["years"]] == [1]
    assert context["rows"].paginator.count == 1
    for words in ("потайное имущество", "77-7", "Об открытом"):
        found = client.get("/search/", {"q": words})
        assert "потайного" not in found.content.decode()
        assert found.context["total"] == (words == "Об открытом")
    assert restricted.url not in client.get("/sitemap-acts.xml").content.decode()
    card = client.get(council.organisations.card_url(restricted.issuer)).content.decode().replace("\u00a0", " ")
    assert "потайного" not in card
    assert "Об открытом" in card


def test_the_public_lists_are_the_same_for_people_of_the_council(client, council, restricted, member_of):
    client.force_login(member_of(council))
    assert "потайного" not in client.get(council.acts.url).content.decode()


def test_a_file_only_it_cites_is_not_public(client, council, make_registered_act, neighbours, member_of):
    plan = Document.objects.create(title="План", file=ContentFile(b"plan", name="plan.txt"))
    annexes = [("annex", {"title": "План", "kind": "plan", "document": plan})]
    make_registered_act(is_restricted=True, annexes=annexes)
    assert client.get(plan.url).status_code == 404
    client.force_login(member_of(neighbours, Role.SECRETARY))
    assert client.get(plan.url).status_code == 404
    client.logout()
    make_registered_act(number="6-4", heading="Об открытом", annexes=annexes)
    assert client.get(plan.url).status_code == 200


def test_the_mark_is_printed_at_the_head_of_the_official_file(restricted, make_registered_act):
    def first_page(act):
        return PdfReader(io.BytesIO(act.official_file.read())).pages[0].extract_text()

    text = first_page(restricted)
    assert MARK in text
    assert text.index(MARK) < text.index("ПОСТАНОВЛЕНИЕ")
    assert MARK not in first_page(make_registered_act(number="6-4", heading="Об открытом"))


def test_the_approver_sees_the_mark(client, make_act, author, approver):
    act = make_act(is_restricted=True)
    act.get_workflow().start(act, author)
    client.force_login(approver)
    assert MARK in client.get(reverse("resolutions_approval", args=[act.pk])).content.decode()


def test_an_open_act_is_not_restricted(client, make_registered_act):
    act = make_registered_act()
    assert not PageViewRestriction.objects.exists()
    assert MARK not in client.get(act.url).content.decode()


def test_what_counts_is_the_text_the_approver_saw(
    client, make_act, author, approver, django_capture_on_commit_callbacks
):
    act = make_act(heading=SECRET)
    act.is_restricted = True
    act.save_revision(user=author)  # the row of the page still says "open"
    with django_capture_on_commit_callbacks(execute=True):
        state = act.get_workflow().start(act, author)
        state.current_task_state.specific.approve(user=approver)
        adopt_on_paper(act, "протокол № 1")
        register(act)
        publish(act)
    act = ResolutionPage.objects.get(pk=act.pk)
    assert act.is_restricted
    assert client.get(act.url).status_code == 404


def test_nobody_lifts_the_restriction_afterwards(client, administrator, restricted):
    client.force_login(administrator)
    url = reverse("wagtailadmin_pages:set_privacy", args=[restricted.pk])
    client.post(url, {"restriction_type": "none", "password": "", "groups": []})
    assert restricted.view_restrictions.count() == 1
    client.logout()
    assert client.get(restricted.url).status_code == 404


def test_an_open_record_cannot_be_restricted_afterwards(client, administrator, make_registered_act):
    act = make_registered_act()
    client.force_login(administrator)
    client.post(
        reverse("wagtailadmin_pages:set_privacy", args=[act.pk]),
        {"restriction_type": "login", "password": "", "groups": []},
    )
    assert not act.view_restrictions.exists()


def test_an_old_revision_does_not_open_it(restricted):
    content = {**restricted.serializable_data(), "is_restricted": False}
    assert restricted.with_content_json(content).is_restricted


def test_a_lost_restriction_closes_it_altogether(client, council, restricted, member_of):
    restricted.view_restrictions.all().delete()
    assert client.get(restricted.url).status_code == 404
    assert "потайного" not in client.get(council.acts.url).content.decode()
    assert "потайного" not in client.get("/").content.decode()


def test_a_role_the_council_is_given_later_reads_its_restricted_acts(
    client, council, organisation, restricted, django_user_model
):
    CouncilRole.objects.filter(organisation=organisation, role=Role.MONITOR).delete()
    user = django_user_model.objects.create_user("late")
    user.groups.add(council_role(organisation, Role.MONITOR).group)
    client.force_login(user)
    assert client.get(restricted.url).status_code == 200


def test_a_second_registration_is_refused_and_restricts_nothing_twice(restricted):
    with pytest.raises(Refused):
        register(restricted)
    assert restricted.view_restrictions.count() == 1


def test_a_thousand_restrictions_break_no_page(client, council, restricted):
    # One act with very many of them costs the database what very many acts would.
    PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=restricted, restriction_type=PageViewRestriction.GROUPS) for _number in range(1200)
    )
    about = council.about
    about.save_revision().publish()
    urls = (
        "/",
        council.acts.url,
        council.news.url,
        council.organisations.url,
        about.url,
        "/search/?q=дело",
        "/sitemap.xml",
        "/sitemap-acts.xml",
        "/follow/acts.atom",
        "/api/v1/acts/",
    )
    for url in urls:
        assert client.get(url).status_code == 200, url
