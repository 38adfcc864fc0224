"""A council whose pages are kept for strangers, and a stranger who looks at them."""

import datetime

import pytest
from anyascii import anyascii
from django.core.cache import caches
from django.test import Client
from django.utils.text import slugify

from cms.caching.facts import Batch
from cms.caching.kept import forget_kept
from home.models import NewsPage


@pytest.fixture(autouse=True)
def kept_pages(settings):
    """Pages are kept, from an empty room on."""
    settings.PAGE_CACHE_SECONDS = 600
    caches["pages"].clear()
    Batch.forget()
    forget_kept()
    yield
    caches["pages"].clear()
    Batch.forget()
    forget_kept()


class Stranger(Client):
    """Somebody without an account, who may ask what became of his question."""

    def ask(self, url, **headers):
        response = self.get(url, **headers)
        assert response.status_code in (200, 304), f"{url}: {response.status_code}"
        return response

    def was_kept(self, url, **headers):
        return "hit" in self.ask(url, **headers).headers.get("Cache-Status", "")

    def keep(self, *urls):
        """Ask for the pages until they are kept."""
        for url in urls:
            for _attempt in range(3):
                self.ask(url)
            assert self.was_kept(url), f"{url} is not kept"

    def text(self, url):
        return self.ask(url).content.decode()


@pytest.fixture
def stranger(db):
    return Stranger()


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """Everything done within is committed, as far as those who wait for the commit know."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def make_news(council, commit):
    def make(title, **fields):
        values = {
            "slug": slugify(anyascii(title)),
            "published_on": datetime.date(2026, 4, 20),
            "lead": "Коротко о главном.",
        }
        with commit():
            return council.news.add_child(instance=NewsPage(title=title, **{**values, **fields}))

    return make
