"""Days, terms and choices: what was adopted then, what is due then, and what a search is narrowed by."""

import datetime

import pytest
from django.urls import reverse

from registry.models import Organisation
from resolutions.models import Relation
from search.finding import finding

pytestmark = pytest.mark.django_db

DUE = {"label": "2", "level": "1", "item_class": "instruction", "addressees": ""}


def point(text, deadline):
    return ("item", {**DUE, "text": text, "deadline": deadline})


@pytest.fixture
def acts(publish_act):
    publish_act("Об отчётах", number="1-1", adopted_on=datetime.date(2026, 2, 2), items=[
        point("Принять к сведению.", ""), point("Сдать отчёты до 25 декабря 2026 года.", "до 25 декабря 2026 года"),
    ])  # fmt: skip
    publish_act("О бюджете", number="1-2", adopted_on=datetime.date(2021, 12, 20), text="Утвердить бюджет.")
    publish_act("О планах", number="1-3", adopted_on=datetime.date(2026, 2, 2), items=[
        point("Отчитываться ежеквартально.", "март, июнь, сентябрь, декабрь 2026")
    ])  # fmt: skip


@pytest.mark.parametrize("asked", ["срок в декабре", "всё, что надо сделать в декабре", "everything due in December"])
def test_everything_due_in_december_is_found_and_leads_to_its_point(search, acts, asked):
    hits = search(asked).context["results"].object_list
    assert {hit.title for hit in hits} == {"Об отчётах", "О планах"}
    assert next(hit for hit in hits if hit.title == "Об отчётах").fragments[0].url.endswith("#p-2")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("20 декабря 2021", ["О бюджете"]),
        ("20.12.2021", ["О бюджете"]),
        ("декабрь 2021", ["О бюджете"]),
        ("2021-12-20", ["О бюджете"]),
        ("25 декабря 2026 г.", ["Об отчётах"]),
        ("срок июнь 2026", ["О планах"]),
        ("31 февраля 2021", []),
    ],
)
def test_a_day_finds_what_was_adopted_or_is_due_then(titles, acts, asked, found):
    assert titles(asked) == found


def test_a_search_is_narrowed_by_body_and_year_with_counts(search, titles, acts, council, body):
    facets = {
        facet["name"]: facet["choices"]
        for facet in search("принять утвердить сдать отчитываться бюджет").context["facets"]
    }
    assert facets == {}
    context = search("отчёт бюджет план о об", literal="1").context
    assert context["total"] == 0
    years = search("совет").context["facets"][0]["choices"]
    assert [(choice["name"], choice["count"]) for choice in years] == [("2026", 2), ("2021", 1)]
    assert titles("совет", year="2021") == ["О бюджете"]
    assert titles("совет", body=str(body.pk), year="2026", order="old") != []
    chosen = search("совет", year="2021").context["chosen"]
    assert chosen[0]["url"] == "?q=%D1%81%D0%BE%D0%B2%D0%B5%D1%82"


def test_an_act_no_longer_in_force_says_so_and_can_be_left_out(
    search, titles, publish_act, make_registered_act, indexed
):
    old = make_registered_act(heading="О старом порядке", number="2-1")
    new = make_registered_act(heading="О новом порядке", number="2-2", adopted_on=datetime.date(2026, 5, 5))
    with indexed():
        Relation.objects.create(
            act=new, target=old, kind=Relation.Kind.REPEALS, effective_from=datetime.date(2026, 5, 5)
        )
    hits = {hit.title: hit.force for hit in search("порядок").context["results"]}
    assert hits == {"О старом порядке": "ended", "О новом порядке": ""}
    assert titles("порядок", force="in_force") == ["О новом порядке"]
    assert titles("порядок", force="ended") == ["О старом порядке"]


def test_a_search_is_narrowed_to_what_concerns_an_organisation(titles, acts, organisation):
    assert len(titles("совет", organisation=str(organisation.pk))) == 3
    assert titles("совет", organisation="999999") == []


def test_the_organisations_of_the_finds_are_offered_with_their_counts(
    search, titles, acts, publish_act, organisation, monkeypatch
):
    other = Organisation.objects.create(name="Лесной союз", short_name="Лесной союз")
    publish_act("О лесе", number="1-4", issuer=other)

    def offered(**chosen):
        rows = [row for facet in search("совет", **chosen).context["facets"] for row in facet["choices"]]
        return {row["code"]: row["count"] for row in rows if row["name"] in ("Лесной союз", str(organisation))}

    assert offered() == {organisation.pk: 3, other.pk: 1}
    # Whatever is chosen, the others stay to choose from, and other choices stand.
    assert offered(organisation=str(other.pk)) == {organisation.pk: 3, other.pk: 1}
    assert offered(year="2026") == {organisation.pk: 2, other.pk: 1}
    assert titles("совет", organisation=str(other.pk)) == ["О лесе"]
    told = search("совет", path="/api/v1/search/").json()["facets"]["organisation"]
    assert told == [{"value": organisation.pk, "count": 3}, {"value": other.pk, "count": 1}]
    # Of more finds than can be read in a moment none is counted: the reader chooses something else first.
    monkeypatch.setattr(finding, "COUNTED", 3)
    assert offered() == {}
    assert offered(year="2021") == {}


def test_the_page_of_a_search_offers_letters_and_feeds(search, acts):
    text = search("бюджет", year="2021").text
    assert f"{reverse('search_atom')}?q=" in text
    assert "year=2021" in text
    assert reverse("search_alert") in text
