"""What the head of a page tells programs, and the files for search engines."""

import io
import json
import re

import pytest
from lxml import etree, html
from PIL import Image

from home.following import sitemaps

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def head(client, url):
    return html.fromstring(client.get(url).content.decode()).find("head")


def graph(client, url):
    [script] = head(client, url).xpath('script[@type="application/ld+json"]')
    data = json.loads(script.text)
    assert data["@context"] == "https://schema.org"
    return {node["@type"] if isinstance(node["@type"], str) else node["@type"][0]: node for node in data["@graph"]}


def metas(client, url):
    return {meta.get("property"): meta.get("content") for meta in head(client, url).xpath("meta[@property]")}


def test_an_act_is_legislation_with_the_way_to_it(client, published, council):
    act = published("6-3", heading="О </script> деле")
    nodes = graph(client, act.url)
    law = nodes["Legislation"]
    assert (law["legislationIdentifier"], law["legislationDate"]) == ("6-3", "2026-04-16")
    assert law["name"] == "О </script> деле"
    assert law["legislationLegalForce"] == "https://schema.org/InForce"
    assert law["legislationPassedBy"]["name"] == "Совет"
    way = nodes["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in way] == [1, 2, 3]


def test_news_events_and_the_council_say_what_they_are(client, council, make_news, make_event):
    news, event = make_news(), make_event()
    article = graph(client, news.url)["NewsArticle"]
    assert article["headline"] == news.title
    assert article["image"].endswith(".png")
    occasion = graph(client, event.url)["Event"]
    assert occasion["location"]["name"] == "г. Заречный, зал 2"
    assert "T" in occasion["startDate"]
    assert graph(client, council.home.url)["Organization"]["alternateName"] == "Заречная федерация"


def test_no_inline_script_is_code(client, published):
    answer = client.get(published().url)
    scripts = html.fromstring(answer.content.decode()).xpath("//script[not(@src)]")
    assert {script.get("type") for script in scripts} == {"application/ld+json"}
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_a_shared_link_has_a_picture_drawn_once(client, published):
    act = published("6-3", heading="Об общественном контроле за охраной труда в организациях " * 5)
    card = metas(client, act.url)
    assert card["og:type"] == "article"
    assert card["og:url"].endswith(act.url)
    address = card["og:image"].removeprefix("http://testserver")
    for _time in range(2):
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert answer["Content-Type"] == "image/png"
        assert "immutable" in answer["Cache-Control"]
    assert answer.streaming, "the second time it is read from where it is kept"
    assert Image.open(io.BytesIO(content)).size == (1200, 630)
    assert client.get(re.sub(r"\w+\.png", "0.png", address))["Location"] == address


def test_there_is_no_picture_of_what_is_not_public(client, make_act, published, make_news):
    hidden = [make_act(), published("9-9", is_restricted=True), make_news(live=False)]
    for page in hidden:
        assert client.get(f"/cards/{page.pk}/0.png").status_code == 404


def addresses(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return [loc.text.removeprefix("http://testserver") for loc in etree.fromstring(answer.content).iter(f"{MAP}loc")]


def test_the_sitemap_leads_to_every_public_page_and_to_no_other(
    client, council, published, make_act, make_news, adopted, make_meeting
):
    act, news, meeting = published("6-3"), make_news(), make_meeting()
    adopted(meeting)
    draft, restricted, unpublished = make_act(), published("9-9", is_restricted=True), make_news("Рано", live=False)
    files = addresses(client, "/sitemap.xml")
    assert files == ["/sitemap-pages.xml", "/sitemap-acts.xml", "/sitemap-meetings.xml"]
    found = [
        address.partition("//")[2].partition("/")[2] if "//" in address else address
        for file in files
        for address in addresses(client, file)
    ]
    found = {f"/{address.lstrip('/')}" for address in found}
    assert {act.url, news.url, council.home.url, f"{council.acts.url}meetings/{meeting.pk}/"} <= found
    assert not {draft.url, restricted.url, unpublished.url} & found
    assert client.get("/sitemap-secrets.xml").status_code == 404


def test_a_long_list_of_acts_is_parted_into_files(client, published, monkeypatch):
    monkeypatch.setattr(sitemaps.OfCouncil, "limit", 2)
    for number in range(3):
        published(f"{number}-1")
    assert "/sitemap-acts.xml?p=2" in addresses(client, "/sitemap.xml")
    assert len(addresses(client, "/sitemap-acts.xml")) == 2
    assert len(addresses(client, "/sitemap-acts.xml?p=2")) == 1
    for page in ("3", "x", "-1"):
        assert client.get(f"/sitemap-acts.xml?p={page}").status_code == 404


def test_the_sitemap_costs_the_same_for_one_and_for_many(cost, published, make_news):
    published("1-1"), make_news("Первая")
    urls = ["/sitemap.xml", "/sitemap-acts.xml", "/sitemap-pages.xml"]
    one = [cost(url) for url in urls]
    for number in range(2, 6):
        published(f"{number}-1"), make_news(f"Новость {number}")
    assert [cost(url) for url in urls] == one


def test_search_engines_and_models_are_told_where_to_read(client, council):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    llms = client.get("/llms.txt")
    assert llms["Content-Type"].startswith("text/plain")
    lines = llms.content.decode().splitlines()
    assert lines[0] == "# Союз «Заречная федерация профсоюзов»"
    assert any("/api/v1/schema/" in line for line in lines)
