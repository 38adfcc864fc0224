"""The site, its name and its menu are asked for once, and every page shows them as they are now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from cms.caching import kept as keeping
from home.models import StandardPage
from registry.models import OrganisationContact

pytestmark = pytest.mark.django_db
# Read by no page: the answer is drawn anew.
ANEW = "?zz=1"


@pytest.fixture
def anew(stranger, council):
    """The text of a page drawn anew, after others have been."""
    for _time in range(2):
        stranger.get(council.acts.url + ANEW)
    return lambda url: stranger.text(url + ANEW)


def test_the_second_page_asks_less_than_the_first(stranger, council, make_registered_act):
    act = make_registered_act(number="6-1")
    asked = []
    for _time in range(3):
        with CaptureQueriesContext(connection) as queries:
            stranger.ask(act.url + ANEW)
        asked.append(len(queries))
    assert asked[0] > asked[1] + 3
    assert asked[1] == asked[2]


def test_a_section_renamed_has_its_new_name_in_the_menu(anew, council, commit):
    assert "Новости недели" not in anew(council.acts.url)
    with commit():
        council.news.title = "Новости недели"
        council.news.save_revision().publish()
    assert "Новости недели" in anew(council.acts.url)


def test_a_council_renamed_has_its_new_name_over_every_page(anew, council, commit):
    anew(council.acts.url)
    with commit():
        council.home.organisation.name = "Федерация под новым именем"
        council.home.organisation.short_name = ""
        council.home.organisation.save()
    assert "под новым именем" in anew(council.acts.url)


def test_a_section_that_moved_is_found_where_it_stands_now(stranger, anew, council, make_news, commit):
    news = make_news("Семинар прошёл")
    assert "Семинар прошёл" in anew(news.url)
    with commit():
        council.news.refresh_from_db()
        council.news.slug = "novoe"
        council.news.save_revision().publish()
    assert stranger.get(news.url).headers["Location"] == "/novoe/seminar-proshel/"
    assert "Семинар прошёл" in anew(Page.objects.get(pk=news.pk).url)


def test_the_first_page_of_a_section_is_found(anew, council, commit):
    with commit():
        section = council.about.add_child(instance=StandardPage(title="Учёба", slug="ucheba"))
        first = section.add_child(instance=StandardPage(title="Курсы", slug="kursy"))
    assert "Курсы" in anew(first.url)
    with commit():
        below = first.add_child(instance=StandardPage(title="Программа курсов", slug="programma"))
    assert "Программа курсов" in anew(below.url)


def test_a_section_closed_to_the_public_is_closed_at_once(stranger, anew, council, make_news, commit):
    news = make_news("Семинар прошёл")
    anew(news.url)
    with commit():
        PageViewRestriction.objects.create(page=council.news, restriction_type="login")
    assert stranger.get(news.url + ANEW).status_code == 302
    assert council.news.url not in anew(council.acts.url)


def test_a_page_moved_into_a_closed_section_is_closed_at_once(stranger, anew, council, make_news, commit):
    with commit():
        closed = council.home.add_child(instance=StandardPage(title="Для своих", slug="svoi"))
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
        page = council.home.add_child(instance=StandardPage(title="Отчёт", slug="otchet"))
    assert "Отчёт" in anew(page.url)
    with commit():
        page.move(closed, pos="last-child")
    assert stranger.get(Page.objects.get(pk=page.pk).url + ANEW).status_code == 302


def test_a_copy_of_a_closed_page_is_as_closed_as_that(stranger, anew, council, commit):
    with commit():
        closed = council.home.add_child(instance=StandardPage(title="Для своих", slug="svoi"))
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert anew(council.acts.url)
    with commit():
        copy = closed.create_alias(update_slug="kopiya")
    assert stranger.get(copy.url + ANEW).status_code == 302


def test_another_site_at_the_address_answers_at_once(stranger, anew, council, commit):
    anew(council.acts.url)
    with commit():
        Site.objects.update(is_default_site=False)
        for site in Site.objects.all():
            site.root_page = council.about
            site.is_default_site = True
            site.save()
    assert stranger.get(council.acts.url + ANEW).status_code == 404


def test_hosts_and_sections_by_the_thousand_do_not_fill_the_memory(monkeypatch, stranger, anew, council):
    monkeypatch.setattr(keeping, "MOST", 3)
    for host in ("a.example", "b.example", "c.example", "d.example"):
        stranger.get(council.acts.url + ANEW, headers={"host": host})
    assert len(keeping._shelf) <= 3


def test_the_foot_of_every_page_names_sections_outside_the_menu_and_ways_to_reach_the_council(
    stranger, council, commit
):
    stranger.keep(council.acts.url)
    with commit():
        council.home.add_child(instance=StandardPage(title="Фотографии", slug="foto", show_in_menus=False))
    assert stranger.text(council.acts.url).count("Фотографии") == 1
    stranger.keep(council.acts.url)
    with commit():
        OrganisationContact.objects.create(
            organisation=council.home.organisation, kind="phone", value="8 (900) 11-22-33", visibility="public"
        )
        OrganisationContact.objects.create(
            organisation=council.home.organisation, kind="phone", value="44-55", visibility="staff"
        )
    text = stranger.text(council.acts.url)
    assert 'href="tel:8900112233"' in text
    assert "44-55" not in text
