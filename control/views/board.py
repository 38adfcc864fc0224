"""The controller's morning: five numbers, and the list behind each."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import HeaderButton
from wagtail.admin.widgets.button import Button

from control.boards.asking import NarrowingForm
from control.boards.board import PAGE, Board
from control.boards.discipline import Discipline, Period
from control.boards.export import card_rows, spreadsheet
from control.boards.heard import heard_in_group, put_last_words
from control.boards.narrowing import councils_of
from control.boards.numbers import in_words, title_of
from control.boards.places import put_places
from control.boards.unsent import Unsent
from control.models import ItemState
from registry.access import RegistryAccess

HEADINGS = [
    gettext_lazy("Act or plan"),
    gettext_lazy("Point"),
    gettext_lazy("Text"),
    gettext_lazy("Assignee"),
    gettext_lazy("Deadline in the act"),
    gettext_lazy("Due"),
    gettext_lazy("Days late"),
    gettext_lazy("State"),
    gettext_lazy("Last heard of"),
]
WIDTHS = [24, 8, 60, 44, 24, 12, 10, 14, 14]
# Requests and changed points are few; should they be many, the first are shown and the number says the rest.
FEW = 25


class BoardDoor(WagtailAdminTemplateMixin):
    """What all boards share: who comes in, the question in the address, the day."""

    header_icon = "tasks"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("read_control"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def day(self):
        return timezone.localdate()

    @cached_property
    def form(self):
        return NarrowingForm(self.request.GET, self.request.user)

    @property
    def page(self):
        given = self.request.GET.get("page", "")
        return min(max(int(given), 1), 100_000) if given.isdecimal() and len(given) < 7 else 1

    def one_of(self, name, offered):
        """The choice named in the address; the first of those offered when it is none of them."""
        given = self.request.GET.get(name, "")
        return given if given in offered else next(iter(offered))

    def with_query(self, **changes):
        """The address as it stands, with these changes; None takes a choice back."""
        query = self.request.GET.copy()
        query.pop("page", None)
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = value
        return f"?{query.urlencode()}"

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("control_board"), "label": _("Control")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        profile = getattr(self.request.user, "wagtail_userprofile", None)
        shortcuts = profile is None or profile.keyboard_shortcuts
        return super().get_context_data(**{"day": self.day, "shortcuts": shortcuts, **kwargs})

    def xlsx_button(self):
        return Button(_("Download XLSX"), url=self.with_query(export="xlsx"), icon_name="download", priority=90)

    def pages(self, total, size):
        """The addresses of the pages beside this one, and which this one is."""
        last = max(-(-total // size), 1)
        page = self.page
        return {
            "number": page,
            "last": last,
            "previous": self.with_query() + f"&page={page - 1}" if page > 1 else "",
            "next": self.with_query() + f"&page={page + 1}" if page < last else "",
        }


class BoardView(BoardDoor, TemplateView):
    """Numbers first; then the list of the number chosen, by points, by organisations or card by card."""

    template_name = "control/board/board.html"
    page_title = gettext_lazy("Control")

    def get_breadcrumbs_items(self):
        return [*WagtailAdminTemplateMixin.get_breadcrumbs_items(self), {"url": "", "label": self.page_title}]

    @cached_property
    def board(self):
        own = councils_of(self.request.user, "control")
        return Board(self.form.narrowing(), self.day, self.form.narrowing(own))

    @cached_property
    def view(self):
        return self.one_of("view", Board.VIEWS)

    @cached_property
    def group(self):
        return self.one_of("group", ("point", "organisation", "card"))

    @cached_property
    def by_cards(self):
        return self.one_of("order", ("many", "due")) == "many"

    @cached_property
    def header_buttons(self):
        return [
            HeaderButton(_("Matrix"), url=reverse("control_matrices"), icon_name="table"),
            HeaderButton(_("Discipline"), url=reverse("control_discipline"), icon_name="list-ol"),
        ]

    @cached_property
    def header_more_buttons(self):
        buttons = [self.xlsx_button()]
        if self.may_decide:
            url = reverse("control_handover")
            buttons.append(Button(_("Hand cards over…"), url=url, icon_name="group", priority=95))
        return buttons

    @cached_property
    def may_decide(self):
        return RegistryAccess.of(self.request.user).has("control")

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "xlsx":
            cards = self.board.cards(self.view)
            return spreadsheet(title_of(self.view), HEADINGS, card_rows(cards, self.day), WIDTHS)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        numbers, listed = self.board.numbers, self.listed()
        *views, control = in_words(numbers, lambda view: self.with_query(view=view, open=None), self.view)
        return super().get_context_data(
            form=self.form,
            pills=self.form.pills(self.request.GET),
            numbers=numbers,
            views=views,
            control=control,
            view=self.view,
            title=title_of(self.view),
            nothing=_nothing()[self.view],
            group=self.group,
            groupings=[(key, words, self.with_query(group=key, open=None)) for key, words in _groupings().items()],
            orders=[
                (_("where more cards are"), self.with_query(order="many"), self.by_cards),
                (_("the longest due"), self.with_query(order="due"), not self.by_cards),
            ],
            query=self.request.GET,
            kept=[(name, self.request.GET[name]) for name in ("view", "group", "order") if name in self.request.GET],
            board=self.board,
            unsent=Unsent(self.form.narrowing()).numbers,
            unsent_query=urlencode(self.form.narrowing().as_query()),
            may_decide=self.may_decide,
            **self.coefficient(),
            **self.decisions(),
            **listed,
            **kwargs,
        )

    def listed(self):
        """The rows of this page, and how many there are."""
        if self.group == "card":
            total = self.board.numbers["reports" if self.view == "waits" else self.view]
            start = (self.page - 1) * PAGE
            cards = list(self.board.cards(self.view).for_listing()[start : start + PAGE])
            put_last_words(cards, self.day)
            put_places((card.assignee for card in cards), self.form.councils)
            return {"cards": cards, "rows": [], "total": total, "groups": total, "pager": self.pages(total, PAGE)}
        key = "item" if self.group == "point" else "assignee"
        read = self.board.points if self.group == "point" else self.board.organisations
        rows, groups, total = read(self.view, by_cards=self.by_cards, page=self.page)
        opened = {int(each) for each in self.request.GET.getlist("open") if each.isdecimal() and len(each) < 12}
        self.board.open_groups(rows, self.view, key, opened)
        put_last_words([card for row in rows for card in row.opened], self.day)
        if key == "assignee":
            put_places((row.subject for row in rows), self.form.councils)
        for row in rows:
            # A report sent on the very day the point was given is a word too: the state says so.
            is_untouched = all(state == ItemState.ASSIGNED for state, _number in row.states)
            since = timezone.localdate(row.subject.put_on_control_at) if key == "item" and is_untouched else None
            row.heard = heard_in_group(row.heard_on, since, self.day)
            row.toggle_url = self.with_open(opened, row.key)
            narrowed = {"item" if key == "item" else "organisation": row.key, "group": "card", "open": None}
            row.list_url = self.with_query(**narrowed)
        return {"rows": rows, "cards": [], "total": total, "groups": groups, "pager": self.pages(groups, PAGE)}

    def with_open(self, opened, key):
        query = self.request.GET.copy()
        query.setlist("open", sorted(opened ^ {key}))
        return f"?{query.urlencode()}#row{key}"

    def decisions(self):
        """What waits besides reports."""
        if self.view != "waits":
            return {}
        cards = "occurrence__assignment__item"
        return {
            "extensions": self.board.extensions.select_related(cards)[:FEW],
            "rewordings": self.board.rewordings.select_related("item")[:FEW],
        }

    def coefficient(self):
        """The coefficient of the year so far, within the same narrowing; each figure leads to its list."""
        narrowing = self.form.narrowing()
        if narrowing.q or narrowing.since or narrowing.until:
            # A formula over other cards than the list below would mislead.
            return {}
        return {
            "discipline": Discipline(narrowing, Period.year_of(self.day), self.day),
            "figures": discipline_addresses(narrowing),
            "by_url": discipline_address(narrowing),
            "by_words": _("By organisations"),
        }


def discipline_address(narrowing, **asked):
    """The screen of the coefficient within the narrowing."""
    query = urlencode({**narrowing.as_query(), **asked})
    return reverse("control_discipline") + (f"?{query}" if query else "")


def discipline_addresses(narrowing):
    """The list behind each figure."""
    return {name: discipline_address(narrowing, show=name) for name in Discipline.SHOWN}


def _groupings():
    return {"point": _("by points"), "organisation": _("by assignees"), "card": _("card by card")}


def _nothing():
    return {
        "late": _("Nothing is late."),
        "silent": _("Nobody is silent."),
        "week": _("Nothing is due this week."),
        "waits": _("No report waits for you."),
        "undated": _("Every card has a date."),
        "control": _("Nothing is on control."),
    }
