"""Spaces that must not end a line are made non-breaking when shown, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.typography import NBSP, with_non_breaking_spaces


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("№ 7-2", "№~7-2"),
        ("п. 3.2", "п.~3.2"),
        ("А. И. Петров", "А.~И.~Петров"),
        ("Петров А. И.", "Петров~А.~И."),
        ("Вели-Петров С. Р.", "Вели-Петров~С.~Р."),
        ("30 декабря 2022 г.", "30~декабря 2022~г."),
        ("5 %", "5~%"),
        ("в срок", "в~срок"),
        ("совет — орган", "совет~— орган"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text, shown):
    assert with_non_breaking_spaces(text).replace(NBSP, "~") == shown


@given(st.text(alphabet="абвАБВ №.,5%-—г ", max_size=60))
def test_only_spaces_ever_change(text):
    assert with_non_breaking_spaces(text).replace(NBSP, "").replace(" ", "") == text.replace(" ", "")
