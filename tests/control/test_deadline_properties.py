"""Whatever is written: what we print reads back, nothing breaks, and no day comes from nowhere."""

import re
import time
from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from control.deadlines import read_deadline
from tests.control.deadline_phrases import phrases

NOMINATIVE = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)
GENITIVE = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)
ROMAN = ["I", "II", "III", "IV"]
DASHES = st.sampled_from(["-", "–", "—", " - ", " – ", "‑"])
# A span begins there and ends four years later at most; what lies beyond 2099 is no year of a term.
YEARS = st.integers(1990, 2095)
MONTHS = st.integers(1, 12)
DAYS = st.dates(date(1990, 1, 1), date(2098, 12, 31))
# Ways of naming a day without its number: «вторая декада», «последняя пятница», «двадцать пятого мая».
IN_WORDS = re.compile("екад|понедельник|вторник|сред|четверг|пятниц|суббот|(?:[ое]го|[ое]му)\\)? (?:мая|июня)")
PROPERTY = settings(max_examples=60, deadline=None, derandomize=True)


def last(year, month):
    return date(year, month, monthrange(year, month)[1])


def year_plan(year):
    return {"plan_start": date(year, 1, 1), "plan_end": date(year, 12, 31)}


def reading(words, **around):
    found = read_deadline(words, **around)
    return found.kind.value, found.due, found.start, found.end


@st.composite
def printed(draw):
    """A deadline of every kind as a secretary would print it: the words, what is known, how it must read."""
    year, month = draw(YEARS), draw(MONTHS)
    whole, ends = year_plan(year), tuple(last(year, m) for m in range(1, 13))
    several = sorted(draw(st.sets(MONTHS, min_size=2, max_size=5)))
    quarter = draw(st.integers(1, 4))
    first, until = sorted(draw(st.tuples(DAYS, DAYS)))
    far = draw(st.integers(1, 4))
    number = draw(st.integers(1, 28))
    mark = date(year, month, number)
    return draw(
        st.sampled_from(
            [
                (f"до {first:%d.%m.%Y}", {}, ("exact_date", (first,), first, first)),
                (
                    f"не позднее {first.day} {GENITIVE[first.month - 1]} {first.year} г.",
                    {},
                    ("exact_date", (first,), first, first),
                ),
                (
                    f"{NOMINATIVE[month - 1]} {year}",
                    {},
                    ("month", (last(year, month),), date(year, month, 1), last(year, month)),
                ),
                (
                    ", ".join(NOMINATIVE[m - 1] for m in several) + f" {year} г.",
                    {},
                    (
                        "month_list",
                        tuple(last(year, m) for m in several),
                        date(year, several[0], 1),
                        last(year, several[-1]),
                    ),
                ),
                ("ежемесячно", whole, ("monthly", ends, date(year, 1, 1), date(year, 12, 31))),
                (
                    f"ежемесячно до {number} числа",
                    whole,
                    (
                        "monthly",
                        tuple(date(year, m, number) for m in range(1, 13)),
                        date(year, 1, 1),
                        date(year, 12, 31),
                    ),
                ),
                ("ежеквартально", whole, ("quarterly", ends[2::3], date(year, 1, 1), date(year, 12, 31))),
                (
                    f"{ROMAN[quarter - 1]} квартал {year} года",
                    {},
                    ("range", (ends[quarter * 3 - 1],), date(year, quarter * 3 - 2, 1), ends[quarter * 3 - 1]),
                ),
                (
                    f"с {first:%d.%m.%Y} по {until:%d.%m.%Y}",
                    {},
                    ("range", (until,), first, until),
                ),
                (
                    f"{year}{draw(DASHES)}{year + far} гг.",
                    {},
                    ("range", (date(year + far, 12, 31),), date(year, 1, 1), date(year + far, 12, 31)),
                ),
                (
                    f"{year}, {year + far} годы",
                    {},
                    (
                        "year_list",
                        (date(year, 12, 31), date(year + far, 12, 31)),
                        date(year, 1, 1),
                        date(year + far, 12, 31),
                    ),
                ),
                (
                    f"ежегодно до {number} {GENITIVE[month - 1]}",
                    {"plan_start": date(year, 1, 1), "plan_end": date(year + far, 12, 31)},
                    (
                        "recurring_yearly",
                        tuple(mark.replace(year=y) for y in range(year, year + far + 1)),
                        date(year, 1, 1),
                        date(year + far, 12, 31),
                    ),
                ),
                ("постоянно", whole, ("open_ended", (), date(year, 1, 1), date(year, 12, 31))),
                ("по плану ЦК Профсоюза", whole, ("by_event", (), None, None)),
                (f"31 февраля {year} года", {}, ("unspecified", (), None, None)),
            ]
        )
    )


