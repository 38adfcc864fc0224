"""The operative part: numbers, levels, classes, addressees, terms and doubts."""

import pytest

from documents.source import Line
from resolutions.reading import read_resolution
from resolutions.reading.addressees import read_addressees
from tests.reading.papers import act, codes, lines_of, paper, tree


def items(*lines):
    return read_resolution(act(*lines)).items


def test_four_levels():
    found = items("1. Комитетам:", "1.1. Президиумам:", "1.1.1. Комиссиям:", "1.1.1.1. провести;", "1.2. сообщить.")
    assert tree(found) == [
        (
            "1",
            "heading",
            [("1.1", "heading", [("1.1.1", "heading", [("1.1.1.1", "instruction", [])])]), ("1.2", "instruction", [])],
        )
    ]


def test_a_number_alone_takes_the_next_line():
    found = items("1.", "", "Комитетам провести собрания.", "2. Сообщить.")
    assert [(item.label, item.text) for item in found] == [("1", "Комитетам провести собрания."), ("2", "Сообщить.")]


def test_unnumbered_lines_after_a_colon_are_children():
    found = items("1. Комитетам:", "провести собрания;", "сообщить о них.", "2. Сообщить.")
    assert tree(found) == [
        ("1", "heading", [("", "instruction", []), ("", "instruction", [])]),
        ("2", "instruction", []),
    ]


def test_words_own_numbers_are_numbers_and_typed_ones_win():
    head = [Line(n, text) for n, text in enumerate(["СОВЕТ", "О работе", "", "Совет ПОСТАНОВЛЯЕТ:"], 1)]
    found = read_resolution(
        lines_of(*head, Line(5, "Комитетам:", "1."), Line(6, "провести;", "1.1.", 1), Line(7, "3. Сообщить.", "2."))
    )
    assert tree(found.items) == [("1", "heading", [("1.1", "instruction", [])]), ("3", "instruction", [])]
    assert "numbering-double" in codes(found)


def test_brackets_letters_and_dashes_are_sub_items():
    found = items("1. Комитетам:", "1) провести:", "а) собрания;", "- в мае;", "2) сообщить.")
    assert tree(found) == [
        (
            "1",
            "heading",
            [("1)", "heading", [("а)", "instruction", [("", "instruction", [])])]), ("2)", "instruction", [])],
        )
    ]


def test_a_list_that_begins_anew_belongs_to_its_heading():
    found = items("1. Отметить работу.", "2. Комитетам:", "1. провести;", "2. сообщить.", "3. Аппарату помочь.")
    assert [item.label for item in found] == ["1", "2", "3"]
    assert [item.label for item in found[1].items] == ["1", "2"]


def test_a_broken_line_continues_its_item():
    assert items("1. Комитетам провести", "собрания в мае.")[0].text == "Комитетам провести собрания в мае."


