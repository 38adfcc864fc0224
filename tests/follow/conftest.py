"""A council with acts, news, events and meetings anybody may read."""

import datetime

import pytest
from anyascii import anyascii
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import slugify

from home.models import EventPage, EventsPage, NewsPage, RubricPage
from home.opening import open_section
from resolutions.models import ResolutionPage
from tests.decisions.conftest import adopted, make_meeting, member, on_control, published  # noqa: F401

DAY = datetime.date(2026, 4, 20)


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def put():
    """Publishes a page under its parent."""

    def make(parent, model, title, **fields):
        moment = fields.pop("first_published_at", timezone.now())
        page = model(title=title, slug=slugify(anyascii(title))[:80], **fields)
        page.first_published_at = page.last_published_at = moment
        return parent.add_child(instance=page)

    return make


@pytest.fixture
def rubric(council, put):
    return put(council.news, RubricPage, "Охрана труда")


@pytest.fixture
def make_news(council, put):
    return lambda title="Обучены уполномоченные", **fields: put(
        council.news, NewsPage, title, **{"published_on": DAY, "lead": "Коротко о главном.", **fields}
    )


@pytest.fixture
def make_event(council, put):
    def make(title="Семинар уполномоченных", **fields):
        listing = EventsPage.objects.child_of(council.home).first() or open_section(council.home, EventsPage)
        listing.save_revision().publish()
        starts = timezone.now() + datetime.timedelta(days=10)
        values = {"starts_at": starts, "ends_at": starts + datetime.timedelta(hours=3), "place": "г. Заречный, зал 2"}
        return put(listing, EventPage, title, **{**values, **fields})

    return make


@pytest.fixture
def cost(client):
    """How many questions an answer asks of the database of a reader who has been here before."""

    def count(url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(url)
            assert answer.status_code == 200, answer.status_code
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        return len(queries)

    return count


@pytest.fixture
def publish_now(published):  # noqa: F811
    """Publishes an act at this very moment."""

    def make(number, **fields):
        act = published(number, **fields)
        ResolutionPage.objects.filter(pk=act.pk).order_by().update(first_published_at=timezone.now())
        return act

    return make
