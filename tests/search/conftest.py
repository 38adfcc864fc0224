"""A public site with acts, news and pages to be found, each indexed as soon as it is published."""

import datetime

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from home.models import NewsPage, StandardPage


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, as a server would: the index follows."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def search(client):
    """Asks the public search and returns its response."""

    def ask(query="", path=None, **parameters):
        return client.get(path or reverse("search"), {"q": query, **parameters})

    return ask


@pytest.fixture
def titles(search):
    """Asks the public search and returns the titles found, in their order."""

    def ask(query, **parameters):
        context = search(query, **parameters).context
        return [hit.title for hit in [*context["exact"], *context["results"]]]

    return ask


@pytest.fixture
def publish_act(make_act, indexed):
    """Makes an act anybody may read; registration is not what the search is about."""

    def publish(heading, text="Принять к сведению.", **fields):
        point = {
            "label": "1",
            "level": "1",
            "item_class": "instruction",
            "text": text,
            "addressees": "",
            "deadline": "",
        }
        values = {"heading": heading, "live": True, "preamble": "", "items": [("item", point)], **fields}
        with indexed():
            return make_act(**values)

    return publish


@pytest.fixture
def publish_news(council, indexed):
    def publish(title, text="Подробности позже.", **fields):
        values = {"published_on": datetime.date(2026, 5, 1), "body": [("paragraph", f"<p>{text}</p>")]}
        slug = f"news-{council.news.numchild}"
        with indexed():
            return council.news.add_child(instance=NewsPage(title=title, slug=slug, **{**values, **fields}))

    return publish


@pytest.fixture
def publish_page(council, indexed):
    def publish(title, text="Приходите.", **fields):
        body = [("paragraph", f"<p>{text}</p>")]
        slug = f"page-{council.home.numchild}"
        with indexed():
            return council.home.add_child(instance=StandardPage(title=title, slug=slug, body=body, **fields))

    return publish


@pytest.fixture
def picture(db):
    return lambda: get_image_model().objects.create(title="Снимок", file=get_test_image_file())
