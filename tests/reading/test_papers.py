"""Programmes, plans and reports, and papers nobody expected."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from documents.interchange import CouncilDocument
from documents.source import Line, SourceDocument, Table, UnreadableDocument
from programs.reading import read_document
from programs.reading.responsible import read_responsible
from tests.reading.papers import ACT, act, codes, lines_of, paper

PLAN = """ПЛАН
работы молодежного совета
на 2024 год

\t№
\tМероприятия
\tОтветственные
\tСроки

\t1.
\tПровести слет
\t

Лосева В.В.
\tмарт, июнь
\t2.
\tВыпустить газету
\tЛугов А.А.
председатели ТПО и ППО
\tв течение года

Конец."""


def cell(*words):
    return tuple(Line(1, word) for word in words)


def named(*lines):
    return [(one.name, one.kind) for one in read_responsible(list(lines))]


def test_a_plan_in_a_text_file_is_put_back_into_cells():
    found = read_document(paper(PLAN))
    assert found.kind == "plan"
    (plan,) = found.plans
    assert (plan.title, plan.start, plan.end) == (
        "ПЛАН работы молодежного совета на 2024 год",
        "2024-01-01",
        "2024-12-31",
    )
    assert [(m.label, m.text, m.deadline.raw, m.deadline.due) for m in plan.measures] == [
        ("1", "Провести слет", "март, июнь", ["2024-03-31", "2024-06-30"]),
        ("2", "Выпустить газету", "в течение года", ["2024-12-31"]),
    ]
    assert [one.name for one in plan.measures[1].responsible] == ["Лугов А.А.", "председатели ТПО", "председатели ППО"]


def test_a_word_table_with_other_columns_and_an_unreadable_term():
    head = (cell("№ п/п"), cell("Срок исполнения"), cell("Наименование мероприятия"), cell("Исполнитель"))
    rows = (head, (cell("1"),) * 4, (cell("1."), cell("31.02.2024"), cell("Провести слет"), cell("")))
    found = read_document(lines_of(Line(1, "План на I полугодие 2024 года"), Table(2, rows)))
    (measure,) = found.plans[0].measures
    assert (measure.text, measure.deadline.raw, measure.deadline.kind) == ("Провести слет", "31.02.2024", "unspecified")
    assert (found.plans[0].start, found.plans[0].end) == ("2024-01-01", "2024-06-30")
    assert {"deadline-unreadable", "measure-responsible-missing"} <= set(codes(found))


def test_an_annexed_plan_belongs_to_its_act():
    text = "\n".join(line.text for line in act("1. Утвердить план работы (прилагается).", "", "Приложение", "").lines)
    found = read_document(paper(f"{text}\n{PLAN}"))
    assert found.kind == "resolution"
    assert found.annexes == [{"title": "план работы", "kind": "plan", "present": True}]
    assert [len(plan.measures) for plan in found.plans] == [2]


def test_responsible_parties():
    assert named("Лугов А.А., Лосева В.В..", "Председатели ТПО и ППО") == [
        ("Лугов А.А.", "person"),
        ("Лосева В.В.", "person"),
        ("председатели ТПО", "collective"),
        ("председатели ППО", "collective"),
    ]
    assert named("председатели ТПО, ППО") == [("председатели ТПО", "collective"), ("председатели ППО", "collective")]
    assert named("Молодежный совет, отдел информационной", "работы") == [
        ("Молодежный совет", "collective"),
        ("отдел информационной работы", "collective"),
    ]
    assert named("зав. отделом Лугов А.А.") == [("зав. отделом Лугов А.А.", "person")]


def test_a_report_with_sections():
    found = read_document(
        paper(
            "ОТЧЕТ\nо работе молодежного совета\n\nСовет работал.\n\nАппаратом:\n- проведен слет;\n- выпущена газета.\n"
        )
    )
    assert (found.kind, found.type_name, found.title) == ("report", "Отчет", "о работе молодежного совета")
    assert found.preamble == ["Совет работал."]
    assert found.sections == [{"heading": "Аппаратом:", "points": ["- проведен слет;", "- выпущена газета."]}]


PRINTED = """
    ПОСТАНОВЛЯЕТ: Совет ПОСТАНОВЛЕНИЕ 1. 1.1. 2) а) - № 5 «21» ноября 2022 г. 31.02.2025 О Об Приложение Председатель
    А.А. Лугов Контроль возложить на Комитетам провести: ; (прилагается) П Р О Г А М Цель Задачи Участники ОТЧЕТ
    ИНФОРМАЦИЯ до мая т.г. ежеквартально I квартал 99999999999 ² ½ ①
"""
BLANKS = ["\t", "\t№", "\tМероприятия", "\tСроки", "\tОтветственные", "(далее - Программы)", "\u00a0", "\u200b", " "]
WORDS = st.sampled_from(PRINTED.split() + BLANKS)
LINES = st.lists(st.one_of(st.lists(WORDS, max_size=8).map(" ".join), st.text(max_size=30)), max_size=30)
LABELS = st.sampled_from(["", "1.", "2.1.", "–", "a)", "²", "IV.", "1"])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(LINES, st.lists(LABELS, max_size=10), st.booleans())
def test_any_lines_are_read_or_refused(lines, labels, as_act):
    if as_act:
        lines = [*ACT.strip().split("\n"), *lines]
    blocks = [
        Line(n, text.replace("\n", " "), labels[n % len(labels)] if labels else "") for n, text in enumerate(lines, 1)
    ]
    refused = False
    try:
        document = read_document(lines_of(*blocks))
    except UnreadableDocument:
        refused = True
    assert refused or (isinstance(document.as_dict(), dict) and isinstance(document, CouncilDocument))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.lists(WORDS, max_size=4), max_size=5), max_size=6))
def test_any_table_is_read_or_refused(rows):
    table = Table(1, tuple(tuple(cell(*words) for words in row) for row in rows))
    refused = False
    try:
        document = read_document(SourceDocument("t.docx", "", "", (Line(1, "ПЛАН"), table)))
    except UnreadableDocument:
        refused = True
    assert refused or document.kind in {"resolution", "programme", "plan", "report"}


def test_a_very_long_paper_is_read_in_reasonable_time():
    lines = [f"{n}. Комитетам до {n % 28 + 1} мая 2023 года провести собрания." for n in range(1, 1000)]
    started = time.monotonic()
    read_document(act(*lines, "1000. Комитетам:", *["провести собрания;"] * 19_000))
    assert time.monotonic() - started < 10
