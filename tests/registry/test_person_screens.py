"""People: found whichever way the name is written, asked about once, shown only as far as they agreed."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry.models import (
    Body,
    DataConsent,
    Membership,
    Organisation,
    Person,
    PersonContact,
    Post,
    Role,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 21)


@pytest.fixture
def koryakina(organisation):
    return Person.objects.create(
        surname="Корякина", given_name="Ирина", patronymic="Васильевна", organisation=organisation
    )


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def as_secretary(client, organisation, make_account):
    client.force_login(make_account(organisation, Role.SECRETARY))
    return client


def text_of(response):
    return response.content.decode().replace("\u00a0", " ")


def form_of(**fields):
    empty = {
        f"{rows}-{name}": value
        for rows in ("aliases", "contacts", "consents")
        for name, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0), ("MIN_NUM_FORMS", 0), ("MAX_NUM_FORMS", 1000))
    }
    return {"surname": "", "given_name": "", "patronymic": "", "gender": "", "organisation": "", **empty, **fields}


@pytest.mark.parametrize(
    "typed", ["Корякина", "И.В. Корякина", "Корякина И.В.", "И. В. Корякина", "корякиной", "Ирина Корякина"]
)
def test_the_list_finds_a_person_whichever_way_the_name_is_typed(as_administrator, koryakina, organisation, typed):
    Person.objects.create(surname="Корякина", given_name="Ольга", patronymic="Петровна", organisation=organisation)
    Person.objects.create(surname="Лосева", given_name="Вера", organisation=organisation)
    text = text_of(as_administrator.get(reverse("person:index"), {"q": typed}))
    assert "Корякина Ирина Васильевна" in text
    assert "Лосева Вера" not in text
    if "И" in typed.replace("Корякина", ""):
        assert "Корякина Ольга" not in text


def test_the_list_is_narrowed_to_an_organisation_and_what_is_below_it(as_administrator, koryakina, organisation):
    below = Organisation.objects.create(name="Первичная организация завода", superior=organisation)
    Person.objects.create(surname="Лосева", given_name="Вера", organisation=below)
    text = text_of(as_administrator.get(reverse("person:index"), {"organisation": below.pk}))
    assert "Лосева Вера" in text
    assert "Корякина" not in text


def test_the_list_says_what_a_person_holds_today_and_whether_there_is_an_account(
    as_administrator, koryakina, organisation
):
    Post.objects.create(person=koryakina, organisation=organisation, duty="chair", title="Председатель Федерации")
    Post.objects.create(
        person=koryakina, organisation=organisation, duty="youth", title="Бывшая", until=datetime.date(2020, 1, 1)
    )
    text = text_of(as_administrator.get(reverse("person:index")))
    assert "Председатель Федерации" in text
    assert "Бывшая" not in text


def test_the_list_costs_the_same_for_one_person_and_for_twenty(as_administrator, koryakina, organisation):
    body = Body.objects.create(organisation=organisation, name="Комиссия")
    Membership.objects.create(body=body, person=koryakina)
    url = reverse("person:index")
    as_administrator.get(url)
    with CaptureQueriesContext(connection) as one:
        as_administrator.get(url)
    for number in range(20):
        below = Organisation.objects.create(name=f"Организация {number}", superior=organisation)
        person = Person.objects.create(surname=f"Иванов{number}", organisation=below)
        Membership.objects.create(body=body, person=person)
        Post.objects.create(person=person, organisation=below, duty="chair")
    with CaptureQueriesContext(connection) as many:
        text = text_of(as_administrator.get(url))
    assert "Иванов19" in text
    assert len(many) == len(one)


def test_a_namesake_is_asked_about_once(as_administrator, koryakina, organisation):
    url = reverse("person:add")
    form = form_of(surname="Корякина", given_name="И.", patronymic="В.", organisation=organisation.pk)
    text = text_of(as_administrator.post(url, form))
    assert reverse("person:inspect", args=[koryakina.pk]) in text
    assert 'name="somebody_else"' in text
    assert Person.objects.count() == 1

    as_administrator.post(url, form | {"somebody_else": "on"})
    assert Person.objects.count() == 2


def test_a_person_whose_full_name_differs_is_not_asked_about(as_administrator, koryakina, organisation):
    page = text_of(as_administrator.get(reverse("person:add")))
    assert 'name="somebody_else"' not in page
    form = form_of(surname="Корякина", given_name="Инна", patronymic="Викторовна", organisation=organisation.pk)
    as_administrator.post(reverse("person:add"), form)
    assert Person.objects.count() == 2


def test_only_who_manages_roles_may_link_an_account(as_secretary, koryakina, organisation, author):
    url = reverse("person:edit", args=[koryakina.pk])
    assert 'name="user"' not in text_of(as_secretary.get(url))
    form = form_of(surname="Корякина", given_name="Ирина", organisation=organisation.pk, user=author.pk)
    as_secretary.post(url, form)
    koryakina.refresh_from_db()
    assert koryakina.user is None


def test_an_administrator_of_a_council_links_only_accounts_of_that_council(
    client, koryakina, organisation, make_account, administrator
):
    author = make_account(organisation, Role.DRAFTER, username="drafter")
    client.force_login(make_account(organisation, Role.ADMINISTRATOR))
    url = reverse("person:edit", args=[koryakina.pk])
    form = form_of(surname="Корякина", given_name="Ирина", organisation=organisation.pk)
    client.post(url, form | {"user": administrator.pk})
    koryakina.refresh_from_db()
    assert koryakina.user is None
    client.post(url, form | {"user": author.pk})
    koryakina.refresh_from_db()
    assert koryakina.user == author


def test_the_card_shows_current_terms_first_and_former_after(as_administrator, koryakina, organisation):
    body = Body.objects.create(organisation=organisation, name="Бюро")
    Membership.objects.create(body=body, person=koryakina, role="chair")
    Post.objects.create(
        person=koryakina,
        organisation=organisation,
        duty="youth",
        title="Молодёжный лидер",
        until=datetime.date(2020, 1, 1),
    )
    text = text_of(as_administrator.get(reverse("person:inspect", args=[koryakina.pk])))
    assert text.index("Бюро") < text.index("Молодёжный лидер")


def test_contacts_for_the_secretariat_are_shown_to_the_secretariat_only(client, koryakina, organisation, make_account):
    PersonContact.objects.create(person=koryakina, kind="phone", value="8 800 111-11-11", visibility="staff")
    PersonContact.objects.create(person=koryakina, kind="phone", value="8 800 222-22-22", visibility="organisations")
    url = reverse("person:inspect", args=[koryakina.pk])
    for role, sees in ((Role.SECRETARY, True), (Role.DRAFTER, False)):
        client.force_login(make_account(organisation, role, username=role))
        text = text_of(client.get(url))
        assert "222-22-22" in text
        assert ("111-11-11" in text) is sees


def test_a_consent_is_taken_back_with_one_button(as_secretary, koryakina):
    consent = DataConsent.objects.create(
        person=koryakina, scope="name", granted_on=datetime.date(2026, 1, 12), document="папка 04-12"
    )
    card = reverse("person:inspect", args=[koryakina.pk])
    assert "12.01.2026" in text_of(as_secretary.get(card))
    as_secretary.post(reverse("registry_revoke_consent", args=[consent.pk]))
    consent.refresh_from_db()
    assert consent.revoked_on == timezone.localdate()
    assert koryakina.public_face(timezone.localdate()) is None


def test_taking_a_consent_back_ends_every_earlier_one_of_that_kind(as_secretary, koryakina):
    day = datetime.date(2025, 1, 1)
    first = DataConsent.objects.create(person=koryakina, scope="name", granted_on=day, document="папка 1")
    DataConsent.objects.create(person=koryakina, scope="name", granted_on=TODAY, document="папка 2")
    phone = DataConsent.objects.create(person=koryakina, scope="phone", granted_on=day, document="папка 3")
    as_secretary.post(reverse("registry_revoke_consent", args=[first.pk]))
    assert {consent.revoked_on for consent in koryakina.consents.filter(scope="name")} == {timezone.localdate()}
    phone.refresh_from_db()
    assert phone.revoked_on is None
    assert Person.objects.get(pk=koryakina.pk).public_face(timezone.localdate()) is None


def test_only_a_later_consent_counts_after_one_was_taken_back(koryakina):
    def agree(granted_on, revoked_on=None):
        DataConsent.objects.create(
            person=koryakina, scope="name", granted_on=granted_on, revoked_on=revoked_on, document="папка"
        )
        return Person.objects.get(pk=koryakina.pk).public_face(TODAY) is not None

    assert agree(datetime.date(2024, 1, 1))
    assert not agree(datetime.date(2025, 1, 1), datetime.date(2025, 6, 1))
    assert not agree(datetime.date(2025, 6, 1))
    assert agree(datetime.date(2025, 6, 2))


def test_an_organisation_no_database_can_have_is_no_mistake_of_the_server(as_secretary, koryakina):
    for key in ("9" * 23, "²", "٣", "-1", "x"):
        assert koryakina.name in text_of(as_secretary.get(reverse("person:index"), {"organisation": key}))


def test_another_council_cannot_take_a_consent_back(client, koryakina, make_account):
    consent = DataConsent.objects.create(person=koryakina, scope="name", granted_on=TODAY, document="папка")
    other = Organisation.objects.create(name="Другая федерация")
    client.force_login(make_account(other, Role.ADMINISTRATOR))
    client.post(reverse("registry_revoke_consent", args=[consent.pk]))
    card = client.get(reverse("person:inspect", args=[koryakina.pk]), follow=True)
    assert "Корякина" not in text_of(card)
    consent.refresh_from_db()
    assert consent.revoked_on is None


def test_the_public_face_is_what_was_agreed_to_and_nothing_else(koryakina):
    assert koryakina.public_face(TODAY) is None
    day = datetime.date(2026, 1, 12)
    for kind, value, visibility in (
        ("phone", "8 800 111-11-11", "public"),
        ("email", "public@example.org", "public"),
        ("email", "staff@example.org", "staff"),
        ("address", "ул. Заречная, 1", "public"),
    ):
        PersonContact.objects.create(person=koryakina, kind=kind, value=value, visibility=visibility)
    DataConsent.objects.create(person=koryakina, scope="email", granted_on=day, document="папка")
    assert Person.objects.get(pk=koryakina.pk).public_face(TODAY) is None

    DataConsent.objects.create(person=koryakina, scope="name", granted_on=day, document="папка")
    DataConsent.objects.create(person=koryakina, scope="phone", granted_on=day, revoked_on=TODAY, document="папка")
    face = Person.objects.get(pk=koryakina.pk).public_face(TODAY)
    assert face.name == "Корякина Ирина Васильевна"
    assert face.contacts == [("email", "public@example.org")]
    assert Person.objects.get(pk=koryakina.pk).public_face(day - datetime.timedelta(days=1)) is None


def test_public_faces_of_many_people_cost_as_much_as_of_one(koryakina, organisation):
    for number in range(20):
        person = Person.objects.create(surname=f"Иванов{number}", organisation=organisation)
        DataConsent.objects.create(person=person, scope="name", granted_on=TODAY, document="папка")
    with CaptureQueriesContext(connection) as queries:
        faces = [person.public_face(TODAY) for person in Person.objects.with_public_face()]
    assert sum(face is not None for face in faces) == 20
    assert len(queries) == 3


def test_a_person_somebody_needs_is_not_deleted(as_administrator, koryakina, organisation):
    Post.objects.create(person=koryakina, organisation=organisation, duty="chair")
    url = reverse("person:delete", args=[koryakina.pk])
    text = text_of(as_administrator.post(url, follow=True))
    assert Person.objects.filter(pk=koryakina.pk).exists()
    assert "Ответственные" in text or "responsible" in text.lower()
