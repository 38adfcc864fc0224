"""Organisations, people who agreed to be named, and the text of files."""

import datetime

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from registry.models import DataConsent, Organisation, Person, Post
from search.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(council, indexed):
    model = apps.get_model("home", "OrganisationsPage")
    with indexed():
        return model.objects.child_of(council.home).first() or council.home.add_child(
            instance=model(title="Организации", slug="organisations")
        )


@pytest.fixture
def member(organisation, listing, indexed):
    with indexed():
        return Organisation.objects.create(
            name="Профсоюз медицинских работников области", short_name="Облмедпроф", kind="member",
            superior=organisation, place="г. Заречный",
        )  # fmt: skip


def test_an_organisation_is_found_by_its_names_and_leads_to_its_card(search, member, indexed):
    for asked in ("профсоюз медицинских работников", "облмедпроф", "Облмедпрофа"):
        [hit] = search(asked).context["results"]
        assert hit.title == member.name
        assert hit.url.endswith(f"/{member.pk}/")
    with indexed():
        member.name = "Союз врачей области"
        member.save()
    assert [hit.title for hit in search("врачи").context["results"]] == ["Союз врачей области"]
    assert search("медицинских", literal="1").context["total"] == 0


def test_a_person_is_found_only_while_they_agree_to_be_named(search, titles, member, indexed):
    with indexed():
        person = Person.objects.create(surname="Еланский", given_name="Фёдор", patronymic="Ильич", organisation=member)
        Post.objects.create(organisation=member, person=person, duty="chair", title="Председатель")
    assert titles("Еланский") == []
    with indexed():
        consent = DataConsent.objects.create(
            person=person, scope=DataConsent.Scope.NAME, granted_on=datetime.date(2020, 1, 1), document="папка 1"
        )
    [hit] = search("Еланскому").context["results"]
    assert hit.title.startswith("Еланский")
    assert "Председатель" in hit.about
    # In the moment before the index follows, the name is not shown either.
    DataConsent.objects.filter(pk=consent.pk).update(revoked_on=datetime.date(2021, 1, 1))
    assert Entry.objects.filter(kind="person").exists()
    assert titles("Еланский") == []


def test_the_text_of_a_file_is_found_where_a_public_page_shows_it(search, titles, publish_news, indexed):
    document = get_document_model()(title="Памятка")
    document.file.save("pamyatka.txt", ContentFile("Памятка о спецодежде\nСапоги выдают раз в год.".encode()))
    assert titles("сапоги") == []
    link = f'<p><a linktype="document" id="{document.pk}">Памятка</a></p>'
    with indexed():
        page = publish_news("О памятке", body=[("paragraph", link)])
    [hit] = search("сапогами").context["results"]
    assert (hit.title, hit.code, hit.url) == ("Памятка", "file", document.url)
    assert "<mark>Сапоги</mark>" in hit.fragment
    with indexed():
        page.unpublish()
    assert titles("сапоги") == []
