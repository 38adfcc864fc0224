"""Whatever is typed, the page answers."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    "   ",
    '"',
    '"профсоюз',
    '""',
    "'",
    "';--",
    "\\",
    "%s %d %",
    "a AND OR NOT",
    "NEAR(a b, 2)",
    "title:профсоюз",
    "{title} : x",
    "a & | ! <-> (b",
    "-профсоюз",
    "*",
    "проф*",
    "😀",
    "😀 профсоюз 👩‍👩‍👧",
    "\x00",
    "профсоюз\x00",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "½ ℃ ² ﬁ",
    "о",
    "№",
    "№ №",
    "от",
    "«»",
    "а" * 200,
    " ".join("абвгд"[i % 5] + str(i) for i in range(40)),
    "слово " * 160,
    "о в на и с",
    "'; DROP TABLE search_entry; --",
    "' OR '1'='1",
    "99.99.9999 31 февраля 2021",
    "№ №№ 9-5-5-5-5-5-5-5-5-5-5-5",
    "w_проф* t_профсоюз x_2021_12_20",
    "zz3b1 αβγ 漢字 ქართული",
    "<script>alert(1)</script>",
    "{{ query }}{% if %}",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_input_is_answered(search, publish_news, query):
    publish_news("Профсоюз", text="Заметка")
    response = search(query)
    assert response.status_code == 200
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("query", ["x" * 10_000, "слово " * 2_000, "😀" * 1_001])
def test_a_question_of_a_book_is_refused_calmly(search, query):
    response = search(query)
    assert response.status_code == 400
    assert "тысяч" in response.text or "thousand" in response.text


@pytest.mark.parametrize("page", ["0", "-1", "99999", "x", "\x00", "9" * 400])
@pytest.mark.parametrize("kind", ["", "news", "\x00", "' OR 1=1"])
def test_hostile_parameters_are_answered(search, publish_news, page, kind):
    """A page that is not there is not found, and what there is stands in its place; other values choose nothing."""
    publish_news("Профсоюз")
    strange = {"body": kind, "year": page, "topic": kind, "force": kind, "organisation": page, "order": kind}
    assert search("профсоюз", page=page, kind=kind).status_code == 404
    assert search("профсоюз", kind=kind, **strange).status_code == 200


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=250))
def test_any_text_is_answered(search, publish_news, query):
    assert search(query).status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00<&>"), min_size=1, max_size=200
    )
)
def test_any_text_can_be_published_and_the_index_stays_sound(titles, publish_news, indexed, text):
    news = publish_news("Запись", text=f"{text} спартакиада")
    try:
        assert titles("спартакиада") == ["Запись"]
    finally:
        with indexed():
            news.delete()
    assert titles("спартакиада", literal="1") == []


@pytest.mark.parametrize("query", ['"', '"профсоюз', "!!!", '"!!!" профсоюз', "live:true", "профсоюзы", "-", "'\\"])
@pytest.mark.parametrize("path", ["/admin/pages/search/", "/admin/organisation/"])
def test_the_admin_search_answers_as_well(client, administrator, publish_news, query, path):
    client.force_login(administrator)
    assert client.get(path, {"q": query}).status_code == 200


@pytest.mark.parametrize("query", ["профсою", "работа профсоюзо", "профсоюзы", "отче"])
def test_the_admin_finds_a_page_while_its_title_is_typed(client, administrator, publish_news, query):
    publish_news("Работа профсоюзов: отчёт")
    client.force_login(administrator)
    response = client.get("/admin/choose-page/search/", {"q": query, "page_type": "wagtailcore.page"})
    assert "Работа профсоюзов" in response.text
