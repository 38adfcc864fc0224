"""What readers of the site see of an act that others have changed."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resolutions.models import ResolutionPage
from tests.relations.conftest import change, repeal

pytestmark = pytest.mark.django_db


def text_of(client, url):
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode().replace("\u00a0", " ")


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_act_shows_its_current_text_and_leads_to_every_earlier_one(client, chain):
    first, second, third = chain
    text = text_of(client, first.url)
    assert "Доложить Совету." in text
    assert "Доложить Президиуму." not in text
    assert second.url in text
    assert third.url in text
    for day in ("2026-04-01", "2026-05-01", "2026-06-01"):
        assert f"{first.url}edition/{day}/" in text
    original = client.get(f"{first.url}edition/2026-04-01/")
    assert "до 3\u00a0ноября 2026" in original.content.decode()
    assert original["X-Robots-Tag"] == "noindex"
    assert "Доложить Президиуму." in text_of(client, f"{first.url}edition/2026-05-01/")


def test_the_difference_of_two_editions_is_struck_through_and_underlined(client, chain):
    text = text_of(client, f"{chain[0].url}compare/2026-04-01/2026-06-01/")
    assert "<del" in text
    assert "<ins" in text
    assert "Доложить Президиуму." not in text
    later = text_of(client, f"{chain[0].url}compare/2026-05-01/2026-06-01/")
    assert "Президиуму" in later
    chosen = client.get(f"{chain[0].url}editions/", {"from": "2026-06-01", "to": "2026-04-01"})
    assert chosen["Location"].endswith("/compare/2026-04-01/2026-06-01/")


@pytest.mark.parametrize("address", ["edition/2026-03-31/", "edition/no/", "compare/2026-04-01/x/", "editions/?from=x"])
def test_days_without_a_text_are_not_found(client, chain, address):
    assert client.get(chain[0].url + address).status_code == 404


def test_a_day_between_leads_to_the_edition_of_that_time(client, chain):
    answer = client.get(f"{chain[0].url}edition/2026-05-20/")
    assert answer["Location"] == f"{chain[0].url}edition/2026-05-01/"


def test_relations_read_from_both_ends(client, registered):
    first = registered("5-1", (4, 1))
    repealing = registered("6-1", (5, 1), [repeal("1", first)])
    assert first.url in text_of(client, repealing.url)
    text = text_of(client, first.url)
    assert repealing.url in text
    assert "01.05.2026" in text


def test_a_new_amending_act_shows_at_once_though_the_page_is_kept(client, registered):
    first = registered("5-1", (4, 1))
    assert "Совсем новое." not in text_of(client, first.url)
    registered("6-1", (5, 1), [change("1", first, "2", new_text="Совсем новое.")])
    assert "Совсем новое." in text_of(client, first.url)


def test_a_restricted_act_is_neither_named_nor_quoted(client, registered):
    first = registered("5-1", (4, 1))
    hidden = registered("6-1", (5, 1), [change("1", first, "2", new_text="Тайное.")], is_restricted=True)
    for url in (first.url, f"{first.url}edition/2026-04-01/"):
        text = text_of(client, url)
        assert hidden.slug not in text
        assert "Тайное." not in text
    assert client.get(f"{first.url}compare/2026-04-01/2026-05-01/").status_code == 200
    assert "Тайное." not in text_of(client, f"{first.url}compare/2026-04-01/2026-05-01/")
    assert client.get(f"{hidden.url}edition/2026-05-01/").status_code == 404


def test_a_draft_has_no_editions(client, council, make_act):
    act = make_act()
    assert client.get(f"{council.acts.url}{act.slug}/edition/2026-04-16/").status_code == 404


def test_the_page_costs_the_same_for_one_amending_act_and_for_six(client, registered):
    first = registered("5-1", (4, 1))
    registered("6-1", (5, 1), [change("1", first, "2", new_text="Новое 1.")])
    cache.clear()
    one = queries_of(client, first.url)
    pages = [f"{first.url}edition/2026-05-01/", f"{first.url}compare/2026-04-01/2026-05-01/"]
    ones = [queries_of(client, url) for url in pages]
    for number in range(2, 7):
        registered(f"6-{number}", (5, number), [change("1", first, "2", new_text=f"Новое {number}.")])
    cache.clear()
    assert queries_of(client, first.url) == one
    assert [queries_of(client, url) for url in pages] == ones
    assert one <= 20
    assert max(ones) <= 15


def test_a_term_that_ends_is_told(client, registered):
    act = registered("5-1", (4, 1), in_force_until=datetime.date(2026, 6, 30))
    assert "30.06.2026" in text_of(client, act.url)
    assert ResolutionPage.objects.get(pk=act.pk).force_on(datetime.date(2026, 7, 1)).kind == "expired"
