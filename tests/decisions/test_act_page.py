"""The page of an act: its sitting, its vote, how to cite it."""

import pytest
from django.core.cache import cache

from home.models import NewsPage
from registry.models import Person
from resolutions.models import Ballot, Meeting, Voting

pytestmark = pytest.mark.django_db


def test_a_point_is_a_link_to_itself_and_says_so(published, read):
    text = read(published("1", points=2).url)
    assert 'href="#p2" title="Адрес этого пункта' in text


def test_acts_of_the_sitting_lead_to_one_another_and_a_new_one_is_seen_at_once(adopted, make_meeting, read):
    meeting = make_meeting(7)
    first, third = adopted(meeting, 1), adopted(meeting, 3)
    assert f'rel="next" href="{third.url}"' in read(first.url)
    second = adopted(meeting, 2)
    assert f'rel="next" href="{second.url}"' in read(first.url)
    assert f'rel="prev" href="{second.url}"' in read(third.url)
    assert 'rel="prev"' not in read(first.url)


def test_an_act_costs_the_same_beside_one_and_beside_six_others(adopted, make_meeting, cost):
    meeting = make_meeting()
    first = adopted(meeting, 1)
    adopted(meeting, 2)
    one = cost(first.url)
    for question in range(3, 8):
        adopted(meeting, question)
    assert cost(first.url) == one


def test_the_vote_is_told_in_numbers_only_where_the_body_shows_it(adopted, make_meeting, body, organisation, read):
    act = adopted(make_meeting(7))
    person = Person.objects.create(surname="Голосуева", given_name="Вера", organisation=organisation)
    Ballot.objects.create(voting=Voting.objects.get(), person=person, choice="for")
    assert "против 0" not in read(act.url)
    body.votes_shown = True
    body.save()
    text = read(act.url)
    assert "За 41, против 0, воздержались 2. Участвовали 43 из 54" in text
    assert "Голосуева" not in text


def test_the_meeting_is_named_where_the_body_lets_it_be_known(adopted, make_meeting, body, read, council):
    meeting = make_meeting(7)
    act = adopted(meeting)
    address = f'href="{council.acts.url}meetings/{meeting.pk}/"'
    assert address in read(act.url)
    body.meetings_shown = "nothing"
    body.save()
    assert address not in read(act.url)
    Meeting.objects.filter(pk=meeting.pk).update(state="open")
    body.meetings_shown = "agenda"
    body.save()
    cache.clear()
    assert address not in read(act.url)


def test_the_reference_is_by_the_standard_with_the_day_and_the_point(published, read, client):
    act = published("6-3", points=2)
    page = f"{act.url}cite/"
    text = read(page)
    assert f"от 16.04.2026 № 6-3. – г. Заречный. – URL: {act.full_url} (дата обращения: 17.06.2026)." in text
    assert f"– П. 2. – URL: {act.full_url}#p2" in read(page, point="2")
    assert "П. 99" not in read(page, point="99")
    assert client.get(page)["X-Robots-Tag"] == "noindex"


def test_reference_managers_get_files_that_no_title_can_break(published, client):
    act = published("6-3", heading="О смете {2027} года & 50 % \\ взносов")
    bibtex = client.get(f"{act.url}cite/bibtex/")
    assert bibtex["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert r"title = {О смете \{2027\} года \& 50 \% \\ взносов}" in bibtex.content.decode()
    ris = client.get(f"{act.url}cite/ris/").content.decode()
    assert ris.startswith("TY  - LEGAL\r\nTI  - О смете {2027} года")
    assert ris.endswith("ER  - \r\n")


def test_only_what_everybody_may_read_is_cited(published, client, administrator):
    act = published("6-3", is_restricted=True)
    client.force_login(administrator)
    assert client.get(f"{act.url}cite/").status_code == 404
    assert client.get(f"{act.url}cite/ris/").status_code == 404


def test_news_about_the_decision_are_named_while_they_are_public(published, council, read):
    act = published("1")
    news = council.news.add_child(instance=NewsPage(title="Обучены уполномоченные", slug="news", live=False))
    news.act_links.create(act=act, point="1")
    news.act_links.create(act=act)
    news.save_revision()
    assert "Обучены уполномоченные" not in read(act.url)
    news.get_latest_revision().publish()
    assert read(act.url).count("Обучены уполномоченные") == 1
    news.refresh_from_db()
    news.unpublish()
    assert "Обучены уполномоченные" not in read(act.url)
