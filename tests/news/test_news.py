"""News: rubrics, authors, tags, the acts they tell of, and their list."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from taggit.models import Tag
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.council import set_up_council
from home.models import NewsAct, NewsAuthor, NewsPage, RubricPage
from registry.models import DataConsent, Organisation, OrganisationKind, Person

pytestmark = pytest.mark.django_db


def form_of(**fields):
    return nested_form_data(
        {
            "title": "Обучены уполномоченные",
            "slug": "obucheny",
            "lead": "",
            "image": "",
            "image_alt": "",
            "image_caption": "",
            "body": streamfield([("paragraph", rich_text("<p>Два дня в цехе.</p>"))]),
            "published_on": "2026-10-21",
            "rubric": "",
            "authors": inline_formset([]),
            "act_links": inline_formset([]),
            "tags": "",
            "action-publish": "action-publish",
            **fields,
        }
    )


def add(client, council, **fields):
    return client.post(f"/admin/pages/add/home/newspage/{council.news.pk}/", form_of(**fields))


def test_an_editor_publishes_news_under_a_rubric_with_author_tag_and_act(
    client, as_editor, council, rubric, make_registered_act
):
    act = make_registered_act()
    answer = add(
        as_editor,
        council,
        rubric=str(rubric.pk),
        authors=inline_formset([{"person": "", "name": "пресс-служба"}]),
        act_links=inline_formset([{"act": str(act.pk), "point": "1"}]),
        tags="обучение",
    )

    assert answer.status_code == 302, answer.context["form"].errors
    page = client.get("/news/obucheny/").content.decode()
    assert "/news/ohrana-truda/" in page
    assert "пресс-служба" in page
    assert "обучить уполномоченных до 1 ноября" in page.replace("\xa0", " ")  # the quoted point
    assert act.url + "#" in page
    assert list(act.news.all()) == [NewsPage.objects.get()]


def test_only_rubrics_in_use_are_offered_and_the_news_of_a_closed_one_stay(
    client, as_editor, council, publish, rubric, make_news
):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    old = publish(council.news, RubricPage(title="Год охраны труда", slug="god", shown_until=yesterday))
    news = make_news(rubric=old)

    answer = add(as_editor, council, rubric=str(old.pk))
    assert answer.status_code == 200
    assert "rubric" in answer.context["form"].errors
    form = add(as_editor, council, title="").content.decode()
    assert f'<option value="{rubric.pk}">' in form
    assert "Год охраны труда" not in form
    # The page that stands under it may be edited without losing it.
    edited = as_editor.post(f"/admin/pages/{news.pk}/edit/", form_of(rubric=str(old.pk), slug=news.slug))
    assert edited.status_code == 302
    client.logout()
    assert news.title in client.get("/news/god/").content.decode()


def test_a_rubric_of_another_council_is_not_offered(as_editor, council, organisation, publish):
    below = Organisation.objects.create(name="Обком образования", superior=organisation, kind=OrganisationKind.MEMBER)
    other = set_up_council(below, slug="obkom")
    foreign = publish(other.news, RubricPage(title="Школы", slug="shkoly"))

    assert "rubric" in add(as_editor, council, rubric=str(foreign.pk)).context["form"].errors


def test_a_person_is_named_as_author_only_with_a_consent(client, make_news, organisation):
    person = Person.objects.create(surname="Лосева", given_name="Вера", organisation=organisation)
    news = make_news()
    news.authors = [NewsAuthor(person=person), NewsAuthor(name="пресс-служба")]
    news.save_revision().publish()

    page = client.get(news.url).content.decode()
    assert "Лосева" not in page
    assert "пресс-служба" in page

    DataConsent.objects.create(
        person=person, scope=DataConsent.Scope.NAME, granted_on=datetime.date(2026, 1, 12), document="папка 1"
    )
    assert "Лосева Вера" in client.get(news.url).content.decode().replace("\xa0", " ")
    assert news.title in client.get(f"/news/?author={person.pk}").content.decode()


def test_a_row_of_authors_has_a_person_or_a_name(as_editor, council):
    answer = add(as_editor, council, authors=inline_formset([{"person": "", "name": ""}]))

    assert answer.status_code == 200


def test_a_picture_needs_words_before_publication(as_editor, council, make_picture):
    silent, described = make_picture("Без слов", description=""), make_picture()

    assert "image_alt" in add(as_editor, council, image=str(silent.pk)).context["form"].errors
    assert add(as_editor, council, image=str(silent.pk), image_alt="Станок").status_code == 302
    assert add(as_editor, council, image=str(described.pk), slug="vtoraya").status_code == 302


def test_drafts_and_restricted_acts_are_not_told_of(client, make_act, make_registered_act, make_news):
    draft = make_act(heading="О тайном проекте")
    secret = make_registered_act(number="7-1", heading="О служебном", is_restricted=True)
    news = make_news()
    news.act_links = [NewsAct(act=draft), NewsAct(act=secret, point="1")]
    news.save_revision().publish()

    page = client.get(news.url).content.decode()
    assert "О тайном проекте" not in page
    assert "О служебном" not in page


def test_scheduled_news_comes_out_by_itself(client, as_editor, council):
    soon = timezone.localtime() + datetime.timedelta(hours=2)
    add(as_editor, council, go_live_at=soon.strftime("%d.%m.%Y %H:%M"))
    client.logout()
    assert client.get("/news/obucheny/").status_code == 404

    with time_machine.travel(soon + datetime.timedelta(minutes=1)):
        call_command("publish_scheduled", verbosity=0)

    assert client.get("/news/obucheny/").status_code == 200


def test_publishing_what_is_due_is_a_periodic_job():
    from cms.jobs import jobs

    assert {"cms.tasks.publish_scheduled", "home.tasks.forget_answers"} <= {job.name for job in jobs()}


def test_the_list_is_narrowed_by_tag_year_and_author(client, make_news):
    trained = make_news("Обучены уполномоченные")
    trained.tags.add(Tag.objects.create(name="обучение", slug="obuchenie"))
    trained.authors = [NewsAuthor(name="отдел охраны труда")]
    trained.save_revision().publish()
    make_news("Прошлогодняя новость", published_on=datetime.date(2025, 3, 1))

    def titles(**asked):
        return [news.title for news in client.get("/news/", asked).context["news"]]

    assert titles() == ["Обучены уполномоченные", "Прошлогодняя новость"]
    assert titles(tag="obuchenie") == ["Обучены уполномоченные"]
    assert titles(year=2025) == ["Прошлогодняя новость"]
    assert titles(author="отдел охраны труда") == ["Обучены уполномоченные"]
    assert titles(tag="неведомый") == []
    assert titles(author="99999999999999999999") == []


@pytest.mark.parametrize("query", ["?page=99999", "?page=x", "?year=٢٠٢٥", "?year=-1", "?tag=%00", "?author=%27%22<b>"])
def test_odd_addresses_of_the_list_are_answered_calmly(client, make_news, query):
    make_news()

    assert client.get(f"/news/{query}").status_code == 200


def test_a_longer_list_asks_the_database_as_often_as_a_short_one(queries, make_news, rubric, make_picture):
    make_news("Новость 0", rubric=rubric, image=make_picture())
    one = {address: queries(address) for address in ("/news/", "/news/ohrana-truda/")}
    picture = make_picture("Второй цех")
    for number in range(1, 6):
        make_news(f"Новость {number}", rubric=rubric, image=picture)

    assert {address: queries(address) for address in one} == one
    assert max(one.values()) <= 20


def test_another_councils_draft_cannot_be_named(as_editor, council, organisation, make_act):
    below = Organisation.objects.create(name="Обком образования", superior=organisation, kind=OrganisationKind.MEMBER)
    other = set_up_council(below, slug="obkom")
    draft = make_act(heading="О чужом проекте")
    draft.move(other.acts, pos="last-child")

    answer = add(as_editor, council, act_links=inline_formset([{"act": str(draft.pk), "point": ""}]))

    assert answer.status_code == 200
    assert not NewsPage.objects.exists()
