"""A report on execution as a Word file: what stands on the screen opens in Word, for those who read the control."""

import io

import docx
import pytest
from django.urls import reverse
from docx.enum.section import WD_ORIENT

from documents.writers.docx import MEDIA_TYPE
from programs.models import ExecutionReportPage
from registry.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(report_page, controller):
    """The report with a person's words about point 1, point 2 to be extended, a task that remains."""
    report = ExecutionReportPage.objects.get(pk=report_page.pk)
    rows = {row.number: row for row in report.get_latest_revision_as_object().table}
    words = {
        rows["1"].item: {"done": "Сайт обновлён\x0b полностью.", "proposal": "close", "until": None},
        rows["2"].item: {"done": "Учёт сверен наполовину.", "proposal": "extend", "until": "2099-02-27"},
    }
    rows_written = []
    for row in rows.values():
        change = words.get(row.item)
        if change:
            row.done, row.proposal = change["done"], change["proposal"]
            row.until = change["until"] or ""
        rows_written.append(row.as_data())
    draft = report.get_latest_revision_as_object()
    draft.rows, draft.unresolved = rows_written, "Создать электронный реестр"
    draft.introduction = "Во исполнение постановления сделано следующее."
    draft.save_revision(user=controller, clean=False)
    return report


def opened_in_word(client, report):
    answer = client.get(reverse("programs_report_docx", args=[report.pk]))
    assert answer.status_code == 200
    return answer, docx.Document(io.BytesIO(answer.content))


def plain(text):
    return text.replace("\xa0", " ")


def lines_of(paper):
    return [plain(paragraph.text) for paragraph in paper.paragraphs]


def test_the_word_file_holds_the_report_as_it_stands_on_the_screen(client, written, controller, department):
    client.force_login(controller)
    answer, paper = opened_in_word(client, written)

    headings = [plain(one.text) for one in paper.paragraphs if one.style.name.startswith("Heading")]
    assert headings[0].startswith("ИНФОРМАЦИЯ\n")
    assert f"{department.name}:" in headings
    assert "Членские организации:" in headings
    assert headings[-1] == "Выполнение по пунктам"
    assert "Во исполнение постановления сделано следующее." in lines_of(paper)
    assert "–\tСоздать электронный реестр" in lines_of(paper)
    assert answer["Content-Type"] == MEDIA_TYPE
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_its_table_has_groups_points_deadlines_executors_what_was_done_and_what_is_proposed(
    client, written, controller, department
):
    client.force_login(controller)
    _answer, paper = opened_in_word(client, written)

    (table,) = paper.tables
    rows = [[plain(cell.text) for cell in row.cells] for row in table.rows]
    names = ["Пункт", "Поручение", "Срок", "Исполнитель", "Информация о выполнении", "Предложение"]
    assert rows[0] == names
    assert [row[0] for row in rows if len(set(row)) == 1] == [department.name, "Членские организации"]
    by_point = {row[0]: row for row in rows}
    assert by_point["1"] == [
        "1",
        "Обновить сайт",
        "до 27 февраля 2099 года",
        department.name,
        "Сайт обновлён полностью.",
        "снять с контроля",
    ]
    assert by_point["2"][2:] == [
        "до 31 января 2020 года",
        "членские организации",
        "Учёт сверен наполовину.",
        "продлить до 27 февраля 2099 г.",
    ]
    assert by_point["3"][5] == "оставить на контроле"


def test_the_table_lies_on_its_side_and_its_heading_comes_again_on_every_sheet(client, written, controller):
    client.force_login(controller)
    _answer, paper = opened_in_word(client, written)

    assert [section.orientation for section in paper.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert paper.sections[1].page_width > paper.sections[1].page_height
    assert paper.tables[0].rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    widths = [column.width for column in paper.tables[0].columns]
    sheet = paper.sections[1]
    assert sum(widths) <= sheet.page_width - sheet.left_margin - sheet.right_margin
    assert max(widths) == widths[4], "what was done needs the most room"


def test_an_unpublished_report_is_marked_a_draft(client, written, controller):
    client.force_login(controller)
    answer, paper = opened_in_word(client, written)

    assert lines_of(paper)[0] == "ПРОЕКТ"
    assert ".docx" in answer["Content-Disposition"]


def test_the_button_stands_beside_that_of_the_pdf(client, report_page, controller):
    client.force_login(controller)
    page = client.get(reverse("programs_report", args=[report_page.pk])).content.decode()

    pdf, word = (page.index(reverse(f"programs_report_{kind}", args=[report_page.pk])) for kind in ("pdf", "docx"))
    assert pdf < word < page.index("data-print", pdf)


def test_only_those_who_read_the_control_of_the_council_get_the_word_file(client, report_page, account):
    address = reverse("programs_report_docx", args=[report_page.pk])
    assert client.get(address).status_code == 302
    client.force_login(account(Role.EDITOR, "editor"))
    assert client.get(address).status_code in (302, 403)
    client.force_login(account(Role.SIGNATORY, "signatory"))
    assert client.get(address).status_code == 200
