"""Whatever file comes: read as it is meant, or refused in one sentence."""

import datetime
import io
import zipfile

import pytest

from registry.spreadsheets import reading
from registry.spreadsheets.columns import MEMBERSHIPS, ORGANISATIONS
from registry.spreadsheets.reading import UnreadableSpreadsheet, read_spreadsheet
from registry.spreadsheets.writing import csv_lines, template_file, workbook_file

from .conftest import csv_of, xlsx_of

LINES = (("Полное наименование", "Вид", "Место"), ("ППО «Ёлка»", "ППО", "г. Речной"))
READ = {"name": "ППО «Ёлка»", "kind": "ППО", "place": "г. Речной"}


def values(data, layout=ORGANISATIONS):
    return [row.values for row in read_spreadsheet(data, layout).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators_are_recognised(encoding, separator):
    assert values(csv_of(*LINES, separator=separator, encoding=encoding)) == [READ]


def test_headings_are_known_by_any_spelling_wherever_the_row_stands():
    data = xlsx_of(("Реестр на 2026 год",), (), ("ПОЛНОЕ  НАИМЕНОВАНИЕ*", "вид ", "Населенный пункт"), (), LINES[1])
    sheet = read_spreadsheet(data, ORGANISATIONS)
    assert [(row.line, row.values) for row in sheet.rows] == [(5, READ)]


def test_dates_are_dates_and_whole_numbers_have_no_point():
    head = ("Человек", "Организация", "С", "По")
    data = xlsx_of(head, ("Лугинина Т.И.", 7707083893.0, datetime.datetime(2024, 3, 15), "1.2.2026"))
    assert values(data, MEMBERSHIPS) == [
        {
            "person": "Лугинина Т.И.",
            "organisation": "7707083893",
            "since": datetime.date(2024, 3, 15),
            "until": "1.2.2026",
        }
    ]


def test_a_formula_is_text():
    formula = '=HYPERLINK("http://example.org";"жми")'
    data = xlsx_of(LINES[0], (formula, "=1+1", ""))
    assert values(data) == [{"name": formula, "kind": "=1+1"}]


@pytest.mark.parametrize("value", ["=1+1", "+7 900 000-00-00", "-5", "@имя", "'=1+1", "''+", "'кавычка", "=", "ООО"])
def test_a_value_that_looks_like_a_formula_goes_out_neutralised_and_comes_back_the_same(value):
    rows = [{"name": value, "kind": "первичная организация"}]
    text = b"".join(csv_lines(ORGANISATIONS, rows)).decode("utf-8-sig")
    assert not text.splitlines()[1].lstrip('"').startswith(("=", "+", "-", "@", "\t"))
    assert values(text.encode())[0]["name"] == value
    with workbook_file(ORGANISATIONS, rows) as file:
        assert values(file.read())[0]["name"] == value


def test_an_exported_workbook_holds_no_formula():
    import openpyxl

    with workbook_file(ORGANISATIONS, [{"name": "=1+1"}]) as file:
        cell = openpyxl.load_workbook(file).active["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", "=1+1", True)


def test_the_template_is_read_by_its_own_headings():
    with template_file(ORGANISATIONS) as file:
        sheet = read_spreadsheet(file.read(), ORGANISATIONS)
    assert sheet.unknown == []
    assert sheet.rows[0].values == ORGANISATIONS.example


def archive(**parts):
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name.replace("__", "/"), content)
    return saved.getvalue()


def bomb():
    return archive(**{"xl__workbook.xml": "<a/>", "xl__big.xml": b"0" * (reading.MAX_UNPACKED + 1)})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "пуст"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "XLS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "парол"),
        (archive(word__document="<a/>"), "не таблица"),
        (b"PK\x03\x04broken", "поврежд"),
        (b"%PDF-1.7\x00\x01", "не таблица"),
        ("Полное наименование;Вид\r\nППО;ППО".encode("koi8-r"), "UTF-8"),
        ("Имя;Возраст\r\nВера;30".encode(), "заголовк"),
        ("Краткое наименование;Вид\r\nППО;ППО".encode(), "«Полное наименование»"),
        ("Полное наименование;Название\r\nППО;ППО".encode(), "дважды"),
        ("Полное наименование;Вид\r\n;;".encode(), "ни одной строки"),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused_in_one_sentence(data, says):
    with pytest.raises(UnreadableSpreadsheet) as refused:
        read_spreadsheet(data, ORGANISATIONS)
    assert str(refused.value).count("\n") == 0


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(UnreadableSpreadsheet, match="300"):
        read_spreadsheet(bomb(), ORGANISATIONS)


def test_an_entity_bomb_is_refused():
    data = archive(**{"xl__workbook.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    with pytest.raises(UnreadableSpreadsheet):
        read_spreadsheet(data, ORGANISATIONS)


def test_a_hundred_thousand_and_one_rows_are_too_many():
    head, row = "Полное наименование\r\n", "ППО\r\n"
    assert len(read_spreadsheet((head + row * 100_000).encode(), ORGANISATIONS).rows) == 100_000
    with pytest.raises(UnreadableSpreadsheet):
        read_spreadsheet((head + row * 100_001).encode(), ORGANISATIONS)


def test_unknown_columns_are_named():
    data = csv_of(("Полное наименование", "Цвет", "Что исправить"), ("ППО", "синий", "всё"))
    assert read_spreadsheet(data, ORGANISATIONS).unknown == ["Цвет"]
