"""A secretary drops a file, looks at what was read, corrects it and gets a draft."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from programs.models import ImportedDocument
from registry.models import Organisation
from resolutions.models import ResolutionPage

pytestmark = pytest.mark.django_db

PAPER = """Союз «Заречная федерация профсоюзов»

Совет

ПОСТАНОВЛЕНИЕ

16 апреля 2026 года          г. Заречный          № 6 – 3

О летнем отдыхе

Совет рассмотрел итоги сезона.

Совет Федерации ПОСТАНОВЛЯЕТ:

1. Членским организациям Федерации:
1.1. собрать заявки до 20 мая т.г.;
1.2. назначить ответственного <b>срочно</b>.
2. Контроль за исполнением постановления возложить на заместителя председателя Тучкова Г.М.

Председатель Федерации                              М.О. Северьянова
"""

REPORT = """ИНФОРМАЦИЯ
об итогах года в Заречной федерации

Отделом организационной работы:
- проведён семинар;
- обновлён сайт.

Остаются нерешёнными задачи:
- не создан реестр первичных организаций.
"""


def upload(client, text=PAPER, name="paper.txt"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(
        reverse("import_upload"), {"council": council_pk(), "file": SimpleUploadedFile(name, data)}, follow=True
    )


def council_pk():
    from resolutions.models import ResolutionIndexPage

    return ResolutionIndexPage.objects.get().pk


def posted(review, **changes):
    """What a browser would send back from the review screen."""
    data = {}
    for bound in [review.requisites, review.points.management_form, review.signatories.management_form]:
        data |= {bound.add_prefix(name): bound[name].value() or "" for name in bound.fields}
    for form in [*review.points.forms, *review.signatories.forms]:
        data |= {form.add_prefix(name): form[name].value() or "" for name in form.fields}
    return {**data, **changes}


@pytest.fixture
def secretary(client, council, author):
    client.force_login(author)
    return client


def test_the_screen_shows_every_line_beside_its_reading(secretary):
    page = upload(secretary)
    assert page.status_code == 200
    text = page.content.decode()
    assert "собрать заявки до 20 мая т.г.;" in text
    assert [form["label"].value() for form in page.context["review"].points.forms] == ["1", "1.1", "1.2", "2"]
    assert page.context["review"].points.forms[1]["deadline"].value() == "до 20 мая т.г."


def test_the_corrected_reading_becomes_a_draft(secretary, author):
    page = upload(secretary)
    record = ImportedDocument.objects.get()
    secretary.post(
        reverse("import_review", args=[record.pk]),
        posted(page.context["review"], number="6-4", **{"item-2-deadline": "до 1 июня 2026 года"}),
    )
    act = ResolutionPage.objects.get()
    assert not act.live
    assert (act.number, act.adopted_on.isoformat(), act.place) == ("6-4", "2026-04-16", "г. Заречный")
    assert act.heading == "О летнем отдыхе"
    assert act.issuer == Organisation.objects.get()
    assert act.operative_items[2].deadline_reading == "1 июня 2026"
    assert act.operative_items[1].inherited_addressees == ["Членским организациям Федерации"]
    assert act.owner == author


@pytest.mark.parametrize("empty", ["number", "date", "title"])
def test_a_paper_without_a_requisite_becomes_a_draft_that_waits_for_it(secretary, empty):
    page = upload(secretary)
    record = ImportedDocument.objects.get()
    answer = secretary.post(reverse("import_review", args=[record.pk]), posted(page.context["review"], **{empty: ""}))

    assert answer.status_code == 302
    assert ResolutionPage.objects.get().has_unpublished_changes


def test_markup_in_a_paper_is_shown_as_text(secretary):
    assert "&lt;b&gt;срочно&lt;/b&gt;" in upload(secretary).content.decode()


def test_the_same_bytes_lead_to_the_draft_that_exists(secretary):
    page = upload(secretary)
    secretary.post(reverse("import_review", args=[ImportedDocument.objects.get().pk]), posted(page.context["review"]))
    again = upload(secretary)
    assert ResolutionPage.objects.count() == 1
    assert again.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[ResolutionPage.objects.get().pk])


def test_a_wrong_date_is_named_at_its_field_and_nothing_is_created(secretary):
    page = upload(secretary)
    url = reverse("import_review", args=[ImportedDocument.objects.get().pk])
    answer = secretary.post(url, posted(page.context["review"], date="31.02.2025"))
    assert answer.context["review"].requisites.errors["date"]
    assert not ResolutionPage.objects.exists()


def test_the_field_says_which_files_it_takes_and_the_date_is_chosen_as_everywhere_else(secretary):
    first = secretary.get(reverse("import_upload")).content.decode().replace("\xa0", " ")
    assert "DOCX или TXT, до 50,0 МБ." in first
    upload(secretary)
    second = secretary.get(reverse("import_review", args=[ImportedDocument.objects.get().pk])).content.decode()
    assert 'value="16.04.2026"' in second
    assert 'initDateChooser("id_date"' in second
    assert "date-time-chooser.js" in second


def test_an_unreadable_file_is_refused_in_one_sentence_that_names_it(secretary):
    page = upload(secretary, b"%PDF-1.7 something", "скан.pdf")
    (message,) = page.context["form"].errors["file"]
    assert message.startswith("скан.pdf: ")
    assert not ImportedDocument.objects.exists()


def test_a_report_is_shown_and_kept_as_data(secretary):
    page = upload(secretary, REPORT, "report.txt")
    assert "не создан реестр первичных организаций" in page.content.decode()
    record = ImportedDocument.objects.get()
    reading = secretary.get(reverse("import_json", args=[record.pk])).json()
    assert reading["format"] == "council-document/1"
    assert reading["kind"] == "report"


def test_an_import_may_be_cancelled(secretary):
    upload(secretary)
    secretary.post(reverse("import_discard", args=[ImportedDocument.objects.get().pk]))
    assert not ImportedDocument.objects.exists()


def test_who_may_not_draft_may_not_import(client, council, approver):
    client.force_login(approver)
    assert client.get(reverse("import_upload")).status_code in (302, 403)


def test_the_command_makes_a_draft_once(council, tmp_path, capsys):
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER)
    call_command("import_document", str(paper))
    call_command("import_document", str(paper))
    assert ResolutionPage.objects.count() == 1
    assert capsys.readouterr().out.count("ничего не изменилось") == 1


def test_a_dry_run_prints_the_reading_and_saves_nothing(council, tmp_path, capsys):
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER)
    call_command("import_document", str(paper), "--dry-run")
    reading = json.loads(capsys.readouterr().out)
    assert reading["number"] == {"raw": "6 – 3", "norm": "6-3"}
    assert not ImportedDocument.objects.exists()


def test_an_unreadable_file_ends_the_command_with_two(council, tmp_path, capsys):
    paper = tmp_path / "empty.docx"
    paper.write_bytes(b"")
    with pytest.raises(SystemExit) as stop:
        call_command("import_document", str(paper))
    assert stop.value.code == 2
    assert str(paper) in capsys.readouterr().err


def test_the_doubts_of_an_import_stay_within_reach_of_the_draft(secretary):
    page = upload(secretary, PAPER.replace("г. Заречный", ""))
    record = ImportedDocument.objects.get()
    assert page.context["warnings"]
    secretary.post(reverse("import_review", args=[record.pk]), posted(page.context["review"]))
    editor = secretary.get(reverse("wagtailadmin_pages:edit", args=[ResolutionPage.objects.get().pk]))
    assert reverse("import_review", args=[record.pk]) in editor.content.decode()
