"""The screens of spreadsheets: who may come in, what they cost, how far the work is."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry.models import (
    InformationResource,
    Membership,
    Organisation,
    OrganisationContact,
    OrganisationCount,
    PartyAlias,
    Person,
    Post,
    Role,
    SpreadsheetImport,
)
from registry.roles import council_role
from registry.spreadsheets import applying, progress

from .conftest import csv_of, mistakes_of

HEAD = ("Полное наименование", "Вид", "ИНН")


def address(name, *args):
    return reverse(f"registry_spreadsheets:{name}", args=args)


def questions(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_the_preview_costs_the_same_for_one_row_as_for_twenty(office, hand_in):
    one = hand_in(csv_of(HEAD, ("ППО", "ППО", "")))
    twenty = hand_in(csv_of(HEAD, *((f"ППО № {n}", "ППО", "") for n in range(20))))
    first = questions(office, address("spreadsheet", one.pk))
    assert first == questions(office, address("spreadsheet", twenty.pk))
    assert first <= 25


def test_the_list_costs_the_same_for_one_file_as_for_twenty(office, hand_in):
    hand_in(csv_of(HEAD, ("ППО", "ППО", "")))
    first = questions(office, address("index"))
    for _n in range(15):
        hand_in(csv_of(HEAD, ("ППО", "ППО", "")))
    assert questions(office, address("index")) == first


def test_the_preview_shows_counts_that_lead_to_their_rows(office, hand_in):
    rows = [(f"ППО № {n}", "ППО", "") for n in range(130)]
    spreadsheet = hand_in(csv_of(HEAD, *rows, ("Плохая", "ППО", "123")))
    page = office.get(address("spreadsheet", spreadsheet.pk)).content.decode()
    assert "?show=refused" in page
    assert "<b>130</b>" in page
    assert "disabled aria-describedby" in page
    refused = office.get(address("spreadsheet", spreadsheet.pk), {"show": "refused"})
    assert [row.line for row in refused.context["page"]] == [132]
    last = office.get(address("spreadsheet", spreadsheet.pk), {"show": "created", "p": 2})
    assert len(last.context["page"].object_list) == 30


def test_the_file_of_mistakes_is_the_same_file_with_what_to_correct(office, hand_in):
    spreadsheet = hand_in(csv_of((*HEAD, "Цвет"), ("Верная", "ППО", "", "синий"), ("Плохая", "ППО", "123", "=1+1")))
    answer = office.get(address("mistakes", spreadsheet.pk))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[1]] == [*HEAD, "Цвет", "Что исправить"]
    assert sheet["E2"].value is None
    assert sheet["E3"].value.startswith("«ИНН»:")
    assert (sheet["D3"].value, sheet["D3"].data_type) == ("=1+1", "s")
    assert sheet["C3"].fill.fgColor.rgb.endswith("FFF0C2")


def test_a_file_that_cannot_be_read_is_told_in_words(office, hand_in):
    spreadsheet = hand_in(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", name="старый.xls")
    assert spreadsheet.status == "refused"
    page = office.get(address("spreadsheet", spreadsheet.pk)).content.decode()
    assert "XLS" in page
    assert office.get(address("mistakes", spreadsheet.pk)).status_code == 404


def test_too_large_a_file_is_refused_in_the_form(office, organisation):
    big = SimpleUploadedFile("большой.csv", b"x" * (20 * 1024 * 1024 + 1))
    answer = office.post(address("index"), {"organisation": organisation.pk, "kind": "people", "file": big})
    assert "file" in answer.context["form"].errors
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a second connection sees nothing of a test's transaction")
def test_with_the_script_the_check_waits_to_be_started_and_progress_is_told(office, organisation, monkeypatch):
    file = SimpleUploadedFile("файл.csv", csv_of(HEAD, *((f"ППО № {n}", "ППО", "") for n in range(1200))))
    office.post(
        address("index"), {"organisation": organisation.pk, "kind": "organisations", "file": file, "watched": "on"}
    )
    spreadsheet = SpreadsheetImport.objects.get()
    assert spreadsheet.status == "reading"
    assert "data-sheets-start" in office.get(address("spreadsheet", spreadsheet.pk)).content.decode()

    seen = []
    tell = progress.tell

    def watched(pk, done):
        tell(pk, done)
        told = office.get(address("progress", pk)).json()
        seen.append((told["status"], told["done"], told["of"], told["words"]))

    monkeypatch.setattr(progress, "tell", watched)
    office.post(address("check", spreadsheet.pk))
    assert [(status, done, of) for status, done, of, _words in seen[:2]] == [
        ("reading", 500, 1200),
        ("reading", 1000, 1200),
    ]
    assert "1\N{NO-BREAK SPACE}200" in seen[0][3]
    del seen[:]
    office.post(address("bring_in", spreadsheet.pk))
    assert {status for status, *_rest in seen} == {"running"}
    steps = [done for _status, done, _of, _words in seen]
    assert steps == sorted(steps)
    assert any(1200 < done < 2400 for done in steps)
    assert {of for _status, _done, of, _words in seen} == {2400}
    done = office.get(address("progress", spreadsheet.pk)).json()
    assert (done["status"], done["working"]) == ("done", False)
    assert Organisation.objects.filter(kind="primary").count() == 1200


def told_outside(pk):
    """What another process is told: over a connection of its own, or by the file beside an SQLite database."""
    if connection.vendor == "sqlite":
        return progress.told(SpreadsheetImport(pk=pk))

    def ask():
        try:
            return progress.told(SpreadsheetImport.objects.get(pk=pk))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as another:
        return another.submit(ask).result()


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_from_outside_while_one_transaction_holds_everything(monkeypatch):
    council = Organisation.objects.create(name="Федерация")
    data = csv_of(HEAD, *((f"ППО № {n}", "ППО", "") for n in range(600)))
    spreadsheet = SpreadsheetImport.objects.create(
        organisation=council, kind="organisations", file_name="файл.csv", content=data
    )
    SpreadsheetImport.objects.claim_to_check(spreadsheet.pk)
    applying.check(spreadsheet.pk, None)
    seen, tell = [], progress.tell

    def watched(pk, done):
        tell(pk, done)
        seen.append((told_outside(pk), done, connection.in_atomic_block))

    monkeypatch.setattr(progress, "tell", watched)
    SpreadsheetImport.objects.claim_to_bring_in(spreadsheet.pk)
    applying.bring_in(spreadsheet.pk, None)
    assert [told for told, _done, _held in seen] == [500, 600, 600, 1100, 1200]
    assert all(told == done and held for told, done, held in seen)
    spreadsheet.refresh_from_db()
    assert spreadsheet.status == "done"
    assert progress.told(spreadsheet) == 600


def test_one_file_is_not_brought_in_twice(office, hand_in, bring_in):
    spreadsheet = hand_in(csv_of(HEAD, ("ППО", "ППО", "")))
    assert SpreadsheetImport.objects.claim_to_bring_in(spreadsheet.pk)
    assert not SpreadsheetImport.objects.claim_to_bring_in(spreadsheet.pk)
    assert bring_in(spreadsheet).status == "running"
    assert not Organisation.objects.filter(kind="primary").exists()


def test_another_councils_file_does_not_exist_for_the_secretary(client, hand_in):
    spreadsheet = hand_in(csv_of(HEAD, ("ППО", "ППО", "")))
    other = Organisation.objects.create(name="Другая федерация")
    stranger = get_user_model().objects.create_user("stranger", password="secret-stranger")
    group = council_role(other, Role.SECRETARY).group
    stranger.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(stranger)
    for name in ("spreadsheet", "progress", "mistakes"):
        assert client.get(address(name, spreadsheet.pk)).status_code == 404
    for name in ("check", "bring_in", "discard"):
        assert client.post(address(name, spreadsheet.pk)).status_code == 404
    own = spreadsheet.organisation.pk
    assert client.get(address("export", "organisations", "csv"), {"council": own}).status_code == 404
    file = SimpleUploadedFile("файл.csv", csv_of(HEAD, ("ППО", "ППО", "")))
    answer = client.post(address("index"), {"organisation": own, "kind": "organisations", "file": file})
    assert "organisation" in answer.context["form"].errors
    assert SpreadsheetImport.objects.count() == 1


def test_who_only_reads_may_take_out_but_not_bring_in(client, council, organisation, author):
    client.force_login(author)
    page = client.get(address("index"))
    assert "sheets-upload" not in page.content.decode()
    assert client.get(address("export", "people", "csv")).status_code == 200
    file = SimpleUploadedFile("файл.csv", csv_of(HEAD, ("ППО", "ППО", "")))
    answer = client.post(address("index"), {"organisation": organisation.pk, "kind": "people", "file": file})
    assert not SpreadsheetImport.objects.exists()
    assert answer.status_code in (302, 403)


def test_contacts_of_the_secretariat_are_not_exported_to_readers(client, office, organisation, author):
    OrganisationContact.objects.create(organisation=organisation, kind="phone", value="2-14-08")
    url = address("export", "organisations", "csv")
    assert b"2-14-08" in b"".join(office.get(url).streaming_content)
    client.force_login(author)
    assert b"2-14-08" not in b"".join(client.get(url).streaming_content)


@pytest.fixture
def registry(organisation, body):
    """A little of everything the spreadsheets know."""
    organisation.inn = "7707083893"
    organisation.save()
    city = Organisation.objects.create(
        name="Горком; «Ёлка»", short_name="=ГК", superior=organisation, kind="territorial", place="г. Речной"
    )
    for number in range(3):
        school = Organisation.objects.create(name=f"ППО школы № {number}", superior=city, kind="primary")
        PartyAlias.objects.create(party=school, name=f"Профком № {number}")
        PartyAlias.objects.create(party=school, name="-Минус")
        OrganisationContact.objects.create(organisation=school, kind="phone", value=f"+7 900 {number}")
        OrganisationContact.objects.create(organisation=school, kind="email", value=f"ppo{number}@example.org")
        InformationResource.objects.create(organisation=school, kind="site", url=f"https://ppo{number}.example.org")
        OrganisationCount.objects.create(organisation=school, counted_on=date(2026, 1, 1), members=40, primaries=0)
        person = Person.objects.create(
            surname="Лугинина", given_name="Татьяна", patronymic="Игоревна", gender="f", organisation=school
        )
        person.contacts.create(kind="phone", value="+7 900")
        person.save()
        Membership.objects.create(body=body, person=person, since=date(2020, 1, 1), until=date(2021, 1, 1))
        Membership.objects.create(body=body, person=person, since=date(2022, 1, 1))
        Post.objects.create(organisation=school, person=person, duty="chair", title="Председатель")
        Post.objects.create(organisation=school, person=person, duty="other", title="Казначей", since=date(2022, 1, 1))


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", ["organisations", "people", "memberships"])
def test_an_export_comes_back_with_every_row_as_it_is(office, hand_in, registry, kind, extension):
    data = b"".join(office.get(address("export", kind, extension)).streaming_content)
    spreadsheet = hand_in(data, kind=kind, name=f"выгрузка.{extension}")
    assert not mistakes_of(spreadsheet)
    assert list(spreadsheet.counts) == ["unchanged"], [row.details for row in spreadsheet.rows.all()]
    assert spreadsheet.counts["unchanged"] >= 3


@pytest.mark.parametrize("kind", ["organisations", "people", "memberships"])
def test_every_template_can_be_handed_in_and_says_its_example_is_left_out(office, hand_in, kind):
    data = b"".join(office.get(address("template", kind)).streaming_content)
    spreadsheet = hand_in(data, kind=kind, name="образец.xlsx")
    assert spreadsheet.counts == {}
    assert spreadsheet.warnings


def test_the_commands_bring_in_and_take_out(organisation, tmp_path, capsys):
    file, back = tmp_path / "организации.csv", tmp_path / "выгрузка.xlsx"
    file.write_bytes(csv_of(HEAD, ("ППО", "ППО", "")))
    call_command("import_registry", "organisations", file, council=organisation.pk, dry_run=True)
    assert Organisation.objects.count() == 1
    call_command("import_registry", "organisations", file, council=organisation.pk)
    assert Organisation.objects.count() == 2
    call_command("export_registry", "organisations", back, council=organisation.pk)
    call_command("import_registry", "organisations", back, council=organisation.pk)
    assert SpreadsheetImport.objects.first().counts == {"unchanged": 2}

    file.write_bytes(csv_of(HEAD, ("ППО новая", "ППО", "1")))
    capsys.readouterr()
    with pytest.raises(CommandError) as stopped:
        call_command("import_registry", "organisations", file, council=organisation.pk)
    assert stopped.value.returncode == 2
    assert "строка 2, «ИНН»" in capsys.readouterr().out


def test_a_mistake_of_the_program_is_told_and_the_file_can_be_checked_again(office, hand_in, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(applying, "plan_of", lambda *args: 1 / 0)
        spreadsheet = hand_in(csv_of(HEAD, ("ППО", "ППО", "")))
        assert spreadsheet.status == "failed"
    office.post(address("check", spreadsheet.pk))
    spreadsheet.refresh_from_db()
    assert spreadsheet.status == "ready"


def test_a_file_can_be_removed_until_it_is_brought_in(office, hand_in, bring_in):
    spreadsheet = hand_in(csv_of(HEAD, ("ППО", "ППО", "")))
    office.post(address("discard", spreadsheet.pk))
    assert not SpreadsheetImport.objects.exists()
    spreadsheet = bring_in(hand_in(csv_of(HEAD, ("ППО", "ППО", ""))))
    office.post(address("discard", spreadsheet.pk))
    assert SpreadsheetImport.objects.exists()


def test_what_was_brought_in_leaves_no_telephones_behind(office, hand_in, bring_in, organisation):
    head = ("ФИО", "Организация", "Телефон")
    person = ("Лосева Вера Ильинична", organisation.name, "+7 900 111 22 33")
    spreadsheet = bring_in(hand_in(csv_of(head, person), kind="people"))
    assert spreadsheet.status == "done"
    assert not spreadsheet.rows.exists()
    assert not bytes(spreadsheet.content)
    page = office.get(address("spreadsheet", spreadsheet.pk)).content.decode()
    assert "111 22 33" not in page
    assert "Лосева" not in page
    assert spreadsheet.counts == {"created": 1}


def test_a_file_nobody_brings_in_is_deleted_after_a_month(office, hand_in, bring_in):
    done = bring_in(hand_in(csv_of(HEAD, ("ППО", "ППО", ""))))
    hand_in(csv_of(HEAD, ("Вторая", "ППО", "")))
    hand_in(csv_of(HEAD, ("Плохая", "ППО", "123")))
    SpreadsheetImport.objects.update(uploaded_at=timezone.now() - timedelta(days=31))
    fresh = hand_in(csv_of(HEAD, ("Третья", "ППО", "")))
    assert "30" in office.get(address("spreadsheet", fresh.pk)).content.decode()
    office.get(address("index"))
    assert set(SpreadsheetImport.objects.all()) == {done, fresh}


def test_a_council_no_database_can_have_is_not_found(office):
    for key in ("9" * 23, "²", "x"):
        assert office.get(address("export", "people", "csv"), {"council": key}).status_code == 404
