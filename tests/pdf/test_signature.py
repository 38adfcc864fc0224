"""The signature never stands alone on a page: at least two lines of the text are with it."""

import pytest

from resolutions.official import act_pdf
from tests.pdf.papers import annex, lines, make_paper, pages_of, point, signatory, words

WORDS_IN = {"one line": 6, "two lines": 12, "three lines": 22, "seven lines": 55}


def lines_kept_with_the_signature(make):
    """Lines above the signature in acts made longer line by line, from the first that no longer fits one page."""
    found = []
    for length in range(1, 40):
        pdf = act_pdf(make(length))
        if pdf.page_count > 1:
            last_page = [line["text"] for line in lines(pages_of(pdf)[-1])]
            found.append(next(number for number, text in enumerate(last_page) if text.startswith("Председатель")))
        if len(found) == 8:
            return found
    raise AssertionError("no act reached the second page")


def short_points(count):
    return [point(words(6), str(number)) for number in range(1, count + 1)]


@pytest.mark.parametrize("last", WORDS_IN)
@pytest.mark.parametrize("before", ["one line", "three lines"])
def test_lines_of_the_text_follow_the_signature_to_its_page(before, last):
    ending = [point(words(WORDS_IN[before]), "90"), point(words(WORDS_IN[last]), "91")]
    kept = lines_kept_with_the_signature(
        lambda length: make_paper(preamble=words(12), items=[*short_points(length), *ending])
    )
    assert min(kept) >= 2
    # Nor is more taken along than two short paragraphs: the page before is not left half empty.
    assert kept[0] <= 6


def test_many_signatories_and_annexes_stay_with_the_text_too():
    kept = lines_kept_with_the_signature(
        lambda length: make_paper(
            preamble=words(12),
            items=short_points(length),
            signatories=[signatory(), signatory("Секретарь", "В. Г. Южная")],
            annexes=[annex("План мероприятий"), annex("Смета")],
        )
    )
    assert min(kept) >= 2


def test_an_only_point_takes_the_enacting_clause_along():
    kept = lines_kept_with_the_signature(
        lambda length: make_paper(preamble="\n".join([words(6)] * length), items=[point(words(6), "1")])
    )
    assert min(kept) >= 2
