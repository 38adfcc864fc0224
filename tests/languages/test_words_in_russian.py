"""What stays Russian on an English page says so to programs that read aloud."""

import pytest

from home.models import NewsPage, StandardPage

pytestmark = pytest.mark.django_db


def words(client, address):
    return client.get(address).content.decode().replace("\xa0", " ")


def test_the_russian_words_of_a_page_nobody_has_translated_are_marked(client, council, news, translated):
    council.news.add_child(instance=NewsPage(title="Вторая новость", slug="vtoraya", lead="Снова."))
    page = words(client, "/en/news/vtoraya/")
    assert '<h1 lang="ru">Вторая новость</h1>' in page
    assert '<p class="lead" lang="ru">Снова.</p>' in page
    assert "<h1>Вторая новость</h1>" in words(client, "/news/vtoraya/")
    translated(news, title="A hundred people trained", slug="trained")
    assert "<h1>A hundred people trained</h1>" in words(client, "/en/news/trained/")
    assert 'lang="ru">Вторая новость</a>' in words(client, "/en/news/")


def test_of_a_translated_act_only_what_is_still_russian_is_marked(client, act, in_english):
    address = f"/en{act.get_url_parts()[2]}"
    assert '<h1 lang="ru">' in words(client, address)
    first = act.items[0]
    in_english(heading="On inspection", **{f"point:{first.id}": "Train inspectors."})
    page = words(client, address)
    assert "<h1>On inspection</h1>" in page
    assert page.count('<p class="point__text">') == 1
    assert '<div class="preamble" lang="ru">' in page
    assert page.count('<p class="point__text" lang="ru">') == len(act.operative_items) - 1


def test_the_menu_calls_a_page_of_the_council_by_its_english_title_or_says_that_it_is_russian(
    client, council, translated
):
    for title, slug in (("Приёмная", "reception"), ("Музей", "museum")):
        page = council.home.add_child(instance=StandardPage(title=title, slug=slug, show_in_menus=True))
        if slug == "reception":
            translated(page, title="Reception")
    menu = words(client, "/en/acts/")
    assert ">Reception</a>" in menu
    assert 'lang="ru">Музей</a>' in menu
    assert 'lang="ru">Приёмная' not in menu
    assert "Reception" not in words(client, "/acts/")
