"""The blocks of ordinary pages: previews, words for pictures, people who agreed, tables that can be read aloud."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.blocks.words import way_out
from home.models import HomePage, StandardPage
from registry.models import DataConsent
from tests.house.conftest import assert_orderly

pytestmark = pytest.mark.django_db

BODY = StandardPage.body.field.stream_block
BLOCKS = [*BODY.child_blocks.values(), *HomePage.sections.field.stream_block.child_blocks.values()]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_every_block_shows_itself_in_the_chooser(client, council, administrator, block):
    assert block.is_previewable
    assert block.get_description(), "an editor reads what it is for"
    client.force_login(administrator)
    preview = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert preview.status_code == 200
    text = preview.content.decode()
    assert "sovet/css/blocks.css" in text
    assert 'class="prose preview' in text
    assert 'src="data:' not in text


def sample_of_each():
    """Every block of a page with what its preview shows, but for those that need the library."""
    return [(name, block.get_preview_value()) for name, block in BODY.child_blocks.items() if name in WITHOUT_LIBRARY]


WITHOUT_LIBRARY = {"heading", "paragraph", "quote", "accordion", "table", "chart", "call"}


def test_a_page_of_all_blocks_is_orderly(council, read, make_page, picture, document, person):
    shown = {"image": picture, "alt_text": "Завод осенью", "caption": "Верхний Плёс"}
    page = make_page(
        "Всё",
        *sample_of_each(),
        ("image", {**shown, "crop": "wide"}),
        ("gallery", {"pictures": [shown, {**shown, "decorative": True}]}),
        ("film", {"title": "Фильм", "file": document("film.mp4"), "poster": picture, "transcript": "<p>Слова</p>"}),
        ("documents", {"title": "Бланки", "documents": [document()]}),
        ("people", {"people": [{"person": person("Лосева", "name"), "post": "Редактор"}]}),
    )
    text = read(page.url)
    assert_orderly(text)
    for words in ("Завод осенью", "Верхний Плёс", "PDF", "Лосева Анна", "Редактор", "454", 'type="image/avif"'):
        assert words in text
    assert text.count("<picture>") == 3
    assert 'preload="none"' in text
    assert "autoplay" not in text


def test_a_picture_without_words_is_refused_at_its_field(client, council, administrator, picture):
    client.force_login(administrator)
    value = {"image": str(picture.pk), "alt_text": "", "caption": "", "crop": "", "decorative": ""}
    data = nested_form_data(
        {"title": "О нас", "slug": "o-nas", "lead": "", "body": streamfield([("image", value)]), "action-publish": "1"}
    )
    del data["body-0-value-decorative"]
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", council.home.pk])
    answer = client.post(address, data)
    assert answer.status_code == 200
    error = answer.context["form"].errors.as_data()["body"][0].block_errors[0].block_errors
    assert list(error) == ["alt_text"]
    assert client.post(address, data | {"body-0-value-decorative": "on"}).status_code == 302


def test_a_picture_of_an_earlier_version_is_still_shown(council, read, make_page, picture):
    page = make_page()
    old = (
        f'[{{"type": "image", "value": {{"image": {picture.pk}, "decorative": false, "alt_text": "Лес"}}, "id": "1"}}]'
    )
    StandardPage.objects.filter(pk=page.pk).update(body=old)
    assert 'alt="Лес"' in read(page.url)


def test_only_who_agreed_is_named_and_may_take_it_back(council, read, make_page, person):
    agreed, silent = person("Лосева", "name"), person("Молчалина")
    page = make_page("Люди", ("people", {"people": [{"person": agreed}, {"person": silent}]}))
    text = read(page.url)
    assert "Лосева" in text
    assert "Молчалина" not in text
    DataConsent.objects.update(revoked_on="2026-02-01")
    assert "Лосева" not in read(page.url)


def test_ten_people_cost_what_one_costs(client, council, make_page, person):
    crowd = [{"person": person(f"Лосева{number}", "name")} for number in range(10)]
    pages = [make_page("Люди", ("people", {"people": people})) for people in (crowd[:1], crowd)]
    client.get(pages[0].url)
    counts = []
    for page in pages:
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_table_names_its_columns_and_rows(council, read, make_page):
    text = read(make_page("Цифры", ("table", BODY.child_blocks["table"].get_preview_value())).url)
    assert '<th scope="col" class="num">2026</th>' in text
    assert '<th scope="row">Образование</th>' in text
    assert 'data-l="2026" class="num">131' in text
    assert "<caption>Обучено уполномоченных" in text


def test_a_chart_can_be_read_without_seeing_it(council, read, make_page):
    figures = [{"label": "Оплата труда", "value": "46.5"}, {"label": "Отпуск", "value": 12000}]
    text = read(make_page("Цифры", ("chart", {"title": "Вопросы", "kind": "bars", "figures": figures})).url)
    assert '<th scope="row">Оплата труда</th>' in text
    assert ">46,5<" in text
    assert ">12 000<" in text


def test_a_film_elsewhere_is_only_a_link(council, read, make_page):
    value = {"title": "Фильм", "address": "https://films.example/1", "transcript": "<p>Слова фильма</p>"}
    text = read(make_page("Фильм", ("film", value)).url)
    assert 'href="https://films.example/1"' in text
    assert text.count("films.example") == 1
    assert "<iframe" not in text
    assert "Слова фильма" in text


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("film", {"title": "Ф", "transcript": "<p>С</p>"}, "file"),
        ("film", {"title": "Ф", "file": "blank.pdf", "transcript": "<p>С</p>"}, "file"),
        ("film", {"title": "Ф", "address": "https://a.example/", "transcript": ""}, "transcript"),
        ("call", {"title": "Т", "button": "К"}, "page"),
        ("call", {"title": "Т", "button": "К", "address": "javascript:alert(1)"}, "address"),
        ("table", {"table": {"caption": "", "columns": [{"type": "text", "heading": "А"}], "rows": []}}, "table"),
        ("table", {"table": {"caption": "О чём", "columns": [{"type": "text", "heading": ""}], "rows": []}}, "table"),
    ],
)
def test_what_is_missing_is_said_at_its_field(document, name, value, field):
    block = BODY.child_blocks[name]
    value = value | ({"file": document(value["file"])} if "file" in value else {})
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(block.normalize(value))
    assert field in refused.value.block_errors


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ("https://forum.example/1", "https://forum.example/1"),
        ("sovet@sovet.example", "mailto:sovet@sovet.example"),
        ("mailto:sovet@sovet.example", "mailto:sovet@sovet.example"),
        ("+7 (495) 000-00-00", "tel:+74950000000"),
    ],
)
def test_a_button_leads_to_pages_mailboxes_and_telephones(typed, leads):
    assert way_out(typed) == leads


def test_nothing_else_is_an_address():
    with pytest.raises(ValidationError):
        way_out("data:text/html,1")


def test_an_editor_is_told_what_is_hard_to_read_and_sees_the_page_on_paper(client, rf, administrator, make_page):
    page = make_page("О нас")
    page.save_revision()
    client.force_login(administrator)
    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "checker-axe-configuration" in draft
    assert "paper.css" not in draft
    assert "checker-axe-configuration" not in client.get(page.url).content.decode()
    assert b"paper.css" in page.make_preview_request(rf.get("/"), "paper").content
