"""What the search shows, to whom, and in what order."""

import datetime
from contextlib import nullcontext

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageViewRestriction, Site

from home.council import set_up_council
from home.models import NewsPage, NewspaperIssuePage, NewspaperPage, SurveyPage, SurveysPage
from registry.models import Organisation
from search.models import Entry

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("7-2", "7-2"),
        ("7 – 2", "7-2"),
        ("7-2", "№ 7 – 2"),
        ("9-5", "№9—5"),
        ("9-5", "постановление № 9-5 от 16 апреля 2026 года"),
        ("24-1-Р", "24-1-Р"),
        ("24-1-Р", "24-1-р"),
    ],
)
def test_the_act_with_exactly_this_number_comes_first(search, publish_act, printed, asked):
    publish_act("О другом", number="1-1", preamble="Исполнить постановления 7-2, 9-5, 24-1-Р от 16 апреля 2026 года")
    publish_act("О бюджете", number=printed)
    context = search(asked).context
    assert [hit.title for hit in context["exact"]] == ["О бюджете"]
    assert context["exact"][0].number == printed
    assert "<mark>" not in context["exact"][0].fragment
    assert [hit.title for hit in context["results"]] == ["О другом"]
    assert context["total"] == 2


def test_the_exact_act_stands_on_the_first_page_only(search, publish_act, publish_news):
    publish_act("О бюджете", number="7-2")
    for number in range(21):
        publish_news(f"Новость {number}", text="Принято постановление 7-2")
    first = search("7-2").context
    assert (len(first["exact"]), len(first["results"])) == (1, 19)
    second = search("7-2", page=2).context
    assert (len(second["exact"]), len(second["results"]), second["total"]) == (0, 2, 22)


def test_drafts_are_never_found(titles, publish_act, publish_news, make_act):
    publish_news("Черновик", text="Спартакиада", live=False)
    make_act(heading="О спартакиаде", number="5-5")
    assert titles("спартакиада") == []
    assert titles("5-5") == []


@pytest.mark.parametrize("in_step", [True, False])
def test_restricted_pages_are_never_found(titles, search, publish_news, publish_act, indexed, in_step):
    """Not even in the moment before the index has followed."""
    news = publish_news("Для своих", text="Спартакиада")
    act = publish_act("О закрытом", number="5-5")
    with indexed() if in_step else nullcontext():
        for page in (news, act):
            restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
            restriction.groups.add(Group.objects.create(name=page.title))
    assert titles("спартакиада") == []
    assert titles("5-5") == []
    assert Entry.objects.filter(page__in=[news.pk, act.pk]).exists() is not in_step
    suggested = search("спарта", path=reverse("search_suggest")).json()["suggestions"]
    assert suggested == []


def test_an_act_for_official_use_is_never_found_even_without_its_restriction(titles, publish_act):
    publish_act("О закрытом вопросе", number="5-5", is_restricted=True)
    assert titles("закрытый вопрос") == titles("5-5") == []


def test_what_is_taken_off_moved_away_or_deleted_is_not_found(titles, publish_news, indexed):
    first, second = publish_news("Первая спартакиада"), publish_news("Вторая спартакиада")
    assert len(titles("спартакиада")) == 2
    with indexed():
        first.unpublish()
    assert titles("спартакиада") == ["Вторая спартакиада"]
    with indexed():
        first.save_revision().publish()
        second.delete()
    assert titles("спартакиада") == ["Первая спартакиада"]


def test_lists_and_the_home_page_are_not_results(titles, council, publish_news):
    publish_news("Запись", text="Новости и документы федерации профсоюзов")
    for query in ("новости", "документы", "федерация"):
        assert titles(query) == ["Запись"]


def test_without_a_site_nothing_is_found(titles, publish_news):
    publish_news("Спартакиада")
    Site.objects.all().delete()
    assert titles("спартакиада") == []


def test_another_council_is_not_searched(titles, publish_news, indexed):
    neighbour = set_up_council(Organisation.objects.create(name="Соседний союз"), slug="neighbour")
    foreign = NewsPage(title="Чужая", slug="foreign", published_on=datetime.date(2026, 5, 1), lead="Спартакиада")
    with indexed():
        neighbour.news.add_child(instance=foreign)
    publish_news("Своя", text="Спартакиада")
    assert titles("спартакиада") == ["Своя"]


def test_words_in_the_title_come_first_then_the_newest(titles, publish_news, publish_act):
    publish_news("Старая", text="Спартакиада", published_on=datetime.date(2020, 1, 1))
    publish_act("О спартакиаде", adopted_on=datetime.date(2019, 1, 1))
    publish_act("О планах", text="Провести спартакиаду", adopted_on=datetime.date(2021, 1, 1), number="6-4")
    publish_news("Новая", text="Спартакиада", published_on=datetime.date(2025, 1, 1))
    assert titles("спартакиада") == ["О спартакиаде", "Новая", "О планах", "Старая"]
    assert titles("спартакиада", order="new") == ["Новая", "О планах", "Старая", "О спартакиаде"]
    assert titles("спартакиада", order="old") == ["О спартакиаде", "Старая", "О планах", "Новая"]


