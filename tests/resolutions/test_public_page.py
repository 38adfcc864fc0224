"""The published act as its readers see it."""

import hashlib

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import AlreadyKept, OfficialFile

pytestmark = pytest.mark.django_db


def queries_of(client, url):
    client.get(url)  # the first visit fills Wagtail's own caches of sites and renditions
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_every_point_has_an_anchor_and_its_words(client, make_registered_act):
    text = client.get(make_registered_act(points=3).url).content.decode()
    for anchor in ("p1", "p2", "p3"):
        assert f'id="{anchor}"' in text
    assert "2\u00a0ноября 2026" in text


def test_markup_in_an_act_is_shown_as_text(client, make_registered_act):
    act = make_registered_act(heading="О <script>alert(1)</script> тегах", preamble="<b>Жирно</b>")
    text = client.get(act.url).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "&lt;b&gt;Жирно&lt;/b&gt;" in text


def test_the_page_costs_the_same_few_queries_for_five_and_for_sixty_points(client, make_registered_act):
    few, many = make_registered_act(points=5), make_registered_act(points=60, number="6-4", heading="О многом")
    assert queries_of(client, few.url) == queries_of(client, many.url) <= 20


def test_the_list_costs_the_same_for_one_and_for_twenty_acts(client, council, make_registered_act):
    make_registered_act(number="1")
    one = queries_of(client, council.acts.url)
    for number in range(2, 21):
        make_registered_act(number=str(number), heading=f"О деле {number}")
    cache.clear()
    assert queries_of(client, council.acts.url) == one


def test_the_list_is_filtered_by_year_and_body(client, council, organisation, make_registered_act):
    import datetime

    make_registered_act(number="1", heading="О прошлом", adopted_on=datetime.date(2025, 5, 5))
    make_registered_act(number="2", heading="О нынешнем")
    presidium = organisation.bodies.get(name="Президиум")
    make_registered_act(number="3", heading="О президиуме", body=presidium)
    text = client.get(council.acts.url, {"year": "2026", "body": presidium.pk}).content.decode()
    assert "О\u00a0президиуме" in text
    assert "О\u00a0прошлом" not in text
    assert "О\u00a0нынешнем" not in text


@pytest.mark.parametrize(
    "query",
    ["year=x", "year=99999999999", "year=10000", "year=0", "body=-1", "page=0", "page=zzz", "year=2026&body=9999"],
)
def test_a_nonsense_filter_still_gives_a_page(client, council, make_registered_act, query):
    make_registered_act()
    assert client.get(f"{council.acts.url}?{query}").status_code == 200


def test_a_draft_is_nowhere_in_public(client, council, make_act):
    act = make_act(heading="О тайном")
    assert client.get(f"{council.acts.url}{act.slug}/").status_code == 404
    assert client.get(f"{council.acts.url}{act.slug}/pdf/").status_code == 404
    for url in (council.home.url, council.acts.url, "/sitemap-acts.xml", "/follow/acts.json", "/api/v1/acts/"):
        assert "тайном" not in client.get(url).content.decode()
    assert client.get("/search/", {"q": "тайном"}).context["total"] == 0


def test_the_official_file_is_the_stored_bytes(client, make_registered_act):
    act = make_registered_act()
    answer = client.get(f"{act.url}pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert hashlib.sha256(answer.content).hexdigest() == act.official_file.sha256
    assert client.get(f"{act.url}pdf/").content == answer.content
    assert client.get(f"{act.url}pdf/", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_an_official_file_can_be_neither_changed_nor_deleted(make_registered_act):
    official = OfficialFile.objects.get(pk=make_registered_act().official_file_id)
    with pytest.raises(AlreadyKept):
        official.save()
    with pytest.raises(AlreadyKept):
        official.delete()


def test_the_pdf_of_a_draft_is_for_those_who_may_see_the_draft(client, make_act, author):
    url = reverse("resolutions_draft_pdf", args=[make_act().pk])
    assert client.get(url).status_code == 302
    client.force_login(author)
    assert client.get(url).content.startswith(b"%PDF")


def test_public_pages_carry_a_strict_content_policy(client, make_registered_act):
    act = make_registered_act()
    policy = client.get(act.url)["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    text = client.get(act.url).content.decode()
    assert "<style" not in text
    assert " style=" not in text
    assert "<script>" not in text


def test_the_interface_speaks_english_under_its_own_address(client, council, make_registered_act):
    act = make_registered_act()
    russian, english = client.get(act.url).content.decode(), client.get(f"/en{act.url}").content.decode()
    assert "Официальный текст" in russian
    assert "Официальный текст" not in english
    assert 'lang="en"' in english


def test_links_keep_the_language_its_reader_chose(client, council, make_registered_act):
    url = make_registered_act().url
    english = client.get("/en/").content.decode()
    assert f'href="/en{url}"' in english
    assert 'href="/en/acts/"' in english
    assert f'href="/en{url}pdf/"' in client.get(f"/en{url}").content.decode()
    assert client.get(f"/en{url}pdf/").status_code == 200
