"""The house around the acts: home, news, pages, demo."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import NewsPage, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_news(council):
    def make(number=1, **fields):
        values = {"title": f"Новость {number}", "slug": f"news-{number}", "published_on": datetime.date(2026, 11, 1)}
        return council.news.add_child(instance=NewsPage(**{**values, **fields}))

    return make


def test_the_home_page_shows_the_latest_decisions_and_news(client, council, make_registered_act, make_news):
    make_registered_act()
    make_news()
    text = client.get("/").content.decode()
    assert "Об общественном контроле за охраной труда" in text.replace("\u00a0", " ")
    assert "Новость 1" in text.replace("\u00a0", " ")


def test_an_empty_house_opens_too(client, council):
    for url in ("/", council.acts.url, council.news.url, "/search/"):
        assert client.get(url).status_code == 200


def test_the_news_list_costs_the_same_for_one_and_for_twelve(client, council, make_news):
    make_news(1)
    client.get(council.news.url)
    with CaptureQueriesContext(connection) as one:
        client.get(council.news.url)
    for number in range(2, 13):
        make_news(number)
    with CaptureQueriesContext(connection) as twelve:
        client.get(council.news.url)
    assert len(one) == len(twelve)


def test_an_ordinary_page_shows_its_blocks(client, council):
    page = council.home.add_child(
        instance=StandardPage(title="О нас", slug="o-nas", body=[("quote", {"text": "Слово", "source": "Устав"})])
    )
    assert "Слово" in client.get(page.url).content.decode()


def test_a_missing_page_is_answered_in_russian(client, council):
    answer = client.get("/нет-такой/")
    assert answer.status_code == 404
    assert "страниц" in answer.content.decode().lower()
