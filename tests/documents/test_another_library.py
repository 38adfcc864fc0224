"""A forged key in a page's form opens no file of another council."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupCollectionPermission
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.council import set_up_council
from home.models import NewsPage
from registry.models import Organisation, OrganisationKind, Role
from resolutions.models import ResolutionPage
from tests.registry.accounts import account_with_role
from tests.resolutions.test_four_eyes import act_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbour(council):
    neighbours = Organisation.objects.create(name="Соседняя федерация", kind=OrganisationKind.FEDERATION)
    return set_up_council(neighbours, slug="neighbour")


@pytest.fixture
def library(council):
    """The council's own collection, which only its groups work with."""
    return GroupCollectionPermission.objects.filter(group=council.drafters).first().collection


@pytest.fixture
def paper(library):
    return Document.objects.create(title="План", file=ContentFile(b"plan", name="plan.txt"), collection=library)


@pytest.fixture
def picture(library):
    return Image.objects.create(title="Снимок", file=get_test_image_file(), collection=library)


def news_form(picture="", body=(), **fields):
    values = {
        "title": "Новость",
        "slug": "novost",
        "published_on": "01.05.2026",
        "lead": "",
        "image": picture,
        "image_alt": "Снимок",
        "image_caption": "",
        "body": streamfield(list(body)),
        "authors": inline_formset([]),
        "act_links": inline_formset([]),
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
    }
    return nested_form_data({**values, **fields})


def add_news(client, council, **fields):
    url = reverse("wagtailadmin_pages:add", args=["home", "newspage", council.news.pk])
    return client.post(url, news_form(**fields))


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
def test_a_forged_picture_or_file_is_refused_at_its_field(client, neighbour, paper, picture, action):
    account_with_role(client, neighbour.home.organisation, Role.EDITOR)
    files = ("documents", {"documents": streamfield([("item", str(paper.pk))])})
    link = f'<p><a linktype="document" id="{paper.pk}">План</a></p>'
    for body in (files, ("paragraph", rich_text(link, features=["document-link"]))):
        answer = add_news(client, neighbour, picture=picture.pk, body=[body], **action)
        assert set(answer.context["form"].errors) == {"image", "body"}
    assert not NewsPage.objects.exists()


def test_the_council_s_own_editor_shows_them(client, council, organisation, paper, picture):
    account_with_role(client, organisation, Role.EDITOR)
    files = ("documents", {"documents": streamfield([("item", str(paper.pk))])})
    answer = add_news(client, council, picture=picture.pk, body=[files], **{"action-publish": "1"})
    assert answer.status_code == 302
    client.logout()
    assert client.get(paper.url).status_code == 200


def test_a_forged_annex_opens_no_file_to_its_drafter(client, neighbour, paper):
    account_with_role(client, neighbour.home.organisation, Role.DRAFTER)
    annex = ("annex", {"title": "План", "kind": "plan", "document": str(paper.pk), "page": ""})
    url = reverse("wagtailadmin_pages:add", args=["resolutions", "resolutionpage", neighbour.acts.pk])
    answer = client.post(url, act_form(annexes=streamfield([annex])))
    assert list(answer.context["form"].errors) == ["annexes"]
    assert not ResolutionPage.objects.exists()
    assert client.get(paper.url).status_code == 404


def test_what_a_page_shows_already_may_stay_whoever_saves_it(client, neighbour, picture):
    news = NewsPage(title="Новость", slug="novost", published_on="2026-05-01", image=picture, live=False)
    neighbour.news.add_child(instance=news)
    account_with_role(client, neighbour.home.organisation, Role.EDITOR)
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[news.pk]), news_form(picture=picture.pk))
    assert answer.status_code == 302


def test_a_page_of_another_council_makes_no_file_public(client, council, neighbour, paper):
    body = [("documents", {"documents": [paper]})]
    neighbour.news.add_child(instance=NewsPage(title="Чужое", slug="chuzhoe", published_on="2026-05-01", body=body))
    assert client.get(paper.url).status_code == 404
    account_with_role(client, neighbour.home.organisation, Role.EDITOR)
    assert client.get(paper.url).status_code == 404
    council.news.add_child(instance=NewsPage(title="Своё", slug="svoe", published_on="2026-05-01", body=body))
    client.logout()
    assert client.get(paper.url).status_code == 200
