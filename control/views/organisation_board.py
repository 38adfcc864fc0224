"""One page with everything an organisation owes."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import TemplateView

from control.access import cards_within
from control.boards.discipline import Discipline, Period
from control.boards.export import card_rows, spreadsheet
from control.boards.heard import put_last_words
from control.boards.narrowing import Narrowing, councils_of
from control.boards.organisation import PAGE, Owed
from control.boards.places import put_places
from control.models import Assignment
from control.views.board import HEADINGS, WIDTHS, BoardDoor, discipline_address, discipline_addresses
from registry.access import RegistryAccess
from registry.models import Party


class OrganisationBoardView(BoardDoor, TemplateView):
    """All its cards on control, from all acts and plans of the councils the account may see."""

    template_name = "control/board/organisation.html"
    page_title = gettext_lazy("Owed by")

    @cached_property
    def party(self):
        """One that owes something to the account's councils, or that the account may read of anyway."""
        user, key = self.request.user, self.kwargs["pk"]
        owes = Assignment.objects.filter(cards_within(user), assignee=key)
        known = Party.objects.all() if owes.exists() else RegistryAccess.of(user).limit_choices(Party.objects.all())
        return get_object_or_404(known, pk=key)

    @cached_property
    def narrowing(self):
        return Narrowing(councils_of(self.request.user), organisation=self.party.pk)

    @cached_property
    def owed(self):
        return Owed(self.party, self.day, self.narrowing.border)

    def get_page_title(self):
        return _("What is owed: %(name)s") % {"name": self.party}

    @cached_property
    def header_more_buttons(self):
        return [self.xlsx_button()]

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "xlsx":
            return spreadsheet(self.get_page_title(), HEADINGS, card_rows(self.owed.listed(), self.day), WIDTHS)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        parts = self.owed.parts(self.page)
        put_last_words([card for part in parts for card in part.cards], self.day)
        put_places([self.party])
        return super().get_context_data(
            party=self.party,
            numbers=self.owed.numbers,
            counted=[(key, self.owed.numbers[key], title.lower()) for key, title in _titles().items()],
            parts=[(part, _titles()[part.key]) for part in parts],
            figures=discipline_addresses(self.narrowing),
            by_url=discipline_address(self.narrowing, group="month"),
            by_words=_("By months"),
            discipline=Discipline(self.narrowing, Period.year_of(self.day), self.day),
            pager=self.pages(self.owed.numbers["owed"], PAGE),
            **kwargs,
        )


def _titles():
    return {
        "late": pgettext("owed", "Late"),
        "dated": pgettext("owed", "Due ahead"),
        "undated": pgettext("owed", "Without a date"),
        "reported": pgettext("owed", "Reported, waiting for the controller"),
    }
