"""The words of a term and the days they mean."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from control.deadlines import DeadlineKind, read_deadline

ACT = {"act_date": date(2022, 11, 21)}
YEAR = {"plan_start": date(2022, 1, 1), "plan_end": date(2022, 12, 31)}
FIVE = {"plan_start": date(2022, 1, 1), "plan_end": date(2026, 12, 31)}


def days(*printed):
    return tuple(date.fromisoformat(day) for day in printed)


@pytest.mark.parametrize(
    ("words", "around", "kind", "due"),
    [
        ("в срок до 30.12.2022г.", {}, "exact_date", days("2022-12-30")),
        ("не позднее 20 мая т.г.", ACT, "exact_date", days("2022-05-20")),
        ("до 1 мая", ACT, "exact_date", days("2023-05-01")),
        ("до 1 мая", YEAR, "exact_date", days("2022-05-01")),
        ("до 1 мая", {}, "exact_date", ()),
        ("до конца года", YEAR, "exact_date", days("2022-12-31")),
        ("до конца I квартала 2023 года", {}, "exact_date", days("2023-03-31")),
        ("к 15 июня 2023 г.", {}, "exact_date", days("2023-06-15")),
        ("15 марта, 15 июня", YEAR, "exact_date", days("2022-03-15", "2022-06-15")),
        ("февраль 2024", {}, "month", days("2024-02-29")),
        ("март \n2022", YEAR, "month", days("2022-03-31")),
        (
            "март, июнь, сентябрь, декабрь\n2022",
            {},
            "month_list",
            days("2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31"),
        ),
        ("апрель, июнь", YEAR, "month_list", days("2022-04-30", "2022-06-30")),
        ("апрель, июнь", FIVE, "month_list", ()),
        ("январь-декабрь 2022", {}, "range", days("2022-12-31")),
        ("ноябрь – февраль 2023", {}, "range", days("2023-02-28")),
        ("с 1 по 15 декабря 2022 года", {}, "range", days("2022-12-15")),
        ("в течение года", YEAR, "range", days("2022-12-31")),
        ("2022-2026 гг.", {}, "range", days("2026-12-31")),
        ("2023г.\n2026г.", FIVE, "year_list", days("2023-12-31", "2026-12-31")),
        ("II квартал", YEAR, "range", days("2022-06-30")),
        ("III кв. 2023 г.", {}, "range", days("2023-09-30")),
        ("1-2 кварталы", YEAR, "range", days("2022-06-30")),
        ("I, III кварталы", YEAR, "quarterly", days("2022-03-31", "2022-09-30")),
        ("I полугодие 2023", {}, "range", days("2023-06-30")),
        ("ежеквартально", YEAR, "quarterly", days("2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31")),
        ("ежеквартально до 10 числа", YEAR, "quarterly", days("2022-04-10", "2022-07-10", "2022-10-10", "2023-01-10")),
        ("ежемесячно", YEAR, "monthly", tuple(date(2022, m, monthrange(2022, m)[1]) for m in range(1, 13))),
        ("ежегодно до 1 февраля", FIVE, "recurring_yearly", tuple(date(y, 2, 1) for y in range(2022, 2027))),
        ("ежегодно", FIVE, "recurring_yearly", tuple(date(y, 12, 31) for y in range(2022, 2027))),
        ("ежегодно", {}, "recurring_yearly", ()),
        ("в месячный срок", {"act_date": date(2023, 1, 31)}, "exact_date", days("2023-02-28")),
        ("в месячный срок", {}, "by_event", ()),
        ("в трёхдневный срок", ACT, "exact_date", days("2022-11-24")),
        ("в течение 10 дней", ACT, "exact_date", days("2022-12-01")),
        ("в течение двух месяцев со дня принятия настоящего постановления", ACT, "exact_date", days("2023-01-21")),
        ("не позднее 10 дней после проведения собрания", ACT, "by_event", ()),
        ("в течение 10 рабочих дней", ACT, "by_event", ()),
        ("во время проведения конкурсов", FIVE, "by_event", ()),
        ("по плану ЦС", FIVE, "by_event", ()),
        ("постоянно", FIVE, "open_ended", ()),
        ("в течение всего времени", FIVE, "open_ended", ()),
        ("по мере необходимости", {}, "open_ended", ()),
        ("31.02.2025", {}, "unspecified", ()),
        ("до 31 апреля", YEAR, "unspecified", ()),
        ("когда-нибудь", {}, "unspecified", ()),
        ("", {}, "unspecified", ()),
    ],
)
def test_forms_of_the_secretariat(words, around, kind, due):
    found = read_deadline(words, **around)
    assert (found.kind, found.due) == (kind, due)


@pytest.mark.parametrize(
    ("sentence", "raw"),
    [
        ("Создать страницу в социальных сетях в срок до 30.12.2022г.;", "в срок до 30.12.2022г."),
        ("Комитетам не позднее 10 дней после собрания представить отчёт.", "не позднее 10 дней после собрания"),
        ("Ежеквартально, до 10 числа, направлять отчеты.", "Ежеквартально, до 10 числа"),
        ("Постоянно  информировать комитеты.", "Постоянно"),
        ("Провести в мае 2023 года слет.", "в мае 2023 года"),
        ("Рассмотреть на очередном заседании Президиума.", "на очередном заседании"),
        ("Утвердить программу на 2022-2027 годы.", ""),
        ("Основные направления на 2020 – 2025 годы.", ""),
        ("Исполнить постановление от 24.11.2021 № 10-5.", ""),
        ("Отметить, что в 2022 году проведен слет.", ""),
        ("Изучить доклад «Итоги до 1 мая 2023 года».", ""),
        ("Подготовить акции к 1 Мая.", ""),
        ("Ежегодно проводимый конкурс поддержать.", ""),
        ("Продолжить мониторинг.", ""),
        ("Направить постоянно действующую комиссию.", ""),
    ],
)
def test_a_sentence_gives_only_the_words_of_its_term(sentence, raw):
    assert read_deadline(sentence, **ACT).raw == raw


@pytest.mark.parametrize(
    ("words", "around", "inherited"),
    [
        ("апрель", YEAR, "plan_year"),
        ("постоянно", FIVE, "programme_period"),
        ("в месячный срок", ACT, "act_date"),
        ("апрель 2022", YEAR, ""),
    ],
)
def test_what_was_inherited_is_marked(words, around, inherited):
    assert read_deadline(words, **around).inherited == inherited


def test_only_written_words_make_a_deadline():
    assert not read_deadline("Провести собрание")
    assert read_deadline("незамедлительно")
    assert read_deadline("незамедлительно").kind is DeadlineKind.UNSPECIFIED


MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
NOMINATIVE = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
WORDS = """
    до не позднее к в течение года 2022 31.02.2025 30.12.2022г. 5 мая май-июнь II квартал , - – и с по
    ежемесячно ежегодно 10 числа т.г. дней срок месячный
    полугодие 1 раз конца месяца 99 0 00 00.00 «21» ноября ( ) . ; : прилагается провести
    2022-2023 I, постоянно
