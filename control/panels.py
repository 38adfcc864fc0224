"""The first screen: what is asked of whoever has logged in."""

from django.utils.functional import cached_property

from cms.panels import FirstScreenPanel
from control.views.duties import LATE, REPORTED, THIS_WEEK, grouped_duties


class DutiesPanel(FirstScreenPanel):
    """How many duties are late and due this week, and the nearest of them."""

    name = "my-duties"
    template_name = "control/duties/panel.html"
    order = 30
    shown = 5

    @cached_property
    def groups(self):
        return [(group, cards) for group, cards in grouped_duties(self.request.user) if group != REPORTED]

    def get_context_data(self, parent_context):
        by_group = dict(self.groups)
        cards = [card for _group, members in self.groups for card in members]
        return {
            "cards": cards[: self.shown],
            "total": len(cards),
            "late": len(by_group.get(LATE, ())),
            "this_week": len(by_group.get(THIS_WEEK, ())),
        }
