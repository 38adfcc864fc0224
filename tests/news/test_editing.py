"""Correspondents and their counter, the check of links, and what an editor is shown and told."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile as file_of
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import TaskState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.link_checking import check_links
from home.models import EventsPage, FoundLink, LinkRules, NewsPage, NewsSectionPage, StandardPage
from registry.models import Organisation, OrganisationKind, Role
from tests.news.test_news import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def forest(organisation):
    kind = OrganisationKind.MEMBER
    return Organisation.objects.create(name="Обком лесных отраслей", superior=organisation, kind=kind)


@pytest.fixture
def forest_news(as_editor, council, forest, correspondent):
    fields = {
        "title": "Новости леса",
        "slug": "les",
        "organisation": str(forest.pk),
        "lead": "",
        "action-publish": "x",
    }
    answer = as_editor.post(
        f"/admin/pages/add/home/newssectionpage/{council.news.pk}/",
        {**nested_form_data(fields), "correspondents": correspondent.pk},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    as_editor.logout()
    return NewsSectionPage.objects.get()


def draft(client, parent, **fields):
    data = form_of(**fields)
    if "action-publish" not in fields:
        data.pop("action-publish")
    return client.post(f"/admin/pages/add/home/newspage/{parent.pk}/", data)


def test_a_correspondent_drafts_in_the_section_and_nowhere_else(client, council, forest_news, correspondent, editor):
    client.force_login(correspondent)

    assert draft(client, council.news).status_code == 302
    assert not NewsPage.objects.exists()
    assert draft(client, forest_news, **{"action-publish": "x"}).status_code == 302
    news = NewsPage.objects.get()
    assert not news.live
    client.post(f"/admin/pages/{news.pk}/edit/", {**form_of(), "action-submit": "x", "action-publish": ""})

    client.force_login(editor)
    assert news.title in client.get("/admin/").content.decode()  # what was sent to the editor
    state = TaskState.objects.get(status="in_progress")
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[news.pk, "approve", state.pk]), {"comment": ""})
    client.logout()
    assert client.get("/news/les/obucheny/").status_code == 200
    assert "Обучены" in client.get("/news/les/").content.decode()
    assert "Обучены" in client.get("/news/").content.decode()


def test_whoever_loses_the_role_writes_no_more(client, council, forest_news, correspondent):
    correspondent.groups.remove(council.group(Role.CORRESPONDENT))
    correspondent.groups.add(council.group(Role.MONITOR))
    client.force_login(correspondent)
    draft(client, forest_news)

    assert not NewsPage.objects.exists()


def test_only_correspondents_of_the_council_are_offered(as_editor, council, author):
    form = as_editor.get(f"/admin/pages/add/home/newssectionpage/{council.news.pk}/").content.decode()

    assert "Лосева" not in form


def test_the_counter_tells_what_each_sent_in_a_period(client, council, forest_news, correspondent, editor):
    client.force_login(correspondent)
    draft(client, forest_news)
    draft(client, forest_news, slug="vtoraya", title="Вторая")
    NewsPage.objects.get(slug="vtoraya").get_latest_revision().publish(skip_permission_checks=True)
    assert client.get("/admin/site/correspondents/").status_code == 302

    client.force_login(editor)
    rows = client.get("/admin/site/correspondents/").context["rows"]
    assert [(row["drafted"], row["published"], row["waiting"]) for row in rows] == [(2, 1, 1)]
    sheet = client.get("/admin/site/correspondents/?export=xlsx")
    assert load_workbook(io.BytesIO(b"".join(sheet.streaming_content))).active["D2"].value == 2
    empty = client.get("/admin/site/correspondents/?since=01.01.2020&until=31.12.2020")
    assert not empty.context["rows"]
    assert client.get("/admin/site/correspondents/?since=x").status_code == 200


@pytest.fixture
def page_with(council, publish):
    def make(words, title="О нас"):
        return publish(council.home, StandardPage(title=title, body=[("paragraph", words)]))

    return make


def test_links_of_the_house_are_checked_by_asking_the_tree(council, page_with, make_news):
    good, hidden = make_news("Жива"), make_news("Снята")
    hidden.unpublish()
    page_with(
        f'<p><a linktype="page" id="{good.pk}">a</a> <a linktype="page" id="{hidden.pk}">b</a> '
        f'<a linktype="page" id="99999999">c</a> <a linktype="document" id="99999999">d</a> '
        f'<a href="/news/zhiva/">e</a> <a href="/news/net-takoy/">f</a> <a href="/search/?q=x">g</a> '
        f'<a href="http://localhost/news/zhiva/">h</a> <a href="https://dead.example/">i</a></p>'
    )

    found = {(link.url, link.trouble) for link in check_links(council.home)}

    assert found == {
        (f"page {hidden.pk}", "closed"),
        ("page 99999999", "gone"),
        ("document 99999999", "gone"),
        ("/news/net-takoy/", "gone"),
    }


def test_foreign_links_are_opened_when_the_house_has_a_way_out(council, page_with, monkeypatch):
    asked = []
    monkeypatch.setattr("home.link_checking.opens", lambda url: asked.append(url) or "dead" not in url)
    monkeypatch.setattr("home.link_checking.SECONDS_BETWEEN", 0)
    page_with('<p><a href="https://dead.example/">a</a> <a href="https://live.example/x">b</a></p>')

    check_links(council.home)
    assert not asked
    with override_settings(LINK_CHECK_FOREIGN=True):
        check_links(council.home)
    assert [(link.url, link.trouble) for link in FoundLink.objects.all()] == [("https://dead.example/", "dead")]
    assert LinkRules.objects.get().links_seen >= 2


def test_unwanted_sites_are_told_of_while_editing_and_in_the_report(as_editor, council, page_with):
    address = "/admin/site/links/"
    bad = as_editor.post(address, {"council": council.home.pk, "unwanted": "не сайт"})
    assert bad.status_code == 200
    as_editor.post(address, {"council": council.home.pk, "unwanted": "https://www.Facebook.com/x\nfacebook.com"})
    assert LinkRules.objects.get().unwanted == "facebook.com"

    words = rich_text('<p><a href="https://m.facebook.com/group">группа</a></p>')
    answer = as_editor.post(
        f"/admin/pages/add/home/newspage/{council.news.pk}/",
        form_of(body=streamfield([("paragraph", words)])),
        follow=True,
    )
    assert "m.facebook.com" in "".join(str(message) for message in answer.context["messages"])

    as_editor.post(address, {"council": council.home.pk, "do": "check"})
    report = as_editor.get(address).content.decode()
    assert "m.facebook.com" in report
    assert as_editor.get(f"{address}?export=xlsx").status_code == 200
    assert as_editor.get(f"{address}?council=999999").status_code == 404


def test_a_picture_is_not_taken_without_words_for_it(as_editor, council, make_picture):
    picture = make_picture(description="")
    fields = {"title": "Цех", "tags": "", "collection": picture.collection_id, "focal_point_x": "", "focal_point_y": ""}
    fields |= {"focal_point_width": "", "focal_point_height": ""}

    assert as_editor.post(f"/admin/images/{picture.pk}/", {**fields, "description": ""}).status_code == 200
    assert as_editor.post(f"/admin/images/{picture.pk}/", {**fields, "description": "Станок"}).status_code == 302
    assert Image.objects.get().description == "Станок"


def test_an_editor_is_asked_to_mark_the_point_of_focus(as_editor, council, make_picture):
    answer = as_editor.post(
        f"/admin/pages/add/home/newspage/{council.news.pk}/", form_of(image=str(make_picture("Цех").pk)), follow=True
    )

    assert "Цех" in "".join(str(message) for message in answer.context["messages"])


def test_the_first_screen_shows_own_drafts_and_dates_to_remember(as_editor, council, make_news):
    draft(as_editor, council.news, title="Мой черновик", slug="moy")
    soon = timezone.localtime() + datetime.timedelta(days=2)
    as_editor.post(
        f"/admin/pages/add/home/newspage/{council.news.pk}/",
        form_of(title="Выйдет сама", slug="sama", go_live_at=soon.strftime("%d.%m.%Y %H:%M")),
    )

    first_screen = as_editor.get("/admin/").content.decode()
    assert "Мой черновик" in first_screen
    dates = first_screen[first_screen.index("dates-to-remember") :]
    assert "Выйдет сама" in dates
    assert soon.strftime("%d.%m.%Y %H:%M") in dates


def test_whoever_writes_begins_from_the_first_screen(client, council, section, forest_news, correspondent, editor):
    events = section(EventsPage)
    of_council = f"/admin/pages/add/home/newspage/{council.news.pk}/"
    of_forest = f"/admin/pages/add/home/newspage/{forest_news.pk}/"

    client.force_login(editor)
    first_screen = client.get("/admin/").content.decode()
    assert of_council in first_screen
    assert f"/admin/pages/add/home/eventpage/{events.pk}/" in first_screen
    assert of_forest not in first_screen  # a part of the list that is offered already
    client.force_login(correspondent)
    first_screen = client.get("/admin/").content.decode()
    assert of_forest in first_screen
    assert of_council not in first_screen


def test_the_day_and_hour_of_publication_are_set_on_the_tab_of_that_name(as_editor, council, make_news):
    form = as_editor.get(f"/admin/pages/{make_news().pk}/edit/").content.decode()

    assert 'class="button button-secondary" data-a11y-dialog-show="schedule-publishing-dialog"' in form


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("otchet.pdf", b"<html>page</html>"),
        ("otchet.docx", b"%PDF-1.7"),
        ("film.mp4", b"text"),
        ("spisok.txt", b"a\0b"),
    ],
)
def test_a_file_under_a_false_name_is_refused_in_words(as_editor, council, name, content):
    answer = as_editor.post("/admin/documents/multiple/add/", {"title": "Отчёт", "files[]": file_of(name, content)})

    assert answer.status_code == 200
    assert name in answer.json()["error_message"]
    assert not Document.objects.exists()


def test_an_empty_file_is_refused_in_one_sentence(as_editor, council):
    answer = as_editor.post("/admin/documents/multiple/add/", {"title": "Отчёт", "files[]": file_of("o.pdf", b"")})
    said = answer.json()["error_message"]
    assert "пуст" in said
    assert "Расширение" not in said


def test_a_file_that_is_what_it_says_is_taken(as_editor, council):
    answer = as_editor.post(
        "/admin/documents/multiple/add/", {"title": "Отчёт", "files[]": file_of("o.pdf", b"%PDF-1.7")}
    )

    assert answer.json()["success"]


def test_a_picture_that_came_by_half_is_refused(as_editor, council):
    photograph = io.BytesIO()
    Picture.effect_noise((300, 300), 90).save(photograph, "JPEG")
    whole = photograph.getvalue()
    sent = {"title": "Зал", "description": "Зал"}
    for content, taken in ((whole[: len(whole) // 2], False), (whole, True)):
        answer = as_editor.post("/admin/images/multiple/add/", {**sent, "files[]": file_of("zal.jpg", content)})
        assert answer.json()["success"] is taken


def test_what_wagtail_saves_by_itself_heaps_up_no_remarks(as_editor, council, make_picture):
    address = f"/admin/pages/add/home/newspage/{council.news.pk}/"
    data = form_of(image=make_picture().pk)
    data.pop("action-publish")
    made = as_editor.post(address, data, headers={"accept": "application/json"})
    assert made.status_code == 200, made.content
    news = NewsPage.objects.get()
    as_editor.post(f"/admin/pages/{news.pk}/edit/", data, headers={"accept": "application/json"})
    answer = as_editor.post(f"/admin/pages/{news.pk}/edit/", {**data, "action-publish": "x"}, follow=True)
    assert answer.content.decode().count("не отмечено главное") == 1


def test_a_chart_has_an_icon_of_its_own_in_the_list_of_blocks(as_editor):
    assert 'id="icon-chart"' in as_editor.get(reverse("wagtailadmin_sprite")).content.decode()


def test_an_editor_who_publishes_the_home_page_comes_to_its_sections(as_editor, council):
    sections = streamfield([("text", {"heading": "О нас", "text": rich_text("<p>Мы рядом.</p>")})])
    form = {"title": council.home.title, "intro": "", "slug": council.home.slug, "sections": sections}
    address = reverse("wagtailadmin_pages:edit", args=[council.home.pk])
    answer = as_editor.post(address, nested_form_data({**form, "action-publish": "1"}), follow=True)
    assert answer.redirect_chain == [(reverse("wagtailadmin_explore", args=[council.home.pk]), 302)]
    assert "Мы рядом." in as_editor.get(council.home.url).text
