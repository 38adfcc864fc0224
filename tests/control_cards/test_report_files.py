"""Files that come with reports: known by their contents, refused by name, kept where no address reaches."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from control import report_files
from control.models import ReportFile
from control.report_files import MAX_FILES
from tests.control_cards.conftest import PDF, archive, pdf

pytestmark = pytest.mark.django_db

GOOD = [
    ("a.pdf", PDF),
    ("b.JPG", b"\xff\xd8\xff\xe0 photo"),
    ("c.png", b"\x89PNG\r\n\x1a\n picture"),
    ("d.doc", b"\xd0\xcf\x11\xe0 word"),
]
BAD = [
    ("virus.exe", b"MZ"),
    ("page.html", b"<script>alert(1)</script>"),
    ("drawing.svg", b"<svg/>"),
    ("all.zip", b"PK\x03\x04"),
    ("no-ending", PDF),
    ("really-exe.pdf", b"MZ\x90"),
    ("photo.jpg", b"<html>"),
    ("broken.docx", b"PK\x03\x04 nothing more"),
    ("empty.pdf", b""),
]


@pytest.mark.parametrize(("name", "content"), GOOD)
def test_papers_and_photographs_are_taken(client, card, link, name, content):
    client.post(link, {"action": "report", "text": "Готово", "files": [SimpleUploadedFile(name, content)]})
    assert card.reports.get().files.get().name == name


@pytest.mark.parametrize(("name", "content"), BAD)
def test_anything_else_is_refused_by_name_and_the_words_are_kept(client, card, link, name, content):
    answer = client.post(link, {"action": "report", "text": "Наши слова", "files": [SimpleUploadedFile(name, content)]})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Наши слова" in words
    # A browser does not send an empty file by its name alone; ours is named all the same.
    assert name in words
    assert not card.reports.exists()
    assert not ReportFile.objects.exists()


def test_a_document_is_known_by_its_parts_and_must_not_bring_a_programme(client, card, link):
    for upload in (
        archive("a.docx", "xl/workbook.xml"),
        archive("b.docx", "word/document.xml", "word/vbaProject.bin"),
        archive("c.odt", "content.xml"),
    ):
        assert client.post(link, {"action": "report", "text": "Т", "files": [upload]}).status_code == 422
    good = archive("d.docx", "word/document.xml"), archive("e.xlsx", "xl/workbook.xml")
    client.post(link, {"action": "report", "text": "Готово", "files": good})
    assert card.reports.get().files.count() == 2


def test_a_file_too_large_is_named_and_the_good_one_beside_it_is_kept(client, card, link, monkeypatch):
    monkeypatch.setattr(report_files, "MAX_SIZE", 100)
    answer = client.post(link, {"action": "report", "text": "Слова", "files": [pdf("big.pdf", PDF * 10), pdf()]})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "big.pdf" in words
    assert "Слова" in words
    assert [file.name for file in ReportFile.objects.all()] == ["spisok.pdf"]
    assert not card.reports.exists()


def test_more_files_than_allowed_are_refused_however_they_come(client, card, link):
    files = [pdf(f"{number}.pdf") for number in range(MAX_FILES + 1)]
    assert client.post(link, {"action": "draft", "text": "Т", "files": files}).status_code == 422
    files = [pdf(f"{number}.pdf") for number in range(MAX_FILES)]
    client.post(link, {"action": "draft", "text": "Т", "files": files})
    answer = client.post(link, {"action": "report", "text": "Т", "files": [pdf("one-more.pdf")]})
    assert answer.status_code == 422
    assert ReportFile.objects.count() == MAX_FILES
    assert not card.reports.exists()


def test_a_request_larger_than_all_files_together_is_not_read(client, card, link, monkeypatch):
    monkeypatch.setattr("control.views.report_page.MAX_REQUEST", 10)
    answer = client.post(link, {"action": "report", "text": "Готово"})
    assert answer.status_code == 413
    assert not card.reports.exists()


def test_a_file_is_saved_and_never_shown_as_a_page(client, card, link, controller, reader):
    client.post(link, {"action": "report", "text": "Готово", "files": [pdf("перечень «Лесной».pdf")]})
    file = card.reports.get().files.get()
    assert file.name == "перечень «Лесной».pdf"
    assert "reports/" in file.file.name
    assert "перечень" not in file.file.name
    answer = client.get(f"{link}files/{file.pk}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert answer.getvalue() == PDF
    assert client.get(f"/media/{file.file.name}").status_code == 404


def test_a_file_is_for_those_who_read_the_card_and_a_draft_for_its_writer_alone(
    client, card, link, reader, django_user_model
):
    client.post(link, {"action": "draft", "text": "Черновик", "files": [pdf()]})
    file = ReportFile.objects.get()
    path = f"/admin/control/files/{file.pk}/"
    assert client.get(path).status_code == 302
    client.force_login(reader)
    assert client.get(path).status_code in (302, 403)
    client.logout()
    client.post(link, {"action": "report", "text": "Готово"})
    client.force_login(reader)
    assert client.get(path).getvalue() == PDF
    stranger = django_user_model.objects.create_user("stranger")
    client.force_login(stranger)
    assert client.get(path).status_code in (302, 403)
