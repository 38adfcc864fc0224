"""The words of a plan's deadlines, moved to another year."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from control.deadline_shifting import shift_years
from control.deadlines import read_deadline
from tests.control.deadline_phrases import phrases


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("февраль 2022", "февраль 2023"),
        ("март, июнь, сентябрь, декабрь\n2022", "март, июнь, сентябрь, декабрь\n2023"),
        ("в срок до 30.12.2022г.", "в срок до 30.12.2023г."),
        ("до 30.12.22", "до 30.12.23"),
        ("2023г.\n2026г.", "2024г.\n2027г."),
        ("2022–2026 гг.", "2023–2027 гг."),
        ("2022-23 гг.", "2023-24 гг."),
        ("2022/2023 учебный год", "2023/2024 учебный год"),
        ("2022-12-30", "2023-12-30"),
        ("до 29 февраля 2024 года", "до 28 февраля 2025 года"),
        ("29.02.2024", "28.02.2025"),
        ("в течение года", "в течение года"),
        ("ежеквартально до 10 числа", "ежеквартально до 10 числа"),
        ("не позднее 20 мая т.г.", "не позднее 20 мая т.г."),
        ("по плану «Молодёжь 2022», май 2022", "по плану «Молодёжь 2022», май 2023"),
        (
            "по постановлению от 24.11.2021 № 10-5, до 1 мая 2022",
            "по постановлению от 24.11.2021 № 10-5, до 1 мая 2023",
        ),
        ("по плану ЦС", "по плану ЦС"),
        ("", ""),
    ],
)
def test_only_the_years_of_the_term_move(words, moved):
    assert shift_years(words, 1) == moved


# After so many years every day is the same day of the week again, and a leap year a leap year.
ROUND = 28


@pytest.mark.parametrize("phrase", phrases("terms"), ids=lambda p: p.words)
def test_a_moved_term_is_due_so_many_years_later(phrase):
    around = {name: day.replace(year=day.year + ROUND) for name, day in phrase.context.items()}
    found = read_deadline(shift_years(phrase.words, ROUND), **around)
    assert found.kind.value == phrase.kind
    assert found.due == tuple(day.replace(year=day.year + ROUND) for day in phrase.due)


def test_a_moved_day_of_another_weekday_is_no_day_until_the_author_has_seen_it():
    moved = shift_years("до понедельника 12 мая 2025 г.", 1)
    assert moved == "до понедельника 12 мая 2026 г."
    assert read_deadline(moved).due == ()


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(max_size=200), st.integers(-50, 50))
def test_other_words_stay(text, years):
    moved = shift_years(text, years)
    assert len(moved) == len(text)
    assert [a for a, b in zip(text, moved, strict=True) if a != b and not a.isdigit()] == []


def test_back_again():
    assert shift_years(shift_years("до 15 марта 2026 г.", 3), -3) == "до 15 марта 2026 г."
    assert read_deadline(shift_years("2022-2026 гг.", 5)).due == (date(2031, 12, 31),)
