"""Feeds and calendars, read by parsers that are not ours."""

import datetime
import json

import icalendar
import pytest
from django.utils import timezone
from lxml import etree

from registry.models import Body, Organisation
from resolutions.browsing.listing import relist
from resolutions.models import ActTopic, ResolutionPage, Topic
from resolutions.models.listed import ListedAct

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def atom(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return etree.fromstring(answer.content)


def titles(client, url):
    return [entry.findtext(f"{ATOM}title") for entry in atom(client, url).iter(f"{ATOM}entry")]


def test_an_atom_feed_has_all_the_format_demands(client, published, council):
    published("6-3", heading="О «деле» <6> & прочем\x0b")
    feed = atom(client, "/follow/acts.atom")
    assert feed.findtext(f"{ATOM}title").startswith("Заречная федерация: ")
    assert {link.get("rel") for link in feed.findall(f"{ATOM}link")} == {"self", "alternate"}
    assert feed.findtext(f"{ATOM}id")
    assert feed.findtext(f"{ATOM}updated")
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "О «деле» <6> & прочем"
    for name in ("id", "updated", "published", "summary"):
        assert entry.findtext(f"{ATOM}{name}")
    address = entry.find(f"{ATOM}link").get("href")
    assert address == entry.findtext(f"{ATOM}id")
    assert client.get(address).status_code == 200


def test_an_rss_feed_is_rss_2(client, make_news):
    make_news()
    feed = etree.fromstring(client.get("/follow/news.rss").content)
    [item] = feed.findall("channel/item")
    assert feed.get("version") == "2.0"
    assert feed.findtext("channel/language") == "ru"
    assert item.findtext("title") == "Обучены уполномоченные"
    assert item.findtext("guid") == item.findtext("link")


def test_a_json_feed_says_what_version_1_1_demands(client, make_news, rubric):
    make_news(rubric=rubric)
    answer = client.get("/follow/news.json")
    feed = json.loads(answer.content)
    assert answer["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"]
    [item] = feed["items"]
    assert item["id"] == item["url"]
    assert item["content_text"] == "Коротко о главном."
    assert item["tags"] == ["Охрана труда"]
    assert datetime.datetime.fromisoformat(item["date_published"]).tzinfo


def test_a_feed_is_narrowed_as_its_list_is(client, published, organisation, make_news, rubric):
    presidium = organisation.bodies.get(name="Президиум")
    topic = Topic.objects.create(organisation=organisation, name="Охрана труда")
    published("6-3", heading="Совета")
    act = published("7-1", heading="Президиума", body=presidium)
    ActTopic.objects.create(act=act, topic=topic)
    relist([act.pk])
    make_news("Под рубрикой", rubric=rubric)
    make_news("Без рубрики")
    assert titles(client, f"/follow/acts.atom?body={presidium.pk}") == ["Президиума"]
    assert titles(client, f"/follow/acts.atom?topic={topic.pk}") == ["Президиума"]
    assert titles(client, f"/follow/news.atom?rubric={rubric.pk}") == ["Под рубрикой"]


def test_what_was_published_lately_comes_first_however_old_it_is(client, published):
    published("1-1", heading="Недавний", adopted_on=datetime.date(2026, 4, 1))
    old = published("2-2", heading="Старый, опубликован сегодня", adopted_on=datetime.date(2011, 4, 1))
    long_ago = timezone.now() - datetime.timedelta(days=400)
    ResolutionPage.objects.exclude(pk=old.pk).order_by().update(first_published_at=long_ago)
    ResolutionPage.objects.filter(pk=old.pk).order_by().update(first_published_at=timezone.now())
    assert titles(client, "/follow/acts.atom")[0].startswith("Старый")


def test_nothing_that_is_not_public_is_in_any_feed(client, published, make_act, make_news):
    make_act(heading="Секрет черновика")
    hidden = published("9-9", heading="Секрет служебный", is_restricted=True)
    assert not ListedAct.objects.filter(pk=hidden.pk, is_shown=True).exists()
    make_news("Секрет новости", live=False)
    for stream in ("acts", "news", "events", "meetings", "newspaper", "photos", "papers", "practices"):
        for form in ("atom", "rss", "json"):
            answer = client.get(f"/follow/{stream}.{form}")
            assert answer.status_code == 200
            assert "Секрет" not in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["acts.atom?body=999999", "acts.atom?body=x", "news.atom?rubric=0", "salaries.atom", "acts.xml"]
)
def test_a_feed_there_is_not_is_not_found(client, council, path):
    assert client.get(f"/follow/{path}").status_code == 404


def test_another_councils_organisation_is_not_named_by_a_feed(client, council):
    foreign = Organisation.objects.create(name="Чужая федерация", kind="federation")
    assert client.get(f"/follow/acts.atom?to={foreign.pk}").status_code == 404


def test_twenty_entries_cost_as_much_as_one(cost, published, make_news, make_event):
    published("1-1"), make_news("Первая"), make_event("Первое")
    urls = ["/follow/acts.atom", "/follow/news.json", "/follow/events.rss", "/follow/calendar.ics"]
    one = [cost(url) for url in urls]
    for number in range(2, 6):
        published(f"{number}-1"), make_news(f"Новость {number}"), make_event(f"Событие {number}")
    assert [cost(url) for url in urls] == one
    assert max(one) <= 12, one


def test_the_calendar_of_the_council_has_its_meetings_and_events(
    client, council, body, make_meeting, adopted, make_event
):
    adopted(make_meeting(day=(2026, 4, 16)))
    make_event()
    Body.objects.filter(pk=body.pk).update(meetings_shown=Body.MeetingsShown.AGENDA)
    soon = timezone.now() + datetime.timedelta(days=5)
    make_meeting(8, (soon.year, soon.month, soon.day), state="planned", noticed_at=timezone.now(), place="Зал 5")

    def read(url):
        answer = client.get(url)
        assert answer["Content-Type"].startswith("text/calendar")
        calendar = icalendar.Calendar.from_ical(answer.content)
        return [str(event["summary"]) for event in calendar.walk("VEVENT")]

    assert "Семинар уполномоченных" in read("/follow/calendar.ics")
    assert any("8" in words for words in read("/follow/calendar.ics"))
    assert read("/follow/calendar.ics?kind=events") == ["Семинар уполномоченных"]
    assert "Семинар уполномоченных" not in read("/follow/calendar.ics?kind=meetings")
    assert client.get("/follow/calendar.ics?body=999999").status_code == 404


def test_pages_lead_to_their_feeds(client, council, published, make_news, rubric):
    act, news = published("6-3"), make_news(rubric=rubric)
    home = client.get(council.home.url).content.decode()
    assert "/follow/news.atom" in home
    assert "/follow/calendar.ics" in home
    assert f"/follow/acts.json?body={act.body_id}" in client.get(act.url).content.decode()
    assert f"/follow/news.rss?rubric={rubric.pk}" in client.get(rubric.url).content.decode()
    narrowed = client.get(f"{council.acts.url}?body={act.body_id}").content.decode()
    assert f'href="/follow/acts.atom?body={act.body_id}"' in narrowed
    page = client.get("/follow/").content.decode()
    assert f"/follow/news.atom?rubric={rubric.pk}" in page
    assert "/follow/letters/" in page
    assert news