"""
VOCABULARY = st.sampled_from(WORDS.split())
CONTEXTS = st.fixed_dictionaries({}, optional={"act_date": DAYS, "plan_start": DAYS, "plan_end": DAYS})
TEXTS = st.one_of(st.text(), st.lists(VOCABULARY, max_size=12).map(" ".join))


@settings(max_examples=500, deadline=None, derandomize=True)
@given(TEXTS, CONTEXTS)
def test_any_words_are_read(text, around):
    found = read_deadline(text, **around)
    assert found.raw in " ".join(text.split())
    assert list(found.due) == sorted(set(found.due))
    if found.kind in {"open_ended", "by_event", "unspecified"}:
        assert found.due == ()
    if not found.raw:
        assert found.kind is DeadlineKind.UNSPECIFIED


@settings(deadline=None, derandomize=True)
@given(DAYS)
def test_a_printed_day_reads_back(day):
    forms = [
        f"до {day:%d.%m.%Y}",
        f"не позднее {day.day} {MONTHS.split()[day.month - 1]} {day.year} года",
        f"{day:%d.%m.%Y}г.",
        f"{day}",
    ]
    for words in forms:
        assert (read_deadline(words).due, read_deadline(words).raw) == ((day,), words)
        in_sentence = read_deadline(f"Комитетам в срок до {day:%d.%m.%Y} провести собрание.")
        assert in_sentence.due == (day,)


@settings(deadline=None, derandomize=True)
@given(st.integers(2000, 2099), st.integers(1, 12))
def test_a_month_is_due_on_its_last_day(year, month):
    last = date(year, month, monthrange(year, month)[1])
    assert read_deadline(f"{NOMINATIVE.split()[month - 1]} {year}").due == (last,)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS, DAYS)
def test_the_words_of_a_term_read_alone_as_they_did_in_the_text(text, day):
    found = read_deadline(text, act_date=day)
    if found.raw and found.kind != "unspecified":
        again = read_deadline(found.raw, act_date=day)
        assert (again.kind, again.due) == (found.kind, found.due)
