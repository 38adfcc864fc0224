"""«Версия для слабовидящих»: an ordinary form whose answer is kept in one cookie."""

import pytest

from cms.appearance import COOKIE, Appearance
from tests.house.conftest import assert_orderly

pytestmark = pytest.mark.django_db


def test_the_choice_is_kept_and_leads_back_to_the_page_the_reader_was_on(client, council, read):
    answer = client.get("/view/", {"set": "1", "size": "2", "scheme": "1", "images": "0", "next": "/news/?page=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/news/?page=1")
    assert client.cookies[COOKIE].value == "z2c1"
    page = read(answer["Location"])
    assert 'data-size="2" data-scheme="bw"' in page
    assert "sovet/css/view.css" in page
    assert "Обычная версия" in page or "Ordinary version" in page


def test_an_ordinary_reader_pays_nothing_for_the_panel(council, read):
    page = read("/")
    assert "data-size" not in page
    assert "view.css" not in page
    assert 'class="panel' not in page


def test_the_ordinary_look_takes_the_cookie_away(client, council, read):
    client.cookies[COOKIE] = "z3"
    assert 'data-size="3"' in read("/")
    answer = client.get("/view/", {"set": "1", "next": "/"})
    assert answer.cookies[COOKIE]["max-age"] == 0


def test_dark_alone_brings_no_panel(council, read):
    page = read("/", **{COOKIE: "t2"})
    assert 'data-theme="dark"' in page
    assert '<meta name="color-scheme" content="dark">' in page
    assert 'class="panel' not in page


@pytest.mark.parametrize(
    "elsewhere", ["https://foreign.example/", "//foreign.example", "javascript:alert(1)", "", "/" + "a" * 3000]
)
def test_the_answer_never_leads_to_a_foreign_place(client, council, elsewhere):
    assert client.get("/view/", {"set": "1", "size": "1", "next": elsewhere})["Location"] == "/"


@pytest.mark.parametrize("cookie", ["", "z9", "c1z2", "z2z2", "<script>", "z" * 5000, "й1"])
def test_a_cookie_that_is_not_ours_means_the_ordinary_look(cookie):
    assert Appearance.from_cookie(cookie).is_ordinary


def test_every_look_has_one_spelling():
    chosen = Appearance.chosen({"images": "1", "size": "3", "theme": "2", "face": "7", "leading": "x"})
    assert chosen.canonical == "t2z3i1"
    assert Appearance.from_cookie(chosen.canonical) == chosen


def test_every_page_leads_to_the_panel_and_the_panel_shows_what_is_chosen(council, read):
    assert 'href="/view/?next=%2Fnews%2F"' in read(council.news.url)
    page = read("/view/?next=/news/", **{COOKIE: "z2"})
    assert '<input type="radio" name="size" value="2" checked>' in page
    assert '<input type="hidden" name="next" value="/news/">' in page
    assert_orderly(page)


def test_without_pictures_their_words_stand_in_their_place(council, read, make_page, picture):
    page = make_page("Завод", ("image", {"image": picture, "alt_text": "Завод осенью"}))
    assert "<picture>" in read(page.url)
    without = read(page.url, **{COOKIE: "i1"})
    assert "<picture>" not in without
    assert "Завод осенью" in without
