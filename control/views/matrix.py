"""The matrix of one act or plan, and the list of what has one."""

from itertools import groupby
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.generic import TemplateView
from wagtail.admin.widgets.button import Button

from control.boards.export import spreadsheet
from control.boards.matrix import CELL_CLASSES, ORDERS, PAGE, UNDONE_KEY, Matrix
from control.boards.narrowing import Narrowing, councils_of
from control.boards.states import GLYPHS, LATE_WORD, SILENT_GLYPH, SILENT_WORD, UNDONE_GLYPH, UNDONE_WORD
from control.models import Assignment, ControlledItem, ControlOpening, ItemState, Tally, overdue_q
from control.views.board import BoardDoor

SOURCES = 50


class MatrixView(BoardDoor, TemplateView):
    """Organisations down, points across."""

    template_name = "control/matrix/matrix.html"
    page_title = gettext_lazy("Matrix of execution")
    header_icon = "table"

    @cached_property
    def first_item(self):
        """Any item of the source the account may see; without one there is no matrix."""
        items = ControlledItem.objects.filter(self.border).of(self.kwargs["pk"]).select_related("source")
        item = items.first()
        if item is None:
            if ControlledItem.objects.filter(source=self.kwargs["pk"]).exists():
                raise PermissionDenied
            raise Http404
        return item

    @cached_property
    def border(self) -> Q:
        return Narrowing(councils_of(self.request.user)).border

    @cached_property
    def order(self):
        return self.one_of("order", ORDERS)

    @cached_property
    def matrix(self):
        return Matrix(self.first_item.source_id, self.day, self.border, self.order, self.page)

    def get_page_subtitle(self):
        return self.first_item.source_name

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items()[:-1],
            {"url": reverse("control_matrices"), "label": MatricesView.page_title},
            {"url": "", "label": self.get_header_title()},
        ]

    @cached_property
    def header_more_buttons(self):
        url = self.board_url(view="control", source=self.first_item.source_id)
        return [self.xlsx_button(), Button(_("As a list"), url=url, icon_name="list-ul", priority=95)]

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "xlsx":
            name = f"{self.page_title} {self.first_item.source_name}"
            points = [point.item.label or point.item.text[:40] for point in self.matrix.points]
            headings = [_("Organisation"), _("Late"), pgettext("cards", "Done"), *points]
            return spreadsheet(name, headings, self.matrix.export_rows(), [40, 10, 10], freeze="D2")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        matrix = self.matrix
        return super().get_context_data(
            source=self.first_item.source,
            given_on=self.first_item.given_on,
            source_name=self.first_item.source_name,
            points=self.points(),
            headings=self.headings(),
            waits_url=self.board_url(view="waits", group="card", source=self.first_item.source_id),
            lines=matrix.with_cells(),
            number=len(matrix.lines),
            counts=matrix.counts,
            legend=list(self.legend()),
            order=self.order,
            orders=[(key, label, self.with_query(order=key)) for key, label in _order_names().items()],
            pager=self.pages(len(matrix.lines), PAGE),
            **kwargs,
        )

    def points(self):
        """The columns, each with the nearest day and the list of its cards."""
        for point in self.matrix.points:
            point.due_words = f"{point.due:%d.%m}" if point.due else _("no date")
            point.url = self.board_url(view="control", group="card", item=point.item.pk)
        return self.matrix.points

    def headings(self):
        """What stands over several points together, with how many; nothing where no point has a heading."""
        runs = [(heading, len(list(run))) for heading, run in groupby(p.item.heading for p in self.matrix.points)]
        return runs if any(heading for heading, _width in runs) else []

    @staticmethod
    def board_url(**asked):
        return f"{reverse('control_board')}?{urlencode(asked)}"

    def legend(self):
        counts = self.matrix.counts
        yield {"key": "l", "glyph": _("d."), "number": counts["late"], "word": LATE_WORD}
        yield {"key": "s", "glyph": SILENT_GLYPH, "number": counts["silent"], "word": SILENT_WORD}
        for state, glyph in GLYPHS.items():
            number = counts["done"] if state == ItemState.CLOSED else counts[state]
            yield {"key": CELL_CLASSES[state], "glyph": glyph, "number": number, "word": ItemState(state).label}
            if state == ItemState.CLOSED:
                key, number = CELL_CLASSES[UNDONE_KEY], counts["undone"]
                yield {"key": key, "glyph": UNDONE_GLYPH, "number": number, "word": UNDONE_WORD}


def card_of_matrix(request, pk, card):
    """The short address of a cell leads to its card."""
    get_object_or_404(Assignment.objects.filter(Narrowing(councils_of(request.user)).border, item__source=pk), pk=card)
    return HttpResponseRedirect(reverse("control_card", args=[card]))


class MatricesView(BoardDoor, TemplateView):
    """The acts and plans that have been put on control, the newest first."""

    template_name = "control/matrix/sources.html"
    page_title = gettext_lazy("Matrices of execution")
    header_icon = "table"

    def get_context_data(self, **kwargs):
        items = ControlledItem.objects.filter(Narrowing(councils_of(self.request.user)).border)
        own = items.filter(source=OuterRef("source")).order_by("position", "pk")
        tallies = Tally.objects.filter(item__source=OuterRef("source")).order_by().values("item__source")
        closed = tallies.annotate(sum=Sum("cards", filter=Q(state=ItemState.CLOSED), default=0)).values("sum")
        undone = Assignment.objects.closed_undone().filter(item__source=OuterRef("source")).order_by()
        undone = undone.values("item__source").annotate(number=Count("pk")).values("number")
        asked = tallies.annotate(sum=Sum("cards", filter=~Q(state=ItemState.CANCELLED), default=0)).values("sum")
        late = tallies.annotate(sum=Sum("cards", filter=overdue_q(self.day), default=0)).values("sum")
        openings = ControlOpening.objects.annotate(name=Subquery(own.values("source_name")[:1]))
        openings = openings.filter(Exists(own)).order_by("-opened_at", "-pk")
        start = (self.page - 1) * SOURCES
        shown = list(
            openings.annotate(
                undone=Coalesce(Subquery(undone), 0),
                done=Coalesce(Subquery(closed), 0) - F("undone"),
                asked=Coalesce(Subquery(asked), 0),
                late=Coalesce(Subquery(late), 0),
            ).select_related("source")[start : start + SOURCES]
        )
        return super().get_context_data(sources=shown, pager=self.pages(openings.count(), SOURCES), **kwargs)


def _order_names():
    return {"name": _("alphabetically"), "late": _("those behind first"), "only_late": _("only those behind")}
