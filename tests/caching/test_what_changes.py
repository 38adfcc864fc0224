"""Whatever is published, hidden, amended or done is seen by strangers at once, and nothing else is drawn anew."""

import datetime

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from home.council import set_up_council
from home.models import HomePage, NewsAct
from registry.models import Organisation
from resolutions.adopting import adopt_on_paper
from resolutions.frozen import opened
from resolutions.models import ResolutionPage
from resolutions.registration import publish, register

pytestmark = pytest.mark.django_db
# Acts of one sitting lead to one another; an act of another day has nothing to do with them.
EARLIER = datetime.date(2026, 4, 1)


def test_a_published_act_changes_its_list_and_the_home_page_and_no_other_page(
    stranger, council, make_registered_act, make_news
):
    other = make_registered_act(number="5-1", adopted_on=EARLIER)
    news = make_news("Семинар прошёл")
    beside = make_registered_act(number="6-1")
    stays = [other.url, news.url, council.news.url]
    # The act before it at the same sitting leads to it.
    changes = [council.acts.url, council.home.url, beside.url, "/search/?q=охране"]
    stranger.keep(*stays, *changes)
    act = make_registered_act(number="6-2", heading="О мерах поддержки молодёжи")
    assert not any(stranger.was_kept(url) for url in changes)
    assert "мерах" in stranger.text(council.acts.url)
    assert "мерах" in stranger.text(council.home.url)
    assert "мерах" in stranger.text(act.url)
    assert all(stranger.was_kept(url) for url in stays)


def test_an_act_taken_off_the_site_is_gone_at_once(stranger, council, make_registered_act, commit):
    act, other = make_registered_act(number="6-1"), make_registered_act(number="5-1", adopted_on=EARLIER)
    stranger.keep(act.url, other.url, council.acts.url)
    with commit(), opened():
        act.unpublish()
    assert stranger.get(act.url).status_code in (404, 410)
    assert "№ 6-1" not in stranger.text(council.acts.url).replace("\u00a0", " ")
    assert stranger.was_kept(other.url)


def test_an_act_amended_by_another_shows_it_at_once(stranger, make_act, make_registered_act, author, approver, commit):
    first, unrelated = make_registered_act(number="6-1"), make_registered_act(number="5-1", adopted_on=EARLIER)
    stranger.keep(first.url, unrelated.url)
    point = {
        "label": "1",
        "level": "1",
        "item_class": "repeal",
        "text": "Признать утратившим силу постановление № 6-1.",
        "target_act": first,
    }
    act = make_act(number="6-3", items=[("item", point)])
    with commit():
        state = act.get_workflow().start(act, author)
        state.current_task_state.specific.approve(user=approver)
        adopt_on_paper(act, "протокол № 1")
        register(act, approver)
        publish(act, approver)
    assert ResolutionPage.objects.get(pk=first.pk).standing.relations
    assert not stranger.was_kept(first.url)
    assert stranger.was_kept(unrelated.url)


def test_news_change_their_list_and_the_act_they_tell_of(stranger, council, make_registered_act, make_news, commit):
    told, other = make_registered_act(number="6-1"), make_registered_act(number="5-1", adopted_on=EARLIER)
    stranger.keep(told.url, other.url, council.news.url, council.home.url, council.acts.url)
    news = make_news("Постановление принято")
    with commit():
        link = NewsAct.objects.create(page=news, act=told)
    assert "Постановление принято" in stranger.text(council.news.url)
    assert "Постановление принято" in stranger.text(council.home.url)
    assert not stranger.was_kept(told.url)
    assert stranger.was_kept(other.url)
    assert stranger.was_kept(council.acts.url)
    with commit():
        link.delete()
    assert not stranger.was_kept(told.url)


def test_a_draft_being_written_changes_nothing(stranger, council, make_act, make_registered_act, author, commit):
    act = make_registered_act(number="6-1")
    pages = [act.url, council.acts.url, council.home.url]
    stranger.keep(*pages)
    with commit():
        draft = make_act(number="6-9")
        draft.heading = "Другой заголовок"
        draft.save_revision(user=author)
        HomePage.objects.get(pk=council.home.pk).save_revision(user=author)
    assert all(stranger.was_kept(url) for url in pages)


def test_a_new_entry_of_the_menu_stands_on_every_page_of_its_council_only(
    stranger, council, make_registered_act, commit
):
    neighbour = set_up_council(Organisation.objects.create(name="Соседняя федерация", kind="federation"), slug="near")
    act = make_registered_act(number="6-1")
    stranger.keep(act.url, council.acts.url)
    with_host = {"headers": {"host": neighbour.site.hostname}}
    theirs = neighbour.acts.get_url_parts()[2]
    stranger.ask(theirs, **with_host)
    assert stranger.was_kept(theirs, **with_host)
    with commit():
        council.about.title, council.about.show_in_menus = "Кто мы", True
        council.about.save_revision().publish()
    assert "Кто мы" in stranger.text(act.url)
    assert "Кто мы" in stranger.text(council.acts.url)
    assert stranger.was_kept(theirs, **with_host)


def test_the_council_by_another_name_is_called_so_everywhere(
    stranger, council, organisation, make_registered_act, commit
):
    act = make_registered_act(number="6-1")
    stranger.keep(act.url)
    with commit():
        organisation.short_name = "Заречный профцентр"
        organisation.save()
    assert "Заречный профцентр" in stranger.text(act.url)


def test_a_section_with_another_title_changes_the_pages_under_it(
    stranger, council, make_registered_act, make_news, commit
):
    act, news = make_registered_act(number="6-1"), make_news("Семинар прошёл")
    stranger.keep(act.url, news.url)
    with commit():
        council.acts.title = "Решения"
        council.acts.show_in_menus = False
        council.acts.save()
    assert not stranger.was_kept(act.url)
    assert "Решения" in stranger.text(act.url)


def test_a_page_closed_to_strangers_is_closed_at_once(stranger, council, make_news, commit):
    open_news, secret = make_news("Открытая новость"), make_news("Внутренняя новость")
    stranger.keep(secret.url, open_news.url, council.news.url)
    with commit():
        restriction = PageViewRestriction.objects.create(page=secret, restriction_type="login")
    assert stranger.get(secret.url).status_code == 302
    assert "Внутренняя" not in stranger.text(council.news.url)
    with commit():
        restriction.delete()
    assert "Внутренняя" in stranger.text(council.news.url)


def test_a_moved_page_is_not_kept_where_it_was(stranger, council, make_news, commit):
    from home.models import StandardPage

    section = council.home.add_child(instance=StandardPage(title="Раздел", slug="section"))
    page = council.home.add_child(instance=StandardPage(title="Устав", slug="charter"))
    stranger.keep(page.url)
    with commit():
        page.move(section, pos="last-child")
    assert stranger.get(page.url).status_code in (301, 404)
    assert "Устав" in Client().get("/section/charter/").content.decode()


def test_the_day_draws_every_page_anew(stranger, make_registered_act, time_machine):
    act = make_registered_act(number="6-1")
    time_machine.move_to("2026-06-17 12:00 +0300")
    stranger.keep(act.url)
    time_machine.move_to("2026-06-18 00:01 +0300")
    assert not stranger.was_kept(act.url)
