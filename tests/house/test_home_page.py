"""The home page: complete while nobody has composed it, and in the editor's order afterwards."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from control.deadlines import read_deadline
from control.opening import Duty, Source, put_on_control
from home.models import EventPage, EventsPage, NewsPage, NewspaperIssuePage, NewspaperPage
from programs.models import PlanPage, ProgramPage
from registry.models import Organisation, OrganisationContact
from tests.house.conftest import assert_orderly

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(council):
    """Makes a coming event."""

    def make(title="Семинар", days=3):
        events = EventsPage.objects.first() or council.home.add_child(
            instance=EventsPage(title="События", slug="events")
        )
        starts = timezone.now() + datetime.timedelta(days=days)
        return events.add_child(
            instance=EventPage(
                title=title,
                slug=f"event-{EventPage.objects.count()}",
                starts_at=starts,
                ends_at=starts + datetime.timedelta(hours=2),
            )
        )

    return make


@pytest.fixture
def news(council):
    def make(number):
        fields = {"title": f"Новость {number}", "slug": f"n-{number}", "published_on": datetime.date(2026, 11, number)}
        return council.news.add_child(instance=NewsPage(**fields))

    return make


@pytest.fixture
def member(organisation):
    return Organisation.objects.create(name="Лесная организация", superior=organisation, kind="member")


@pytest.fixture
def programme(council, organisation, body, member):
    """A programme in force whose plan of this year has one measure on control."""
    year = timezone.localdate().year
    period = {"period_start": datetime.date(year, 1, 1), "period_end": datetime.date(year, 12, 31)}
    council.programs.live = True
    council.programs.save()
    programme = council.programs.add_child(instance=ProgramPage(title="Безопасный труд", slug="trud", **period))
    plan = programme.add_child(instance=PlanPage(title="План", slug="plan", **period))
    duty = Duty("item-1", "1", "Обучить", [member], read_deadline(f"до 31 декабря {year} года"))
    put_on_control(Source(plan, "План", organisation, period["period_start"], body), [duty])
    return programme


def test_a_new_council_has_a_complete_page(council, read):
    text = read("/")
    assert_orderly(text)
    assert "Документы ещё не опубликованы" in text or 'class="empty"' in text


def test_whatever_is_published_finds_its_place(council, read, news, event, programme, member):
    news(1)
    event()
    newspaper = council.home.add_child(instance=NewspaperPage(title="Вестник", slug="vestnik"))
    newspaper.add_child(
        instance=NewspaperIssuePage(title="Номер 46", slug="46", number="46", published_on=datetime.date(2026, 11, 13))
    )
    text = read("/")
    assert_orderly(text)
    places = [
        text.index(words) for words in ("Новость 1", "Семинар", "Вестник", "Безопасный труд", "Лесная организация")
    ]
    assert places == sorted(places)
    beside = text[text.index('<div class="field">') : text.index("Безопасный труд")]
    assert "Семинар" in beside
    assert "№ 46" in beside
    assert "progress__bar" not in text


def test_progress_stands_where_the_council_shows_it(council, read, programme):
    council.home.shows_execution = True
    council.home.save()
    text = read("/")
    assert "progress__bar" in text
    assert "0 из 1" in text or "0 of 1" in text


def test_an_editor_gives_the_sections_their_order_and_words(council, read, news, event):
    news(1)
    event()
    council.home.sections = [
        ("dates", {"heading": "Куда прийти", "number": 4}),
        ("text", {"heading": "Кто мы", "text": "<p>Союз союзов</p>"}),
        ("news", {"heading": "Вести", "number": 1}),
        ("call", {"title": "Вступите", "button": "Вступить", "address": "https://a.example/"}),
    ]
    council.home.save()
    text = read("/")
    assert_orderly(text)
    places = [text.index(words) for words in ("Куда прийти", "Кто мы", "Вести", "Вступите")]
    assert places == sorted(places)
    assert "Новые постановления" not in text


def test_nothing_private_or_unpublished_comes_to_the_home_page(council, read, news, event, make_act, programme):
    make_act(heading="О черновике")
    secret = news(2)
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    hidden = event("Закрытое собрание")
    hidden.live = False
    hidden.save()
    programme.live = False
    programme.save()
    text = read("/")
    for words in ("О черновике", "Новость 2", "Закрытое собрание", "Безопасный труд"):
        assert words not in text


def test_a_full_page_costs_what_a_page_of_one_each_costs(client, council, news, event, programme):
    council.home.shows_execution = True
    council.home.save()
    news(1), event()
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for number in range(2, 5):
        news(number), event(f"Семинар {number}")
    for number in range(3):
        council.programs.add_child(instance=ProgramPage(title=f"Программа {number}", slug=f"p-{number}"))
    with CaptureQueriesContext(connection) as many:
        client.get("/")
    assert len(many) == len(one)
    assert len(one) < 45


@pytest.mark.parametrize("address", ["", "г. Заречный, Озёрная ул., д. 7", "Озёрная ул., д. 7"])
def test_the_foot_names_the_town_once(client, council, address):
    organisation = council.home.organisation
    organisation.place = "г. Заречный"
    organisation.save()
    if address:
        public = {"kind": "address", "visibility": "public"}
        OrganisationContact.objects.create(organisation=organisation, value=address, **public)
    foot = client.get("/").content.decode().replace("\xa0", " ").partition("<footer")[2]
    assert address in foot
    assert foot.count("г. Заречный") == 1
