"""An editor of the council, and pages made in one line."""

import datetime
import io

import pytest
from anyascii import anyascii
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Collection

from home.models import NewsPage, RubricPage
from home.opening import open_section
from registry.models import Role


@pytest.fixture(autouse=True)
def nobody_has_sent_anything():
    """The limit of forms an address may send is kept in the cache."""
    cache.clear()


def account(council, role, name):
    user = get_user_model().objects.create_user(name, password="secret")
    user.groups.add(council.group(role))
    return user


@pytest.fixture
def editor(council):
    return account(council, Role.EDITOR, "editor")


@pytest.fixture
def correspondent(council):
    return account(council, Role.CORRESPONDENT, "correspondent")


@pytest.fixture
def as_editor(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def section(council):
    """Opens a section of the site: section(EventsPage)."""
    return lambda model: open_section(council.home, model)


@pytest.fixture
def publish():
    """Puts a published page under its parent."""

    def put(parent, page):
        page.slug = page.slug or slugify(anyascii(page.title))
        return parent.add_child(instance=page)

    return put


@pytest.fixture
def make_news(council, publish):
    def make(title="Обучены уполномоченные", parent=None, **fields):
        values = {"published_on": datetime.date(2026, 10, 21), **fields}
        return publish(parent or council.news, NewsPage(title=title, **values))

    return make


@pytest.fixture
def rubric(council, publish):
    return publish(council.news, RubricPage(title="Охрана труда", slug="ohrana-truda"))


@pytest.fixture
def make_picture(council):
    def make(title="Цех", description="Станочник у станка"):
        stored = io.BytesIO()
        Picture.new("RGB", (60, 40), "#1f5a48").save(stored, "PNG")
        stored.seek(0)
        library = Collection.objects.get(name=str(council.home.organisation))
        return Image.objects.create(
            title=title, description=description, collection=library, file=ImageFile(stored, name=f"{title}.png")
        )

    return make


@pytest.fixture
def queries(client):
    """How many questions the database is asked for a page by a reader who has been here before."""

    def count(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return count


def moment(day, hour):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))
