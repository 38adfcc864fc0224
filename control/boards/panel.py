"""The first screen of a controller: the five numbers."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from cms.panels import FirstScreenPanel
from control.boards.board import Board
from control.boards.narrowing import Narrowing, councils_of
from control.boards.numbers import in_words


class NumbersPanel(FirstScreenPanel):
    """What is late, silent, due this week, undated, and what waits for a decision; each leads to its list."""

    name = "control-numbers"
    template_name = "control/board/panel.html"
    order = 20

    @cached_property
    def board(self):
        user = self.request.user
        decides = Narrowing(councils_of(user, "control"))
        return Board(Narrowing(councils_of(user)), timezone.localdate(), decides)

    def get_context_data(self, parent_context):
        numbers = self.board.numbers
        if not (numbers["control"] or numbers["waits"]):
            return {}
        address = reverse("control_board")
        return {"numbers": numbers, "views": in_words(numbers, lambda view: f"{address}?view={view}")[:5]}
