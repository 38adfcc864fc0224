"""What was closed though nobody did it is a case of its own: neither done nor open, and every roll-up says so."""

import pytest
from django.urls import reverse

from control.closing import close
from control.models import Assignment
from programs.reporting.assembling import assembled
from programs.reporting.rows import figures_of
from tests.control_boards.conftest import days, words_of

pytestmark = pytest.mark.django_db
RESULTS = Assignment.Result


@pytest.fixture
def closed(put, members):
    """Of four cards of a point one is done, one not done, one no longer needed, one still open."""
    cards = put(days(5), to=members(4))
    for card, result in zip(cards, (RESULTS.DONE, RESULTS.NOT_DONE, RESULTS.OBSOLETE), strict=False):
        close(card, None, result=result, basis="письмо № 14")
    return cards


def test_the_matrix_does_not_call_them_done(screen, closed):
    page = screen.get(reverse("control_matrix", args=[closed[0].item.source_id]))
    counts = page.context["counts"]
    assert (counts["done"], counts["undone"], counts["total"]) == (1, 2, 4)
    assert [(point.done, point.total) for point in page.context["points"]] == [(1, 4)]
    assert [line.done for line in page.context["lines"]] == [1, 0, 0, 0]
    cells = [line.cells for line in page.context["lines"]]
    assert ["✓" in cell for cell in cells] == [True, False, False, False]
    assert ["закрыто без исполнения" in cell for cell in cells] == [False, True, True, False]
    assert "Исполнено 1 из 4</b>, без исполнения закрыто 2." in words_of(page)
    legend = {each["key"]: each["number"] for each in page.context["legend"]}
    assert (legend["c"], legend["u"]) == (1, 2)


def test_the_list_of_acts_does_not_either(screen, closed):
    (row,) = screen.get(reverse("control_matrices")).context["sources"]
    assert (row.done, row.undone, row.asked) == (1, 2, 4)


def test_nor_does_the_card_of_a_neighbour(screen, closed):
    page = words_of(screen.get(reverse("control_card", args=[closed[3].pk])))
    assert "исполнено 1 из 4, без исполнения закрыто 2" in page


def test_nor_does_the_report_to_the_council(closed):
    source = closed[0].item.source
    rows = assembled([source.pk], days(0))
    assert {name: figures_of(rows)[name] for name in ("total", "carried_out", "undone", "in_work")} == {
        "total": 4,
        "carried_out": 1,
        "undone": 2,
        "in_work": 1,
    }
    assert rows[0].done == "Исполнили 1 из 4. Закрыто без исполнения: 2."
