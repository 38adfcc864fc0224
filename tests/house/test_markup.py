"""What programs that check pages ask of them: a description, a frame, sizes of pictures that differ."""

import re

from wagtail.models import PageViewRestriction

from tests.house.conftest import assert_orderly


def test_every_page_is_described_even_when_its_editor_says_nothing(council, read, make_page):
    page, told = make_page("О нас"), make_page("Устав", search_description="Чем живёт совет")
    assert len(re.findall('<meta name="description" content="О нас. [^"]+">', read(page.url))) == 1
    assert '<meta name="description" content="Чем живёт совет">' in read(told.url)


def test_a_page_behind_a_password_shows_the_frame_of_the_site_and_nothing_of_itself(council, read, make_page):
    page = make_page("Секретный план", search_description="О плане")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="слово")

    html = read(page.url)
    assert 'name="password"' in html
    assert 'class="masthead"' in html
    assert "Секретный" not in html
    assert "О плане" not in html
    assert_orderly(html)


def test_a_small_picture_is_offered_once_in_each_format(council, read, make_page, picture):
    html = read(make_page("Завод", ("image", {"image": picture, "alt_text": "Цех", "decorative": False})).url)
    assert html.count("zavod") == 3
    assert "sizes=" not in html


def test_a_question_leads_search_engines_to_the_search_itself(council, read):
    html = read("/search/?q=труд")
    assert re.search(r'rel="canonical" href="http://[^/"]+/search/"', html)
    assert "noindex" not in html