@settings(PROPERTY, max_examples=400)
@given(printed())
def test_what_is_printed_reads_back(case):
    words, around, expected = case
    assert reading(words, **around) == expected


@PROPERTY
@given(DAYS, st.sampled_from(["Провести собрания {}.", "{} направить отчёт в обком.", "Комитету ({}) обновить сайт."]))
def test_a_term_is_found_in_a_sentence(day, sentence):
    for words in (f"до {day:%d.%m.%Y}", f"не позднее {day.day} {GENITIVE[day.month - 1]} {day.year} года"):
        assert read_deadline(sentence.format(words)).due == (day,)


@PROPERTY
@given(DAYS, st.integers(1, 99))
def test_the_date_of_a_cited_act_is_no_term(day, number):
    for printed_day in (f"{day:%d.%m.%Y}", f"{day.day} {GENITIVE[day.month - 1]} {day.year} года"):
        found = read_deadline(f"Исполнить постановление Совета от {printed_day} № {number}-1.", act_date=day)
        assert (found.due, found.raw) == ((), "")


RUSSIAN = st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя ,.;:()«»-–—№/\n", max_size=300)
CONTEXT = st.fixed_dictionaries({}, optional={"act_date": DAYS, "plan_start": DAYS, "plan_end": DAYS})


@settings(PROPERTY, max_examples=300)
@given(RUSSIAN)
def test_without_figures_and_anything_known_there_is_no_day(text):
    assert read_deadline(text).due == ()


@settings(PROPERTY, max_examples=300)
@given(st.one_of(st.text(max_size=400), st.text(alphabet="0123456789.-–/ гдопм", max_size=200)), CONTEXT)
def test_nothing_breaks_the_reading(text, around):
    found = read_deadline(text, **around)
    assert list(found.due) == sorted(set(found.due))


@settings(PROPERTY, max_examples=300)
@given(st.lists(st.sampled_from([phrase.words for phrase in phrases("terms", "sentences", "no_terms")]), max_size=3))
def test_every_day_stands_in_the_words(parts):
    """With nothing known around, the year of a day is written, and so is its day or the month that ends with it."""
    text = " ".join(parts)
    written = set(re.findall(r"\d+", text))
    for day in read_deadline(text).due:
        years = [int(figure) % 100 + 2000 for figure in written if len(figure) in {2, 4}]
        assert min(years) <= day.year <= max(years) + ("числ" in text or "следующ" in text)
        assert {str(day.day), f"{day.day:02}"} & written or day == last(day.year, day.month) or IN_WORDS.search(text)


@pytest.mark.parametrize("phrase", phrases("sentences"), ids=lambda phrase: phrase.words)
def test_the_words_of_a_term_read_alone_as_in_their_sentence(phrase):
    found = read_deadline(phrase.words, **phrase.context)
    assert found.raw
    assert reading(found.raw, **phrase.context) == phrase.expected


@pytest.mark.parametrize(
    "piece",
    [
        *["до ", "1 мая ", "май-", "1, 2, ", "2026 ", "31.12.2026 ", "в течение 10 дней со дня ", ", которые "],
        *["ежегодно ", "1-5, ", "с 1 по 5 и ", "первую и ", "пятница, ", "по итогам "],
    ],
)
def test_a_long_text_is_read_in_the_time_of_its_length(piece):
    """Ten times the words take ten times as long, not a hundred; measured against each other, so on any machine."""

    def seconds(length):
        text = (piece * length)[:length]
        started = time.perf_counter()
        read_deadline(text)
        return time.perf_counter() - started

    short = min(seconds(900) for _ in range(3))
    long = min(seconds(9_000) for _ in range(3))
    assert long < 30 * short + 0.05
