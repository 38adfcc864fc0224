"""What went and what came: joined again, a comparison gives both texts."""

import re
from types import SimpleNamespace

from django.template import Context, Template
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st

from control.comparing import DELETED, INSERTED, LONG, compare
from resolutions.blocks import ItemsBlock
from resolutions.comparing import changed_rows, compare_acts
from resolutions.relations.points import split_label, unquoted

words = st.text(alphabet="абв 1.,«»-\n", max_size=60)


@given(words, words)
def test_the_runs_give_both_texts_back(before, after):
    changes = compare(before, after)
    assert "".join(c.text for c in changes if c.kind != INSERTED) == before
    assert "".join(c.text for c in changes if c.kind != DELETED) == after
    assert all(c.kind == "equal" for c in compare(before, before))


def test_a_changed_date_is_one_change_and_not_a_patchwork():
    changes = compare("Обучить до 1 ноября 2026 года.", "Обучить до 15 декабря 2026 года.")
    assert [c.text for c in changes] == ["Обучить до ", "1 ноября", "15 декабря", " 2026 года."]


def test_a_very_long_text_is_compared_at_once():
    before = " ".join(f"слово{n % 300} и" for n in range(LONG))
    after = before.replace("слово7 ", "иное ")
    changes = compare(before, after)
    assert "".join(c.text for c in changes if c.kind != DELETED) == after


def test_the_marks_are_read_aloud_and_the_text_is_escaped():
    html = Template("{% load comparing %}{% comparison a b %}").render(Context({"a": "<b> раз", "b": "<b> два"}))
    assert "<del" in html
    assert "<ins" in html
    assert gettext("deleted:") in html
    assert gettext("added:") in html
    assert "&lt;b&gt;" in html


def act(*points):
    values = [
        {"type": "item", "id": key, "value": {"label": label, "level": "1", "item_class": "instruction", "text": text}}
        for key, label, text in points
    ]
    return SimpleNamespace(
        heading="О деле",
        preamble="",
        enacting_clause="Совет ПОСТАНОВЛЯЕТ:",
        items=ItemsBlock().to_python(values),
        signatories=[],
        annexes=[],
    )


def test_points_are_known_by_their_id_then_by_their_number():
    old = act(("a", "1", "Первый"), ("b", "2", "Второй"), ("c", "3", "Третий"))
    new = act(("x", "1", "Первый новый"), ("c", "2", "Третий"), ("d", "3", "Четвёртый"))
    rows = [row for row in compare_acts(old, new) if row.place == "items"]
    assert [(row.kind, row.old_label, row.label) for row in rows] == [
        ("changed", "1", "1"),
        ("deleted", "2", ""),
        ("changed", "3", "2"),
        ("inserted", "", "3"),
    ]
    assert changed_rows(old, old) == []


def test_a_point_that_moved_is_shown_once():
    old, new = (
        act(("a", "1", "А"), ("b", "2", "Б"), ("c", "3", "В")),
        act(("c", "1", "В"), ("a", "2", "А"), ("b", "3", "Б")),
    )
    rows = [row for row in compare_acts(old, new) if row.place == "items"]
    assert len(rows) == 3
    assert [row.item for row in rows if row.is_moved] == ["c"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), words), unique_by=lambda p: p[0], max_size=6), st.data())
def test_the_rows_of_two_acts_give_the_points_of_both_back(points, data):
    other = data.draw(st.lists(st.tuples(st.sampled_from("abcdef"), words), unique_by=lambda p: p[0], max_size=6))
    old = act(*[(key, f"{key}o", text) for key, text in points])
    new = act(*[(key, f"{key}n", text) for key, text in other])
    rows = [row for row in compare_acts(old, new) if row.place == "items"]
    assert [(r.label, r.after) for r in rows if r.kind != DELETED] == [(f"{key}n", text) for key, text in other]
    assert sorted((r.old_label, r.before) for r in rows if r.kind != INSERTED) == sorted(
        (f"{k}o", t) for k, t in points
    )


def test_a_wording_brings_its_number_along_and_dates_are_no_numbers():
    assert split_label("«3.1. Членским организациям.»") == ("3.1", "Членским организациям.")
    assert split_label("3.1 Членским") == ("3.1", "Членским")
    assert split_label("а) обучить") == ("а", "обучить")
    assert split_label("3 ноября 2026 года провести") == ("", "3 ноября 2026 года провести")
    assert split_label("30.12.2022 провести") == ("", "30.12.2022 провести")
    assert unquoted("«Союз» и «Лига»") == "«Союз» и «Лига»"
    assert not re.search("[«»]", unquoted("«Союзу»."))
