"""Kept answers are for strangers only, spelt one way, packed, and asked about again."""

import gzip

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.test import Client

from cms.caching import clock
from cms.caching.facts import page_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def act(make_registered_act):
    return make_registered_act(number="6-1")


def kept():
    return len(caches["pages"]._cache)


def test_whoever_has_logged_in_neither_gets_nor_fills_what_is_kept(act, author):
    member = Client()
    member.force_login(author)
    for _time in range(3):
        answer = member.get(act.url)
        assert "Cache-Status" not in answer.headers
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert kept() == 0
    Client().get(act.url)
    Client().get(act.url)
    assert "Cache-Status" not in member.get(act.url).headers


def test_a_form_with_a_token_is_never_kept(stranger):
    for _time in range(3):
        stranger.get("/accounts/login/")
    assert kept() == 0


def test_a_page_that_is_not_there_is_never_kept(stranger):
    for number in range(3):
        assert stranger.get(f"/nowhere/{number}/").status_code == 404
    assert kept() == 0


def test_the_browser_asks_again_and_learns_that_nothing_has_changed(stranger, act):
    first = stranger.ask(act.url)
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.headers["Vary"] == "Accept-Encoding"
    again = stranger.get(act.url, headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert stranger.get(act.url, headers={"if-modified-since": first.headers["Last-Modified"]}).status_code == 304
    assert stranger.get(act.url, headers={"if-none-match": '"another"'}).status_code == 200
    head = stranger.head(act.url)
    assert head.headers["ETag"] == first.headers["ETag"]


def test_the_kept_answer_is_the_drawn_one_in_every_packing(stranger, act):
    drawn = stranger.ask(act.url)
    plain = stranger.ask(act.url)
    assert plain.content == drawn.content
    assert plain.headers["Content-Security-Policy"] == drawn.headers["Content-Security-Policy"]
    for accepted, unpack in (("gzip, deflate, br", brotli.decompress), ("gzip;q=1.0, br;q=0", gzip.decompress)):
        packed = stranger.ask(act.url, headers={"accept-encoding": accepted})
        assert len(packed.content) < len(drawn.content) / 2
        assert unpack(packed.content) == drawn.content


def test_every_look_of_the_site_is_kept_by_itself(act):
    large = Client()
    large.cookies["view"] = "z2c1"
    Client().get(act.url)
    answer = large.get(act.url)
    assert "hit" not in answer.headers["Cache-Status"]
    assert b'data-size="2"' in answer.content
    assert b'data-size="2"' not in Client().get(act.url).content
    odd = Client()
    odd.cookies["view"] = "nonsense"
    assert "hit" in odd.get(act.url).headers["Cache-Status"]


def test_languages_do_not_mix(stranger, act):
    stranger.keep(act.url)
    assert 'lang="en"' in stranger.text(f"/en{act.url}")
    assert 'lang="ru"' in stranger.text(act.url)


def test_traces_of_an_advertisement_change_nothing(stranger, act):
    stranger.keep(act.url)
    answer = stranger.ask(f"{act.url}?utm_source=mail&fbclid=abc")
    assert "hit" in answer.headers["Cache-Status"]
    assert b"utm_source" not in answer.content


def test_a_storm_of_invented_parameters_fills_nothing(stranger, council, act):
    for number in range(12):
        stranger.ask(f"{council.acts.url}?x{number}=1")
        stranger.ask(f"{council.acts.url}?page={number}")
        stranger.ask(f"{council.acts.url}?year={1900 + number}&{'q=' + 'a' * 500}")
    assert kept() == 0
    stranger.keep(f"{council.acts.url}?year=2026")
    assert kept() == 1


def test_parameters_in_another_order_are_the_same_question(stranger, council, act):
    stranger.keep(f"{council.acts.url}?kind=resolution&year=2026")
    assert stranger.was_kept(f"{council.acts.url}?year=2026&kind=resolution")


def test_what_changes_while_it_is_drawn_is_not_kept(stranger, act, monkeypatch):
    from resolutions.models import ResolutionPage

    serve = ResolutionPage.get_context

    def and_meanwhile(self, request, *args, **kwargs):
        context = serve(self, request, *args, **kwargs)
        clock.turn([page_fact(self.pk)])
        return context

    monkeypatch.setattr(ResolutionPage, "get_context", and_meanwhile)
    stranger.ask(act.url)
    assert kept() == 0


def test_a_change_made_by_another_process_is_seen_by_this_one(stranger, act):
    stranger.keep(act.url)
    clock.turn([page_fact(act.pk)])
    assert not stranger.was_kept(act.url)


def test_a_kept_answer_costs_one_query(stranger, act, django_assert_num_queries):
    stranger.keep(act.url)
    with django_assert_num_queries(1):
        stranger.ask(act.url)


def test_a_cache_that_fails_costs_no_page(stranger, act, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionError("Redis is away")

    monkeypatch.setattr(caches["pages"], "get", fail)
    monkeypatch.setattr(caches["pages"], "set", fail)
    assert "Об общественном контроле" in stranger.text(act.url).replace("\u00a0", " ")


def test_accounts_exist_only_where_one_logs_in(act):
    """A forged session cookie is somebody who may be known: drawn for him, kept for nobody."""
    forged = Client()
    forged.cookies["sessionid"] = "forged"
    forged.get(act.url)
    assert kept() == 0
    assert not get_user_model().objects.filter(username="forged").exists()
