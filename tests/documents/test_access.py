"""A file of the library is public once a published page shows it, and not before."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document

from home.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(db):
    return Document.objects.create(title="План", file=ContentFile(b"plan", name="plan.txt"))


def test_the_annex_of_a_draft_is_for_the_secretariat_only(client, make_act, plan, author):
    make_act(annexes=[("annex", {"title": "План", "kind": "plan", "document": plan})])
    assert client.get(plan.url).status_code == 404
    client.force_login(author)
    assert client.get(plan.url).status_code == 200


def test_the_annex_of_a_published_act_is_public(client, make_registered_act, plan):
    make_registered_act(annexes=[("annex", {"title": "План", "kind": "plan", "document": plan})])
    assert client.get(plan.url).status_code == 200


def test_a_file_of_an_ordinary_page_is_public_with_the_page(client, council, plan):
    page = council.home.add_child(
        instance=StandardPage(title="Файлы", slug="files-page", body=[("documents", {"documents": [plan]})])
    )
    assert client.get(plan.url).status_code == 200
    page.unpublish()
    assert client.get(plan.url).status_code == 404
