"""The coefficient of executive discipline: formula, figures, lists behind them, a chart and a spreadsheet."""

from collections import Counter

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.generic import TemplateView

from control.boards.discipline import PAGE, Discipline, Period
from control.boards.export import MOST, spreadsheet
from control.boards.places import put_places
from control.charts.shares import Share, ShareBar
from control.forms import DayField
from control.models import Occurrence
from control.views.board import BoardDoor

GROUPS = {
    "organisation": gettext_lazy("By organisations"),
    "person": gettext_lazy("By people who answer"),
    "body": gettext_lazy("By bodies"),
    "month": gettext_lazy("By months"),
}
HEADINGS = [
    gettext_lazy("Whose"),
    gettext_lazy("Where it stands"),
    gettext_lazy("Came due"),
    gettext_lazy("In time"),
    gettext_lazy("In time after an extension"),
    gettext_lazy("Late"),
    gettext_lazy("Not closed"),
    gettext_lazy("Coefficient, %"),
]
LIST_HEADINGS = [
    gettext_lazy("Act or plan"),
    gettext_lazy("Point"),
    gettext_lazy("Text"),
    gettext_lazy("Assignee"),
    gettext_lazy("Due"),
    gettext_lazy("Due at first"),
    gettext_lazy("Done on"),
    gettext_lazy("How"),
]
CHARTED = 20


class PeriodForm(forms.Form):
    """The days of one's own period."""

    first = DayField(label=pgettext_lazy("period", "From"), required=False)
    last = DayField(label=pgettext_lazy("period", "To"), required=False)

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("The period ends before it begins."))


class DisciplineView(BoardDoor, TemplateView):
    """One period, one narrowing: the formula with its figures, and who stands how."""

    template_name = "control/discipline/discipline.html"
    page_title = gettext_lazy("Executive discipline")

    @cached_property
    def span(self):
        return self.one_of("span", ("year", "quarter", "month", "own"))

    @cached_property
    def period_form(self):
        return PeriodForm(self.request.GET if self.span == "own" else None)

    @cached_property
    def period(self):
        if self.span == "own" and self.period_form.is_valid():
            chosen, year = self.period_form.cleaned_data, Period.year_of(self.day)
            return Period(chosen["first"] or year.first, chosen["last"] or self.day)
        return {"quarter": Period.quarter_of, "month": Period.month_of}.get(self.span, Period.year_of)(self.day)

    @cached_property
    def discipline(self):
        return Discipline(self.form.narrowing(), self.period, self.day)

    @cached_property
    def group(self):
        return self.one_of("group", Discipline.GROUPS)

    @cached_property
    def shown(self):
        """The figure whose list is asked for; empty while figures are enough."""
        given = self.request.GET.get("show", "")
        return given if given in Discipline.SHOWN else ""

    @cached_property
    def header_more_buttons(self):
        return [self.xlsx_button()]

    def get(self, request, *args, **kwargs):
        if request.GET.get("export") == "xlsx":
            name = f"{self.page_title} {self.discipline.period}"
            if self.shown:
                found = self.discipline.listed(self.shown).select_related("assignment__item")[:MOST]
                return spreadsheet(name, LIST_HEADINGS, map(_row, found), [24, 8, 60, 44, 12, 12, 12, 24])
            rows = self.discipline.export_rows(self.group)
            return spreadsheet(name, HEADINGS, rows, [50, 50, 12, 12, 16, 12, 12, 14])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        figures = {name: self.with_query(show=name) for name in Discipline.SHOWN}
        return super().get_context_data(
            form=self.form,
            period_form=self.period_form,
            pills=self.form.pills(self.request.GET),
            span=self.span,
            spans=[
                (key, label, self.with_query(span=key, first=None, last=None))
                for key, label in (("year", _("Year")), ("quarter", _("Quarter")), ("month", _("Month")))
            ],
            period=self.discipline.period,
            discipline=self.discipline,
            total=self.discipline.total,
            figures=figures,
            shown=self.shown,
            chosen=list(self.form.narrowing().as_query().items()),
            kept=[(name, self.request.GET[name]) for name in ("span", "group", "show") if name in self.request.GET],
            **(self.list_context() if self.shown else self.lines_context()),
            **kwargs,
        )

    def list_context(self):
        """The days behind the figure; there are as many as the figure says."""
        total = getattr(self.discipline.total, self.shown)
        start = (self.page - 1) * PAGE
        days = self.discipline.listed(self.shown).select_related("assignment__item", "assignment__assignee")
        days = list(days[start : start + PAGE])
        put_places((day.assignment.assignee for day in days), self.form.councils)
        return {
            "days": days,
            "listed": total,
            "back_url": self.with_query(show=None),
            "pager": self.pages(total, PAGE),
            "figure_name": _figure_names()[self.shown],
        }

    def lines_context(self):
        lines, number = self.discipline.by(self.group, self.page)
        for line in lines:
            line.links = {name: self.line_url(line, name) for name in Discipline.SHOWN}
        names = _figure_names()
        kinds = ("in_time", "extended", "late", "unclosed")
        twice = Counter(line.name for line in lines)
        bars = [
            ShareBar(
                line.name,
                line.printed,
                [Share(kind, getattr(line, kind)) for kind in kinds],
                place=line.place if twice[line.name] > 1 else "",
            )
            for line in lines[:CHARTED]
        ]
        return {
            "lines": lines,
            "group": self.group,
            "groups": [(key, label, self.with_query(group=key)) for key, label in GROUPS.items()],
            "group_title": GROUPS[self.group],
            "bars": bars,
            "legend": [(kind, names[kind]) for kind in kinds],
            "pager": self.pages(number, PAGE),
        }

    def line_url(self, line, shown):
        """The list behind one figure of one line."""
        if self.group == "month":
            month = Period.month_of(line.key)
            first, last = max(month.first, self.period.first), min(month.last, self.discipline.period.last)
            return self.with_query(show=shown, span="own", first=first.isoformat(), last=last.isoformat())
        name = {"organisation": "organisation", "body": "body", "person": "answers"}[self.group]
        return self.with_query(**{name: line.key, "show": shown})


def _figure_names():
    return {
        "due": _("Came due"),
        "in_time": _("In time"),
        "extended": _("In time after an extension"),
        "late": pgettext("discipline", "Done late"),
        "unclosed": _("Not closed"),
    }


def _row(day):
    item = day.assignment.item
    how = Occurrence.Outcome(day.outcome).label if day.outcome else _("not closed")
    name = day.assignment.assignee_name
    return [item.source_name, item.label, item.text, name, day.due, day.first_due, day.done_on, str(how)]
