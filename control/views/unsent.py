"""Cards nobody could be sent: whose they are, and the way to write the address down."""

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from control.boards.unsent import Unsent
from control.views.board import BoardDoor

PAGE = 50


class UnsentView(BoardDoor, TemplateView):
    """The list; a card leaves it by itself once its letter has gone."""

    template_name = "control/unsent/index.html"
    page_title = gettext_lazy("There is nobody to send the card to: no address")
    header_icon = "warning"

    def get_context_data(self, **kwargs):
        unsent = Unsent(self.form.narrowing())
        page = Paginator(unsent.groups, PAGE).get_page(self.page)
        rows = unsent.rows(page.object_list)
        for row in rows:
            row.url = row.form_url(self.request.user)
        return super().get_context_data(
            rows=rows,
            numbers=unsent.numbers,
            pills=self.form.pills(self.request.GET),
            pager=self.pages(page.paginator.count, PAGE),
            **kwargs,
        )
