"""When something is wrong: the right status, a calm page, a way on, and no question to the database."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms import errors
from cms.appearance import COOKIE
from tests.house.conftest import assert_orderly

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda request: errors.bad_request(request, None), 400),
        (lambda request: errors.permission_denied(request, None), 403),
        (errors.form_not_trusted, 403),
        (errors.too_many_requests, 429),
        (errors.server_error, 500),
        (errors.unavailable, 503),
    ],
)
def test_a_page_that_stands_while_the_house_is_down(answer, status):
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = "z2"
    with CaptureQueriesContext(connection) as queries:
        page = answer(request)
    assert page.status_code == status
    text = page.content.decode()
    assert_orderly(text)
    assert f"№&nbsp;{status}" in text
    assert 'data-size="2"' in text
    assert len(queries) == 0
    assert page.has_header("Retry-After") == (status in (429, 503))


def test_a_form_without_its_token_is_answered_by_a_page_of_ours(client, council):
    answer = type(client)(enforce_csrf_checks=True).post("/follow/letters/", {"email": "reader@example.org"})
    assert answer.status_code == 403
    assert_orderly(answer.content.decode())
    assert "CSRF" not in answer.content.decode()


def test_the_way_home_stays_in_the_readers_language(client, council):
    answer = type(client)(enforce_csrf_checks=True).post("/en/follow/letters/", {"email": "reader@example.org"})
    assert 'href="/en/"' in answer.content.decode()


def test_a_mistyped_address_keeps_the_menu_and_the_search(client, council):
    answer = client.get("/нет-такой/")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert_orderly(text)
    assert council.news.url in text
    assert 'action="/search/"' in text


def test_a_page_taken_off_the_site_is_gone(client, council, make_page):
    page = make_page()
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    answer = client.get(page.url)
    assert answer.status_code == 410
    assert_orderly(answer.content.decode())


def test_nobody_learns_of_a_page_that_never_was_public(client, council, make_page):
    draft, closed = make_page("Черновик", live=False), make_page("Для своих")
    closed.save_revision().publish()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    closed.refresh_from_db()
    closed.unpublish()
    assert client.get(f"/{draft.slug}/").status_code == 404
    assert client.get(closed.url).status_code == 404


def test_the_proxy_gets_its_pages_as_files(tmp_path):
    call_command("write_error_pages", str(tmp_path), verbosity=0)
    for status in (400, 403, 429, 500, 503):
        assert f"№&nbsp;{status}" in (tmp_path / f"{status}.html").read_text(encoding="utf-8")
