"""The same search as data, as suggestions and as feeds."""

import datetime

import pytest
from django.urls import reverse
from lxml import etree

from home.council import set_up_council
from registry.models import Organisation

pytestmark = pytest.mark.django_db

DATA = "/api/v1/search/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def papers(publish_act, publish_news):
    publish_act("О спартакиаде", text="Провести спартакиаду до 1 декабря 2026 года.", number="7-2")
    publish_news("Спартакиада прошла", text="Победила <b>команда</b> завода.")


def test_data_say_what_the_page_says_best_first(search, papers):
    answer = search("спартакиаду", path=DATA).json()
    assert (answer["count"], answer["page"], answer["pages"], answer["next"]) == (2, 1, 1, None)
    assert {row["kind"] for row in answer["results"]} == {"resolution", "news"}
    scores = [row["score"] for row in answer["results"]]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[0] <= 1
    act = next(row for row in answer["results"] if row["kind"] == "resolution")
    assert (act["number"], act["date"], act["title"]) == ("7-2", "2026-04-16", "О спартакиаде")
    assert act["address"].startswith("http://testserver/")
    assert act["fragments"][0]["address"].endswith("#p1")
    assert act["fragment"] == "Провести спартакиаду до 1 декабря 2026 года."
    assert {"value": "news", "count": 1} in answer["facets"]["kind"]


def test_data_of_a_number_put_its_act_first_with_the_full_score(search, papers):
    assert search("№ 7 – 2", path=DATA).json()["results"][0]["score"] == 1


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"q": "x" * 1_001}, 400),
        ({"q": "спартакиада", "page": "x"}, 400),
        ({"q": "спартакиада", "page": "2"}, 404),
        ({"q": "спартакиада", "year": "позавчера"}, 400),
        ({"q": "спартакиада", "force": "sometimes"}, 400),
        ({"q": ""}, 200),
        ({}, 200),
    ],
)
def test_wrong_requests_for_data_are_told_so(client, papers, asked, status):
    response = client.get(DATA, asked)
    assert response.status_code == status
    assert ("error" in response.json()) is (status != 200)


def test_a_corrected_slip_is_told(search, papers):
    answer = search("спортакиада", path=DATA).json()
    assert answer["corrected"]
    assert answer["count"] == 2
    assert search("спортакиада", path=DATA, literal="1").json()["count"] == 0


def test_data_cost_as_many_queries_for_twenty_as_for_one(
    search, publish_news, django_assert_num_queries, django_assert_max_num_queries
):
    publish_news("Спартакиада 0")
    search("спартакиада", path=DATA)
    with django_assert_max_num_queries(14) as counted:
        search("спартакиада", path=DATA)
    for number in range(1, 20):
        publish_news(f"Спартакиада {number}")
    with django_assert_num_queries(len(counted)):
        assert len(search("спартакиада", path=DATA).json()["results"]) == 20


@pytest.mark.parametrize("typed", ["спарт", "спартакиад", "7-", "7-2", "о спар"])
def test_titles_are_suggested_while_a_question_is_typed(search, papers, typed):
    suggestions = search(typed, path=reverse("search_suggest")).json()["suggestions"]
    assert "О спартакиаде" in [one["title"] for one in suggestions]
    assert all(one["url"].startswith("/") and one["kind"] for one in suggestions)


@pytest.mark.parametrize("typed", ["", "с", "😀😀", "'", "*", "x" * 10_000, "%_"])
def test_whatever_is_typed_is_suggested_for(search, papers, typed):
    assert search(typed, path=reverse("search_suggest")).status_code == 200


def test_suggestions_are_of_this_council_only(search, papers, indexed):
    neighbour = set_up_council(Organisation.objects.create(name="Соседний союз"), slug="neighbour")
    with indexed():
        foreign = type(neighbour.home)(title="Чужие", slug="x")
        neighbour.home.add_child(instance=foreign)
    assert search("чуж", path=reverse("search_suggest")).json()["suggestions"] == []


@pytest.mark.parametrize("name", ["search_atom", "search_rss"])
def test_a_search_has_a_feed_of_its_newest_finds(search, papers, publish_news, name):
    publish_news("Старая спартакиада", published_on=datetime.date(2020, 1, 1))
    response = search("спартакиада", path=reverse(name))
    assert response.status_code == 200
    feed = etree.fromstring(response.content)
    titles = feed.findall(f"{ATOM}entry/{ATOM}title") or feed.findall("channel/item/title")
    assert [one.text for one in titles] == ["Спартакиада прошла", "№ 7-2. О спартакиаде", "Старая спартакиада"]
    assert search("", path=reverse(name)).status_code == 400
    assert search("ничегонет", path=reverse(name)).status_code == 200
    assert search("спартакиада", path=reverse(name), kind="news").text.count("спартакиаде") == 0
