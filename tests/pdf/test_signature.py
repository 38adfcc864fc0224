"""The signature never stands alone on a page: at least two lines of the text are with it."""

import pytest

from resolutions.official import act_pdf
from tests.pdf.papers import annex, lines, make_paper, pages_of, point, signatory, words

WORDS_IN = {"one line": 6, "two lines": 12, "three lines": 22, "seven lines": 55}


def acts_over_the_edge(*last_points, **fields):
    """Prints of acts made longer by one line at a time, from the first that no longer fits one page."""
    found = []
    for filler in range(1, 40):
        items = [point(words(6), str(number)) for number in range(1, filler)]
        items += [point(text, str(number)) for number, text in enumerate(last_points, start=90)]
        pdf = act_pdf(make_paper(preamble=words(12), items=items, **fields))
        if pdf.page_count > 1:
            found.append(pdf)
        if len(found) == 8:
            return found
    raise AssertionError("no act reached the second page")


def lines_above_the_signature(pdf):
    last = [line["text"] for line in lines(pages_of(pdf)[-1])]
    return next(number for number, text in enumerate(last) if text.startswith("Председатель"))


@pytest.mark.parametrize("last", WORDS_IN)
@pytest.mark.parametrize("before", ["one line", "three lines"])
def test_lines_of_the_text_follow_the_signature_to_its_page(before, last):
    above = [
        lines_above_the_signature(pdf) for pdf in acts_over_the_edge(words(WORDS_IN[before]), words(WORDS_IN[last]))
    ]
    assert min(above) >= 2
    # No more than a paragraph or two is taken along: the page before is not left half empty.
    assert above[0] <= 4


def test_many_signatories_and_annexes_stay_with_the_text_too():
    prints = acts_over_the_edge(
        words(6),
        signatories=[signatory(), signatory("Секретарь", "В. Г. Южная")],
        annexes=[annex("План мероприятий"), annex("Смета")],
    )
    assert min(lines_above_the_signature(pdf) for pdf in prints) >= 2


def test_a_single_point_takes_the_enacting_clause_along():
    pdf = next(iter(acts_over_the_edge(heading="О " + words(20))))
    assert lines_above_the_signature(pdf) >= 2
