"""Ordinary pages, pictures and people of a small council."""

import datetime
import io
import itertools
import re

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image

from home.models import StandardPage
from registry.models import DataConsent, Person


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def picture(db):
    """A small picture of the library."""
    cache.clear()  # Wagtail keeps renditions there, those of tests before this one, too
    drawn = io.BytesIO()
    Picture.new("RGB", (60, 40), "#2f5148").save(drawn, "PNG")
    return Image.objects.create(title="Завод", file=ContentFile(drawn.getvalue(), "zavod.png"))


@pytest.fixture
def document(db):
    """Makes a file of the library."""

    def make(name="blank.pdf"):
        return Document.objects.create(title="Бланк", file=ContentFile(b"%PDF-1.4", name))

    return make


@pytest.fixture
def person(organisation):
    """Makes a person who agreed to these kinds of data being shown."""

    def make(surname, *scopes):
        someone = Person.objects.create(surname=surname, given_name="Анна", organisation=organisation)
        for scope in scopes:
            DataConsent.objects.create(
                person=someone, scope=scope, granted_on=datetime.date(2026, 1, 1), document="согласие"
            )
        return someone

    return make


@pytest.fixture
def make_page(council):
    """Publishes an ordinary page with these blocks."""

    def make(title="О нас", *blocks, under=None, **fields):
        slug = fields.pop("slug", f"page-{StandardPage.objects.count()}")
        return (under or council.home).add_child(
            instance=StandardPage(title=title, slug=slug, body=list(blocks), **fields)
        )

    return make


@pytest.fixture
def read(client):
    """What a reader gets at the address, with ordinary spaces."""

    def get(address, **cookies):
        for name, value in cookies.items():
            client.cookies[name] = value
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")

    return get


INLINE = re.compile(
    r"""<style|\sstyle=["']|<script(?![^>]*(\ssrc=|application/ld\+json))|\son[a-z]+=["']|javascript:""", re.IGNORECASE
)


def headings(html):
    return [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]


def assert_orderly(html):
    """One first heading, no level left out, nothing inline."""
    levels = headings(html)
    assert levels.count(1) == 1, levels
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), levels
    assert not INLINE.search(html), INLINE.search(html)