def test_results_are_counted_and_narrowed_by_kind(search, publish_act, publish_news, publish_page):
    publish_act("О спартакиаде")
    publish_news("Спартакиада прошла")
    publish_news("Снова спартакиада")
    publish_page("Спартакиады")
    kinds = search("спартакиада").context["kinds"]
    assert {kind["code"]: kind["count"] for kind in kinds} == {"": 4, "resolution": 1, "news": 2, "standard": 1}
    assert [kind["code"] for kind in kinds if kind["current"]] == [""]
    narrowed = search("спартакиада", kind="news").context
    assert narrowed["total"] == 2
    assert [kind["code"] for kind in narrowed["kinds"] if kind["current"]] == ["news"]
    nothing = search("спартакиада", kind="nothing")
    assert (nothing.status_code, nothing.context["total"]) == (200, 0)
    assert "?q=" in nothing.text  # the way back to everything


def test_the_fragment_marks_every_form_and_escapes_the_rest(search, publish_news):
    publish_news("Запись", text="Сам &lt;b&gt;профсоюз&lt;/b&gt; и все профсоюзы &amp; отделы")
    fragment = search("профсоюзов").context["results"][0].fragment
    assert "<mark>профсоюз</mark>" in fragment
    assert "<mark>профсоюзы</mark>" in fragment
    assert "&amp;" in fragment
    assert "<b>" not in fragment


def test_a_reader_sees_no_tags_of_an_introduction(search, council, indexed):
    listing = council.home.add_child(instance=SurveysPage(title="Опросы", slug="oprosy"))
    with indexed():
        listing.add_child(
            instance=SurveyPage(title="Чему учить", slug="chemu", intro="<p>Спросим о <b>спартакиаде</b>.</p>")
        )
    [hit] = search("спартакиада").context["results"]
    assert "<mark>" in hit.fragment
    assert "&lt;" not in hit.fragment
    assert "Спросим о" in hit.fragment


def test_an_issue_of_the_newspaper_says_its_number_once(search, council, indexed):
    newspaper = council.home.add_child(instance=NewspaperPage(title="Голос", slug="golos"))
    with indexed():
        newspaper.add_child(
            instance=NewspaperIssuePage(
                title="№ 11 (421), ноябрь 2026 г.",
                slug="n-11",
                number="11 (421)",
                published_on=datetime.date(2026, 11, 12),
            )
        )
    answer = search("ноябрь")
    [hit] = answer.context["results"]
    assert hit.number == "11 (421)"
    assert answer.content.decode().replace("\xa0", " ").replace("&nbsp;", " ").count("№ 11 (421)") == 1


def test_a_long_text_is_cut_around_the_words_found(search, publish_news):
    publish_news("Запись", text="вода " * 300 + "спартакиада " + "вода " * 300)
    fragment = search("спартакиады").context["results"][0].fragment
    assert fragment.startswith("… ")
    assert fragment.endswith("…")
    assert "<mark>спартакиада</mark>" in fragment
    assert len(fragment) < 300


def test_an_act_leads_to_the_point_that_answers(search, publish_act):
    publish_act(
        "О планах",
        preamble="Совет отмечает подготовку.",
        items=[
            ("item", {"label": label, "level": "1", "item_class": "instruction", "text": text})
            for label, text in (("1", "Утвердить план."), ("2", "Провести спартакиаду."))
        ],
    )
    hit = search("спартакиада").context["results"][0]
    assert [(one.label, one.url, one.html) for one in hit.fragments] == [
        ("п. 2", f"{hit.url}#p2", "Провести <mark>спартакиаду</mark>.")
    ]
    assert search("подготовка").context["results"][0].fragments[0].url.endswith("#preamble")


def test_the_page_shows_the_results_in_both_languages(search, publish_act):
    publish_act("О спартакиаде", text="Провести спартакиаду.", number="7-2")
    for path in ("/search/", "/en/search/"):
        response = search("спартакиада", path=path)
        assert response.status_code == 200
        assert "О\xa0спартакиаде" in response.text or "О спартакиаде" in response.text
        assert "<mark>спартакиаду</mark>" in response.text


@pytest.mark.parametrize("kind", ["", "resolution", "news"])
def test_twenty_results_cost_no_more_queries_than_one(
    search, publish_act, publish_news, picture, django_assert_num_queries, django_assert_max_num_queries, kind
):
    def publish(number):
        picture_block = ("image", {"image": picture(), "decorative": True, "alt_text": ""})
        publish_act(f"О спартакиаде {number}", number=f"6-{number}", adopted_on=datetime.date(2026, 5, 1))
        publish_news(f"Спартакиада {number}", body=[picture_block, ("paragraph", "<p>Спартакиада прошла</p>")])

    publish(0)
    search("спартакиада", kind=kind)  # warms what lives as long as the process: types, locales, the site
    with django_assert_max_num_queries(22) as counted:
        search("спартакиада", kind=kind)
    once = len(counted)
    for number in range(1, 21):
        publish(number)
    search("спартакиада", kind=kind)
    with django_assert_num_queries(once):
        assert len(search("спартакиада", kind=kind).context["results"]) == 20


def test_the_texts_are_read_for_a_phrase_once_whatever_is_counted(
    search, publish_act, django_assert_max_num_queries, monkeypatch
):
    for number in (1, 2, 3):
        publish_act("О спорте", text="Провести зимнюю спартакиаду.", number=f"6-{number}")
    with django_assert_max_num_queries(22) as counted:
        found = search('"зимнюю спартакиаду"')
    assert len(found.context["results"]) == 3
    assert sum("LIKE" in query["sql"] and "зимнюю спартакиаду" in query["sql"] for query in counted) == 1
    # Of very many that hold the words the newest are read.
    monkeypatch.setattr(Entry, "PHRASES_READ", 2)
    assert len(search('"зимнюю спартакиаду"').context["results"]) == 2
