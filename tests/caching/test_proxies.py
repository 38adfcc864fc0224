"""A proxy in front keeps what it is given, and is told to drop exactly that."""

import datetime

import pytest

from cms.caching import proxies
from cms.models import ProxiedAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def purged(settings, monkeypatch):
    """The keys the proxy was told to drop."""
    settings.PROXY_CACHES = ["http://proxy.test/"]
    told = []

    class Answer:
        status_code = 200

    def get(self, url, headers, timeout):
        told.append(headers["X-Cache-Key"].decode())
        return Answer()

    monkeypatch.setattr(proxies.requests.Session, "get", get)
    monkeypatch.setattr(proxies, "_purge_again", told.extend)
    return told


def through_proxy(stranger, url, look=""):
    return stranger.get(url, headers={"x-cache-key": f":{look}:http://testserver{url}"})


def test_the_proxy_drops_what_shows_the_published_act_and_nothing_else(stranger, council, make_registered_act, purged):
    other = make_registered_act(number="5-1", adopted_on=datetime.date(2026, 4, 1))
    for url in (council.acts.url, council.home.url, other.url):
        assert 0 < int(through_proxy(stranger, url).headers["X-Accel-Expires"]) <= 600
    purged.clear()
    make_registered_act(number="6-2")
    assert set(purged) == {f"::http://testserver{url}" for url in (council.acts.url, council.home.url)}
    # Once at once, and once more for an answer that was on its way.
    assert len(purged) >= 4


def test_the_proxy_keeps_no_odd_spelling_and_nothing_of_a_known_reader(
    stranger, council, make_registered_act, purged, author
):
    act = make_registered_act(number="6-1")
    for _time in range(3):
        assert "X-Accel-Expires" not in through_proxy(stranger, f"{act.url}?utm_source=mail").headers
        assert "X-Accel-Expires" not in through_proxy(stranger, f"{act.url}?x=1").headers
        assert "X-Accel-Expires" not in through_proxy(stranger, "/accounts/login/").headers
    stranger.force_login(author)
    assert "X-Accel-Expires" not in through_proxy(stranger, act.url).headers
    assert not ProxiedAnswer.objects.exists()


def test_a_search_is_kept_by_the_proxy_from_its_second_asking_on(stranger, council, make_registered_act, purged):
    make_registered_act(number="6-1")
    url = f"{council.acts.url}?year=2026"
    assert "X-Accel-Expires" not in through_proxy(stranger, url).headers
    assert "X-Accel-Expires" in through_proxy(stranger, url).headers


def test_a_proxy_that_is_away_stops_nobody(stranger, council, make_registered_act, settings, monkeypatch):
    def away(self, url, headers, timeout):
        raise proxies.requests.ConnectionError("away")

    settings.PROXY_CACHES = ["http://proxy.test/"]
    monkeypatch.setattr(proxies.requests.Session, "get", away)
    monkeypatch.setattr(proxies, "_purge_again", lambda keys: None)
    through_proxy(stranger, council.acts.url)
    assert make_registered_act(number="6-2").live
