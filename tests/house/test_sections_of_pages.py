"""Ordinary pages under ordinary pages: a section with its contents at the left."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.house.conftest import assert_orderly

pytestmark = pytest.mark.django_db


def test_a_section_opens_along_the_way_to_the_page(council, read, make_page):
    about = make_page("О союзе", lead="Кто мы и откуда")
    work = make_page("Работа", under=about)
    make_page("История", under=about)
    safety = make_page("Охрана труда", under=work)
    deep = make_page("Уполномоченные", under=safety)
    text = read(deep.url)
    assert_orderly(text)
    contents = text[text.index('class="way tree"') : text.index("</nav>", text.index('class="way tree"'))]
    for words in ("О союзе", "Работа", "История", "Охрана труда", "Уполномоченные"):
        assert words in contents
    assert contents.count('aria-current="page"') == 1
    closed = read(about.url)
    assert "Уполномоченные" not in closed
    assert "Кто мы и откуда" in closed


def test_a_page_alone_has_no_contents(council, read, make_page):
    assert 'class="way tree"' not in read(make_page("Контакты").url)


def test_closed_and_unpublished_pages_are_not_in_the_contents(council, read, make_page):
    about = make_page("О союзе")
    closed = make_page("Для своих", under=about)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    make_page("Черновик", under=about, live=False)
    make_page("История", under=about)
    text = read(about.url)
    assert "История" in text
    assert "Для своих" not in text
    assert "Черновик" not in text


def test_a_large_section_costs_what_a_small_one_costs(client, council, make_page):
    about = make_page("О союзе")
    make_page("Страница", under=about)
    client.get(about.url)
    with CaptureQueriesContext(connection) as one:
        client.get(about.url)
    for number in range(8):
        make_page(f"Страница {number}", under=about)
    with CaptureQueriesContext(connection) as nine:
        client.get(about.url)
    assert len(one) == len(nine)
