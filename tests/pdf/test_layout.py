"""The printed act keeps the layout standard, in numbers."""

from itertools import pairwise

import pytest

from tests.pdf.papers import (
    BOTTOM,
    LEFT,
    MM,
    RIGHT,
    TEXT_CENTRE,
    TOP,
    annex,
    families,
    line_starting,
    lines,
    make_paper,
    point,
    printed_pages,
    signatory,
    text_of,
    words,
)


@pytest.fixture(scope="module")
def pages():
    return printed_pages(make_paper())


def test_every_page_is_a4_with_the_margins_of_a_permanent_record(pages):
    assert len(pages) >= 2
    for page in pages:
        assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=0.1)
        for mark in [*page.chars, *page.rects, *page.lines, *page.curves]:
            if not mark.get("text", "x").strip():
                continue
            assert mark["x0"] / MM >= LEFT - 0.3
            assert mark["x1"] / MM <= RIGHT + 0.3
            assert mark["bottom"] / MM <= BOTTOM + 0.3
        assert all(line["y0"] >= TOP - 0.3 for line in lines(page))


def test_pages_are_numbered_in_the_middle_of_the_top_margin_from_the_second(pages):
    for number, page in enumerate(pages, start=1):
        margin = [line for line in lines(page, margins=True) if line["y0"] < TOP - 0.5]
        assert [line["text"] for line in margin] == ([] if number == 1 else [str(number)])
        for line in margin:
            assert line["y0"] >= 10
            assert (line["left"] + line["right"]) / 2 == pytest.approx(TEXT_CENTRE, abs=0.3)


def test_the_header_is_centred_and_wraps_at_120_mm(pages):
    above = [line for line in lines(pages[0]) if line["y0"] < line_starting(pages[0], "23 марта")["y0"]]
    assert above[0]["text"] == "Федерация независимых союзов Заречья"
    assert [line["text"] for line in above[-2:]] == ["СОВЕТ", "ПОСТАНОВЛЕНИЕ"]
    for line in above:
        assert (line["left"] + line["right"]) / 2 == pytest.approx(TEXT_CENTRE, abs=1)
        assert line["right"] - line["left"] <= 120


def test_the_requisites_stand_on_one_line(pages):
    line = line_starting(pages[0], "23 марта")
    assert " ".join(line["text"].split()) == "23 марта 2023 г. г. Заречный № 7 – 2"
    assert (line["left"], line["right"]) == pytest.approx((LEFT, RIGHT), abs=0.5)


def test_the_title_is_a_bold_block_at_the_left_margin(pages):
    below = line_starting(pages[0], "23 марта")["y1"]
    title = [line for line in lines(pages[0]) if line["y0"] > below and "Bold" in line["chars"][0]["fontname"]]
    assert " ".join(line["text"] for line in title) == make_paper().heading
    for line in title:
        assert line["left"] == pytest.approx(LEFT, abs=0.5)
        assert line["right"] - LEFT <= 80


@pytest.mark.parametrize("label", ["1.", "2.1.", "2.1.1.", "2.1.1.1."])
def test_points_of_every_level_have_the_same_first_line_indent(pages, label):
    line = next(line for page in pages for line in lines(page) if line["text"].split()[0] == label)
    assert line["left"] - LEFT == pytest.approx(12.5, abs=0.5)


def test_a_label_ending_in_a_bracket_takes_no_full_stop():
    text = text_of(printed_pages(make_paper(items=[point("обучить профактив;", "а)")])))
    assert "а) обучить" in text.replace("\u00a0", " ")


def test_the_text_is_justified_at_an_even_step(pages):
    body = [
        line
        for page in pages
        for line in lines(page)
        if line["chars"][0]["size"] == pytest.approx(14, abs=0.1) and "Bold" not in line["chars"][0]["fontname"]
    ]
    full = [line for line in body if line["right"] - line["left"] > 130]
    assert sum(abs(line["right"] - RIGHT) < 1 for line in full) >= 0.8 * len(full)
    steps = [
        (below["y0"] - above["y0"]) * MM
        for above, below in pairwise(body)
        if abs(above["left"] - LEFT) < 0.5 and abs(below["left"] - LEFT) < 0.5 and below["y0"] > above["y0"]
    ]
    assert max(steps[:20]) <= 1.5 * 1.2 * 14


def test_a_word_longer_than_the_line_stays_within_the_margins():
    address = "https://example.org/" + "a" * 150
    act = make_paper(heading=address, preamble=address, place=address, signatories=[signatory(address)])
    for page in printed_pages(act):
        assert all(line["left"] >= LEFT - 0.3 and line["right"] <= RIGHT + 0.3 for line in lines(page))


def test_the_document_is_set_in_one_embedded_family(pages):
    used = set.union(*(families(page) for page in pages))
    assert used in ({"Tinos"}, {"LiberationSerif"}, {"Liberation"})


def test_a_long_title_widens_instead_of_becoming_a_column():
    title = "О " + words(45)
    page = printed_pages(make_paper(heading=title))[0]
    bold = [line for line in lines(page) if "Bold" in line["chars"][0]["fontname"] and line["left"] < LEFT + 0.5]
    assert 80 < max(line["right"] - LEFT for line in bold) <= 120


def test_signatories_stand_one_under_another_level_with_the_end_of_their_position():
    page = printed_pages(
        make_paper(
            signatories=[
                signatory("Председатель\nЗаречной федерации", "А. Б. Северов"),
                signatory("Главный бухгалтер", "В. Г. Южная"),
            ]
        )
    )[-1]
    first, second = line_starting(page, "Заречной федерации"), line_starting(page, "Главный бухгалтер")
    assert first["text"].replace("\u00a0", " ").endswith("А. Б. Северов")
    assert second["text"].replace("\u00a0", " ").endswith("В. Г. Южная")
    assert line_starting(page, "Председатель")["y1"] <= first["y0"] + 1
    assert second["y0"] > first["y1"]
    for line in (first, second):
        assert (line["left"], line["right"]) == pytest.approx((LEFT, RIGHT), abs=0.5)


def test_annexes_are_listed_after_the_signature():
    one = text_of(printed_pages(make_paper(annexes=[annex("План мероприятий")])))
    two = text_of(printed_pages(make_paper(annexes=[annex("План мероприятий"), annex("Смета")])))
    assert one.replace("\u00a0", " ").endswith("Северов\nПриложение: План мероприятий")
    assert two.replace("\u00a0", " ").endswith("Северов\nПриложения:\n1. План мероприятий\n2. Смета")
