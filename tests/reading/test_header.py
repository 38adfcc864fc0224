"""Requisites, printed in the ways councils print them."""

import pytest

from documents.source import UnreadableDocument
from resolutions.reading import read_resolution
from tests.reading.papers import act, codes, paper


def with_header(*lines):
    return read_resolution(paper("\n".join([*lines, "", "Совет ПОСТАНОВЛЯЕТ:", "1. Провести собрание."])))


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("15.12.2022 № 9-5", "2022-12-15"),
        ("«21» ноября 2022 г.\t          № 5", "2022-11-21"),
        ("от 5 мая 2023 года № VII-4", "2023-05-05"),
        ("01.02.23 г. № 1", "2023-02-01"),
        ("15-16 декабря 2022 г. № 4", "2022-12-16"),
    ],
)
def test_dates_in_every_form(printed, day):
    assert with_header("СОЮЗ «ЗАРЕЧЬЕ»", "СОВЕТ", "ПОСТАНОВЛЕНИЕ", printed, "", "О работе").date == day


@pytest.mark.parametrize(
    ("printed", "raw", "norm"),
    [
        ("№ 7 – 2", "7 – 2", "7-2"),
        ("№24-1-Р", "24-1-Р", "24-1-Р"),
        ("№ П-15/4", "П-15/4", "П-15/4"),
        ("N 5—3", "5—3", "5-3"),
    ],
)
def test_numbers_keep_their_words_and_have_a_norm(printed, raw, norm):
    found = with_header("СОЮЗ «ЗАРЕЧЬЕ»", "СОВЕТ", "ПОСТАНОВЛЕНИЕ", f"12.05.2023     {printed}", "", "О работе")
    assert found.number == {"raw": raw, "norm": norm}


def test_three_requisites_in_one_line_and_a_letter_spaced_type():
    found = read_resolution(act("1. Провести собрание."))
    assert (found.date, found.place, found.number["norm"]) == ("2023-05-15", "г. Заречный", "3-1")
    assert (found.type_name, found.body) == ("Постановление", "СОВЕТ")
    assert found.issuer == "СОЮЗ «ЗАРЕЧНАЯ ФЕДЕРАЦИЯ ПРОФСОЮЗОВ»"
    assert found.title == "О подготовке отчетной кампании"
    assert found.preamble == ["Отчетная кампания готовится."]


def test_title_ends_where_the_text_begins_even_without_a_blank_line():
    found = with_header("СОВЕТ", "О работе", "молодежных советов", "В соответствии с уставом советы работают.")
    assert found.title == "О работе молодежных советов"
    assert found.preamble == ["В соответствии с уставом советы работают."]


def test_superior_stands_above_the_issuer():
    found = with_header("Ф Н П Р", "СОЮЗ «ЗАРЕЧЬЕ»", "ПРЕЗИДИУМ", "12.05.2023 № 4", "", "О работе")
    assert (found.superior, found.issuer, found.body) == ("ФНПР", "СОЮЗ «ЗАРЕЧЬЕ»", "ПРЕЗИДИУМ")


def test_an_impossible_date_is_no_date():
    found = with_header("СОВЕТ", "ПОСТАНОВЛЕНИЕ", "31.02.2025 № 4", "", "О работе")
    assert found.date is None
    assert ("date-impossible", 3) in [(warning.code, warning.line) for warning in found.warnings]


def test_nothing_is_invented_for_a_bare_act():
    found = read_resolution(paper("Комитет РЕШАЕТ:\n1. Провести собрание."))
    assert (found.number, found.date, found.place, found.title, found.issuer) == (None,) * 5
    assert {"number-missing", "date-missing", "place-missing", "title-missing", "issuer-missing"} <= set(codes(found))


@pytest.mark.parametrize(
    "clause",
    [
        "Совет РЕШИЛ:",
        "Совет постановил:",
        "Совет РЕШАЕТ:",
        "Совет п о с т а н о в л я е т :",
        "П О С Т А Н О В Л Я Е Т:",
    ],
)
def test_every_enacting_verb(clause):
    found = read_resolution(paper(f"СОВЕТ\n12.05.2023 № 1\n\nО работе\n\n{clause}\n1. Провести собрание."))
    assert [item.text for item in found.items] == ["Провести собрание."]


def test_clause_spread_over_lines_is_one_clause():
    found = read_resolution(paper("О работе\n\nРабота идет.\n\nСовет\nСоюза\n«Заречье»\n\nПОСТАНОВЛЯЕТ:\n1. Провести."))
    assert found.enacting == "Совет Союза «Заречье» ПОСТАНОВЛЯЕТ:"
    assert found.preamble == ["Работа идет."]


def test_purpose_stays_in_the_clause_and_the_body_is_taken_from_its_end():
    found = read_resolution(
        paper("О работе\n\nВ целях развития, обучения кадров, Совет Союза ПОСТАНОВЛЯЕТ:\n1. Провести.")
    )
    assert found.enacting == "В целях развития, обучения кадров, Совет Союза ПОСТАНОВЛЯЕТ:"
    assert found.body == "Совет Союза"
    assert "body-inferred" in codes(found)


def test_a_paper_that_decides_nothing_cannot_be_read():
    with pytest.raises(UnreadableDocument) as error:
        read_resolution(paper("Письмо\n\nДобрый день."))
    assert error.value.code == "no-operative-part"


def test_the_purpose_and_the_body_may_share_a_line_without_a_comma():
    found = read_resolution(
        paper(
            "СОЮЗ «ЗАРЕЧЬЕ»\nПРЕЗИДИУМ\nПОСТАНОВЛЕНИЕ\n20 ноября 2026 г.     г. Бор     № 1-1\n\n"
            "О назначении ответственных\n\n"
            "В целях развития информационной работы Президиум ПОСТАНОВЛЯЕТ:\n1. Провести собрание."
        )
    )

    assert (found.body, found.date, found.title) == ("ПРЕЗИДИУМ", "2026-11-20", "О назначении ответственных")
    assert found.enacting == "В целях развития информационной работы Президиум ПОСТАНОВЛЯЕТ:"
