"""The search in another language: what is translated is found by its words and once, the rest is found in Russian."""

import pytest
from django.db import connection

from home.models import NewsPage
from search.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexed(django_capture_on_commit_callbacks):
    """Runs what waits for the commit, as a server would: the index follows."""

    def run():
        # What other fixtures have left waiting will never be committed.
        connection.run_on_commit.clear()
        return django_capture_on_commit_callbacks(execute=True)

    return run


@pytest.fixture
def find(client):
    """Asks the public search and returns what is found, in its order."""

    def ask(query, path="/en/search/"):
        context = client.get(path, {"q": query}).context
        return [*context["exact"], *context["results"]]

    return ask


@pytest.fixture
def shown(in_english, indexed):
    """The act with its English words on the site and in the index."""
    with indexed():
        return in_english()


def test_an_act_is_found_by_its_english_words_and_leads_to_its_english_page(client, find, act, shown):
    [hit] = find("train inspectors")
    assert hit.title == "On inspection"
    assert hit.kind == "Resolution"
    assert hit.fragments[0].label == "Point 1"
    assert hit.fragments[0].url == f"/en{act.get_url_parts()[2]}#p1"
    assert "Train inspectors, 1." in client.get(hit.url).content.decode()
    # Readers of Russian meet nothing but the act itself.
    assert find("train inspectors", path="/search/") == []


@pytest.mark.parametrize("asked", ["№ 6-3", "обучить уполномоченных", "inspection"])
def test_a_translated_act_is_found_once_whichever_words_are_typed(find, shown, asked):
    assert [hit.title for hit in find(asked)] == ["On inspection"]


def test_a_translation_taken_off_the_site_is_found_no_more(find, act, shown, in_english, indexed):
    with indexed():
        in_english(shown=False)
    assert find("train inspectors") == []
    assert [hit.title for hit in find("обучить уполномоченных")] == [act.heading]
    assert not Entry.objects.filter(language="en").exists()


def test_readers_of_english_find_english_pages_once_and_russian_ones_where_there_are_no_others(
    find, council, news, act, translated, indexed
):
    with indexed():
        act.save()
        council.news.add_child(instance=NewsPage(title="Учились ещё сто", slug="sto", lead="Снова."))
        news.save_revision().publish()
    translated(news, title="A hundred people trained", slug="trained")
    translated(council.home, title="Council")
    assert [(hit.title, hit.url) for hit in find("hundred")] == [("A hundred people trained", "/en/news/trained/")]
    assert [hit.title for hit in find("сто")] == ["Учились ещё сто"]
    assert [hit.title for hit in find("№ 6-3")] == [act.heading]
    assert {hit.title for hit in find("сто", path="/search/")} == {"Учились ещё сто", "Обучили сто человек"}
    assert find("hundred", path="/search/") == []
