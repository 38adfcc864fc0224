"""The organisations of a council as everybody sees them: a list with a search, and a card of each."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.models import (
    Contact,
    DataConsent,
    Duty,
    InformationResource,
    Organisation,
    OrganisationContact,
    OrganisationCount,
    OrganisationKind,
    OrganisationPaper,
    PartyAlias,
    Person,
    PersonContact,
    Post,
    Visibility,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(council):
    return council.organisations


@pytest.fixture
def make_organisation(organisation):
    def make(name, kind=OrganisationKind.MEMBER, **fields):
        return Organisation.objects.create(name=name, kind=kind, **{"superior": organisation, **fields})

    return make


@pytest.fixture
def forest(make_organisation):
    return make_organisation(
        "Заречная областная организация профсоюза работников леса", short_name="Облпрофлес", place="г. Заречный"
    )


@pytest.fixture
def put_in_charge(forest):
    def put(surname, duty=Duty.CHAIR, title="", consents=(), **fields):
        person = Person.objects.create(surname=surname, given_name="Анна", patronymic="Львовна", organisation=forest)
        for scope in consents:
            DataConsent.objects.create(
                person=person, scope=scope, granted_on=datetime.date(2026, 1, 1), document="согласие"
            )
        Post.objects.create(organisation=forest, person=person, duty=duty, title=title, **fields)
        return person

    return put


def text_of(client, url, **parameters):
    answer = client.get(url, parameters)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def card_of(client, listing, organisation):
    return text_of(client, listing.card_url(organisation))


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def names(client, listing, **parameters):
    return [one.name for one in client.get(listing.url, parameters).context["organisations"]]


def test_the_list_shows_the_unions_below_the_council_by_level_and_name(client, listing, make_organisation):
    make_organisation("Первичка завода", OrganisationKind.PRIMARY)
    make_organisation("Яблочная организация")
    make_organisation("Азовская организация")
    make_organisation("Отдел охраны труда", OrganisationKind.DEPARTMENT)
    make_organisation("Закрытая организация", closed_on=datetime.date(2020, 1, 1))
    Organisation.objects.create(name="Чужая организация")
    assert names(client, listing) == ["Азовская организация", "Яблочная организация", "Первичка завода"]


def test_an_organisation_that_closes_tomorrow_is_still_shown(client, listing, make_organisation):
    make_organisation("Ещё работает", closed_on=datetime.date.today() + datetime.timedelta(days=3))
    assert names(client, listing) == ["Ещё работает"]


def test_the_list_is_narrowed_to_a_kind_with_counts(client, listing, make_organisation):
    make_organisation("Членская")
    make_organisation("Первая", OrganisationKind.PRIMARY)
    make_organisation("Вторая", OrganisationKind.PRIMARY)
    context = client.get(listing.url).context
    assert [(kind["name"], kind["count"]) for kind in context["kinds"]] == [
        (context["kinds"][0]["name"], 1),
        (context["kinds"][1]["name"], 2),
    ]
    assert names(client, listing, kind="primary") == ["Вторая", "Первая"]
    assert len(names(client, listing, kind="nonsense")) == 3


@pytest.mark.parametrize(
    "words",
    ["Облпрофлес", "профлес", "работник леса", "РАБОТНИКОВ ЛЕСА", "заречная", "леспроф", "Обл проф", "облпрофлеса"],
)
def test_an_organisation_is_found_by_word_forms_parts_short_name_and_alias(
    client, listing, forest, make_organisation, words
):
    make_organisation("Городская организация учителей")
    PartyAlias.objects.create(party=forest, name="Леспроф")
    assert names(client, listing, q=words) == [forest.name]


def test_a_name_nobody_bears_is_answered_in_words(client, listing, forest):
    text = text_of(client, listing.url, q="Марсианская")
    assert "«Марсианская»" in text or "“Марсианская”" in text


@pytest.mark.parametrize(
    "query", ["q=%22", "q=%00", "q=(", "q=*", "q=" + "а" * 500, "page=zzz", "page=0", "kind=x", "q=+"]
)
def test_a_nonsense_question_still_gives_a_page(client, listing, forest, query):
    assert client.get(f"{listing.url}?{query}").status_code == 200


def test_the_list_costs_the_same_for_one_and_for_twenty(client, listing, make_organisation):
    make_organisation("Организация 0")
    one = queries_of(client, listing.url)
    searched = queries_of(client, listing.url + "?q=Организация")
    for number in range(1, 21):
        make_organisation(f"Организация {number}")
    cache.clear()
    assert queries_of(client, listing.url) == one <= 15
    assert queries_of(client, listing.url + "?q=Организация") == searched <= 15


def test_long_lists_are_turned_page_by_page(client, listing, make_organisation):
    for number in range(51):
        make_organisation(f"Организация {number:02}")
    assert len(names(client, listing)) == 50
    assert names(client, listing, page=2) == ["Организация 50"]


def test_a_card_tells_what_is_public(client, listing, forest, make_organisation):
    forest.about = "Объединяет лесозаготовителей области."
    forest.save()
    OrganisationContact.objects.create(
        organisation=forest, kind=Contact.Kind.EMAIL, value="les@example.org", visibility=Visibility.PUBLIC
    )
    OrganisationContact.objects.create(
        organisation=forest, kind=Contact.Kind.PHONE, value="8 (900) 111-22-33", visibility=Visibility.PUBLIC
    )
    OrganisationContact.objects.create(
        organisation=forest, kind=Contact.Kind.PHONE, value="777-77-77", visibility=Visibility.STAFF
    )
    OrganisationContact.objects.create(
        organisation=forest, kind=Contact.Kind.PHONE, value="555-55-55", visibility=Visibility.ORGANISATIONS
    )
    InformationResource.objects.create(organisation=forest, kind="site", url="https://les.example.org/")
    InformationResource.objects.create(
        organisation=forest, kind="vk", url="https://old.example.org/", closed_on=datetime.date(2020, 1, 1)
    )
    OrganisationCount.objects.create(organisation=forest, counted_on=datetime.date(2025, 1, 1), members=7000)
    OrganisationCount.objects.create(
        organisation=forest, counted_on=datetime.date(2026, 1, 1), members=6412, primaries=34
    )
    OrganisationPaper.objects.create(
        organisation=forest, kind="programme", title="Программа «Лес»", link="https://les.example.org/p.pdf"
    )
    OrganisationPaper.objects.create(organisation=forest, kind="concept", title="Без ссылки")
    make_organisation("Первичка леспромхоза", OrganisationKind.PRIMARY, superior=forest)
    text = card_of(client, listing, forest)
    for shown in (
        "Заречная областная организация профсоюза работников леса",
        "Облпрофлес",
        "Объединяет лесозаготовителей",
        'href="mailto:les@example.org"',
        'href="tel:89001112233"',
        "https://les.example.org/",
        "6 412",
        "1 января 2026",
        "34",
        "Программа «Лес»",
        "Первичка леспромхоза",
    ):
        assert shown in text, shown
    for hidden in ("777-77-77", "555-55-55", "old.example.org", "7 000", "Без ссылки"):
        assert hidden not in text, hidden


def test_a_card_shows_its_place_in_the_tree(client, listing, organisation, forest, make_organisation):
    plant = make_organisation("Первичка завода", OrganisationKind.PRIMARY, superior=forest)
    text = card_of(client, listing, plant)
    assert f'href="{listing.card_url(forest)}"' in text
    assert f'href="{listing.card_url(organisation)}"' in text
    assert f'href="{listing.card_url(plant)}"' in card_of(client, listing, forest)


def test_a_leader_is_named_only_with_consent(client, listing, put_in_charge):
    put_in_charge("Валишина", consents=["name"], title="Председатель Облпрофлеса")
    put_in_charge("Скрытная", Duty.DEPUTY, title="Заместитель по Скрытным делам")
    put_in_charge("Самохина", Duty.INFORMATION, consents=["name"])
    put_in_charge("Кассова", Duty.FINANCE, consents=["name"])
    put_in_charge("Бывшая", Duty.DEPUTY, consents=["name"], until=datetime.date(2020, 1, 1))
    forest = Organisation.objects.get(short_name="Облпрофлес")
    answer = client.get(listing.card_url(forest))
    text = answer.content.decode()
    assert [bool(leader.name) for leader in answer.context["leaders"]] == [True, False, True]
    assert "Председатель Облпрофлеса" in text.replace("\u00a0", " ")
    assert "Валишина" in text
    assert "Самохина" in text
    for hidden in ("Скрытн", "Кассова", "Бывшая"):
        assert hidden not in text


def test_a_consent_taken_back_takes_the_name_away(client, listing, forest, put_in_charge):
    chair = put_in_charge("Валишина", consents=["name"])
    chair.consents.update(revoked_on=datetime.date(2026, 2, 1))
    assert "Валишина" not in card_of(client, listing, forest)


def test_a_telephone_of_a_leader_needs_its_own_consent_and_the_mark_of_everybody(
    client, listing, forest, put_in_charge
):
    chair = put_in_charge("Валишина", consents=["name", "phone"])
    for value, visibility in (("111-11-11", Visibility.PUBLIC), ("222-22-22", Visibility.STAFF)):
        PersonContact.objects.create(person=chair, kind=Contact.Kind.PHONE, value=value, visibility=visibility)
    PersonContact.objects.create(
        person=chair, kind=Contact.Kind.EMAIL, value="chair@example.org", visibility=Visibility.PUBLIC
    )
    text = card_of(client, listing, forest)
    assert "111-11-11" in text
    assert "222-22-22" not in text
    assert "chair@example.org" not in text


def test_the_acts_of_an_organisation_stand_on_its_card(client, listing, organisation, make_registered_act, make_act):
    act = make_registered_act()
    make_act(number="6-4", heading="О ненаписанном")
    text = card_of(client, listing, organisation)
    assert act.url in text
    assert "О ненаписанном" not in text


@pytest.mark.parametrize("kind", [OrganisationKind.DEPARTMENT, OrganisationKind.EXTERNAL, OrganisationKind.COMMISSION])
def test_what_is_no_union_has_no_card(client, listing, make_organisation, kind):
    assert client.get(listing.card_url(make_organisation("Не союз", kind))).status_code == 404


def test_strangers_and_closed_organisations_have_no_card(client, listing, make_organisation):
    stranger = Organisation.objects.create(name="Чужая")
    closed = make_organisation("Закрытая", closed_on=datetime.date(2020, 1, 1))
    for one in (stranger, closed):
        assert client.get(listing.card_url(one)).status_code == 404
    for nonsense in ("0", "999999999999", "9999999999999999999", "x", "1/2", "-1"):
        assert client.get(f"{listing.url}{nonsense}/").status_code == 404


def test_a_full_card_costs_few_queries_and_as_many_as_a_poor_one(
    client, listing, forest, make_organisation, put_in_charge
):
    def fill(number):
        make_organisation(f"Первичка {number}", OrganisationKind.PRIMARY, superior=forest)
        person = put_in_charge(f"Фамилия{number}", Duty.DEPUTY, title=str(number), consents=["name", "phone"])
        PersonContact.objects.create(person=person, kind="phone", value="111-11-11", visibility=Visibility.PUBLIC)
        OrganisationContact.objects.create(organisation=forest, kind="address", value=f"дом {number}")
        InformationResource.objects.create(organisation=forest, kind="vk", url=f"https://example.org/{number}")
        OrganisationPaper.objects.create(organisation=forest, kind="other", link=f"https://example.org/{number}")
        OrganisationCount.objects.create(
            organisation=forest, counted_on=datetime.date(2026, 1, 1) + datetime.timedelta(days=number), members=number
        )

    fill(0)
    once = queries_of(client, listing.card_url(forest))
    for number in range(1, 21):
        fill(number)
    assert queries_of(client, listing.card_url(forest)) == once <= 26


def test_the_english_interface_keeps_its_address(client, listing, forest):
    card = f"/en{listing.url}{forest.pk}/"
    assert f'href="{card}"' in text_of(client, f"/en{listing.url}")
    assert client.get(card).status_code == 200


def test_the_site_search_finds_an_organisation_and_leads_to_its_card(client, listing, forest, make_organisation):
    PartyAlias.objects.create(party=forest, name="Леспроф")
    stranger = Organisation.objects.create(name="Марсианский облпрофлес")
    call_command("rebuild_search", verbosity=0)
    for words in ("облпрофлес", "работники леса", "Леспроф"):
        answer = client.get("/search/", {"q": words})
        assert [hit.url for hit in answer.context["results"]] == [listing.card_url(forest)], words
        assert answer.context["total"] == 1
        assert "Ничего" not in answer.content.decode()
    only = client.get("/search/", {"q": "облпрофлес", "kind": "organisation"})
    assert [hit.title for hit in only.context["results"]] == [forest.name]
    answer = client.get("/search/", {"q": "Марсианский"})
    assert stranger.name not in answer.content.decode().split("<main")[0]
    assert answer.context["total"] == 0


def test_the_search_costs_the_same_for_one_organisation_and_for_twenty(client, listing, make_organisation):
    make_organisation("Лесная организация 0")
    call_command("rebuild_search", verbosity=0)
    url = "/search/?q=%D0%BB%D0%B5%D1%81%D0%BD%D0%B0%D1%8F"  # лесная
    once, alone = queries_of(client, url), queries_of(client, f"{url}&kind=organisation")
    for number in range(1, 21):
        make_organisation(f"Лесная организация {number}")
    call_command("rebuild_search", verbosity=0)
    assert client.get(url).context["total"] == 21
    assert queries_of(client, url) == once <= 20
    assert queries_of(client, f"{url}&kind=organisation") == alone <= 20


def test_the_sitemap_names_the_cards(client, listing, forest):
    closed = Organisation.objects.create(name="Закрытая", superior=forest, closed_on=datetime.date(2020, 1, 1))
    text = client.get("/sitemap-pages.xml").content.decode()
    assert f"{listing.card_url(forest)}</loc>" in text
    assert f"/{closed.pk}/</loc>" not in text


def test_an_unpublished_list_hides_the_cards_too(client, listing, forest):
    url = listing.card_url(forest)
    listing.unpublish()
    assert client.get(url).status_code == 404
    assert client.get("/search/", {"q": "облпрофлес"}).context["total"] == 0
    assert url not in client.get("/sitemap-pages.xml").content.decode()


def test_nothing_on_the_pages_is_inline(client, listing, forest):
    for url in (listing.url, listing.card_url(forest)):
        text = client.get(url).content.decode()
        assert "<style" not in text
        assert " style=" not in text
        # Blocks of data are never executed; nothing else may stand in the page itself.
        assert not re.search(r'<script(?! type="application/ld\+json"| src=")', text)