def test_an_item_on_the_line_of_the_clause():
    found = read_resolution(paper("О работе\n\nСовет ПОСТАНОВЛЯЕТ: 1. Провести собрание.\n2. Сообщить."))
    assert [item.label for item in found.items] == ["1", "2"]


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        (["1. Провести.", "3. Сообщить."], "numbering-gap", 13),
        (["1. Провести.", "1. Сообщить."], "label-duplicate", 13),
        (["1. Провести.", "4.2. Сообщить."], "label-stray", 13),
        (["1. Комитетам:", "1. 2. Провести."], "numbering-double", 13),
        (["1. А:", "1.1. Б:", "1.1.1. В:", "1.1.1.1. Г:", "1.1.1.1.1. Д."], "depth-exceeded", 16),
        (["1. Провести «круглый стол."], "quotes-unbalanced", 12),
        (["1. Комитетам до 31 апреля 2025 года провести."], "date-impossible", 12),
        (["1. Утвердить программу работы (далее - Программы)."], "alias-mismatch", 12),
    ],
)
def test_doubts_have_their_line(lines, code, line):
    found = read_resolution(act(*lines))
    assert (code, line) in [(warning.code, warning.line) for warning in found.warnings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Принять к сведению информацию о работе.", "acknowledgement"),
        ("Информацию Лосевой В.В. принять к сведению.", "acknowledgement"),
        ("Утвердить план работы.", "approval"),
        ("Считать приоритетной задачей обучение.", "declaration"),
        ("Признать утратившим силу постановление от 01.02.2020 № 3-4.", "repeal"),
        ("Внести в положение следующие изменения.", "amendment"),
        ("Внести предложения в план.", "instruction"),
        ("Контроль за выполнением возложить на аппарат.", "control"),
        ("Комитетам провести собрания.", "instruction"),
    ],
)
def test_class_by_the_first_verb(text, expected):
    assert items(f"1. {text}")[0].item_class == expected


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Отделу охраны труда и связи с общественностью аппарата:",
            ["Отделу охраны труда и связи с общественностью аппарата"],
        ),
        ("Комитетам, президиумам и аппарату Союза провести", ["Комитетам", "президиумам", "аппарату Союза"]),
        ("Молодежному совету во исполнение устава:", ["Молодежному совету"]),
        ("Комитетам до 1 мая 2024 года представить", ["Комитетам"]),
        ("УЦ «Луч, свет и тень», руководствуясь уставом, продолжить", ["УЦ «Луч, свет и тень»"]),
        ("Председателям ТПО и ППО активно и постоянно вовлекать", ["Председателям ТПО и ППО"]),
        ("Рекомендовать комитетам провести", ["комитетам"]),
        ("Главному бухгалтеру Лосевой В.В. перечислить", ["Главному бухгалтеру Лосевой В.В."]),
        ("На всех уровнях провести", []),
        ("Довести до комитетов решение", []),
        ("Продолжить работу комитетам на радость", []),
    ],
)
def test_addressees_are_the_leading_datives(text, parties):
    assert list(read_addressees(text, opens_list=text.endswith(":")).parties) == parties


def test_only_words_of_a_term_make_a_deadline():
    found = items(
        "1. Комитетам в срок до 30.12.2023г. провести;",
        "2. Продолжить работу по программе на 2022-2027 годы.",
        "3. Исполнить решение от 01.02.2022 № 3.",
        "4. Аппарату в месячный срок сообщить.",
    )
    assert [item.deadline and (item.deadline.raw, item.deadline.due) for item in found] == [
        ("в срок до 30.12.2023г.", ["2023-12-30"]),
        None,
        None,
        ("в месячный срок", ["2023-06-15"]),
    ]


def test_control_signature_and_annexes():
    found = read_resolution(
        act(
            "1. Утвердить план работы (приложение № 1) и смету (приложение № 2).",
            "2. Контроль выполнения возложить на заместителя председателя Лосеву В.В.",
            "",
            "Председатель                      А.А. Лугов",
            "Секретарь",
            "",
            "Приложение № 1",
            "к постановлению от 15.05.2023 № 3-1",
            "",
            "ПЛАН",
            "работы",
            "1. Провести.",
        )
    )
    assert found.control == {
        "label": "2",
        "text": "Контроль выполнения возложить на заместителя председателя Лосеву В.В.",
        "position": "заместителя председателя",
        "person": "Лосеву В.В.",
    }
    assert found.signatories == [
        {"position": "Председатель", "name": "А.А. Лугов"},
        {"position": "Секретарь", "name": None},
    ]
    assert [(annex["title"], annex["kind"], annex["present"]) for annex in found.annexes] == [
        ("план работы", "plan", True),
        ("смету", "other", False),
    ]
    assert {"annex-missing", "signatory-name-missing"} <= set(codes(found))
    assert [item.label for item in found.items] == ["1", "2"]


def test_citations_and_what_is_done_with_them():
    found = read_resolution(
        act(
            "1. Признать утратившим силу постановление Президиума от 01.02.2020 № 3-4.",
            "2. Внести в постановление Совета от 3 марта 2021 года № 5 изменения.",
            "3. Во исполнение постановления Генерального Совета ФНПР от 24.11.2021 № 10 – 5 провести собрание.",
        )
    )
    assert [(one["relation"], one["body"], one["number"], one["date"]) for one in found.citations] == [
        ("repeals", "Президиум", "3-4", "2020-02-01"),
        ("amends", "Совет", "5", "2021-03-03"),
        ("implements", "Генеральный Совет ФНПР", "10-5", "2021-11-24"),
    ]
