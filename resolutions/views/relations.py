"""Acts whose term, or whose programme, ends in a quarter: what must be prolonged, reported on or replaced."""

import datetime

import django_filters
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import Button

from registry.views.own_list import OwnList
from resolutions.models import ResolutionPage

QUARTERS_SHOWN = 9  # the one before, this one, and two years ahead


def quarter_of(day) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the quarter the day lies in."""
    month = 3 * ((day.month - 1) // 3) + 1
    following = datetime.date(day.year + (month == 10), 1 if month == 10 else month + 3, 1)
    return datetime.date(day.year, month, 1), following - datetime.timedelta(days=1)


def ending_acts(user, day=None):
    """Acts of the account's councils that are in force and end in the quarter of the day (today's by default)."""
    first, last = quarter_of(day or timezone.localdate())
    return ResolutionPage.objects.open_to(user).ending_between(first, last)


def _quarters():
    first, last = quarter_of(quarter_of(timezone.localdate())[0] - datetime.timedelta(days=1))
    choices = []
    for _n in range(QUARTERS_SHOWN):
        name = _("%(quarter)s quarter of %(year)s") % {
            "quarter": ("I", "II", "III", "IV")[first.month // 3],
            "year": first.year,
        }
        choices.append((first.isoformat(), name))
        first, last = quarter_of(last + datetime.timedelta(days=1))
    return choices


class EndingFilterSet(WagtailFilterSet):
    """Which quarter; without a choice, this one."""

    quarter = django_filters.ChoiceFilter(
        label=gettext_lazy("Quarter"), choices=_quarters, method="in_quarter", empty_label=gettext_lazy("This quarter")
    )

    class Meta:
        model = ResolutionPage
        fields = []

    def in_quarter(self, queryset, name, value):
        return queryset

    def filter_queryset(self, queryset):
        chosen = self.form.cleaned_data.get("quarter")
        day = datetime.date.fromisoformat(chosen) if chosen else timezone.localdate()
        return queryset.ending_between(*quarter_of(day))


class EndingActsView(OwnList):
    """The acts, the soonest to end first, with the programme each approves."""

    right = "read_drafts"
    model = ResolutionPage
    page_title = gettext_lazy("Ending this quarter")
    header_icon = "date"
    results_template_name = "resolutions/amendments/ending_results.html"
    index_url_name = "resolutions_ending"
    index_results_url_name = "resolutions_ending_results"
    filterset_class = EndingFilterSet
    list_export = ["in_force_until", "number", "adopted_on", "body", "heading"]
    export_headings = {"heading": gettext_lazy("Title"), "body": gettext_lazy("Body")}

    def get_base_queryset(self):
        return ResolutionPage.objects.open_to(self.request.user).for_listing()

    def order_queryset(self, queryset):
        return queryset.order_by("in_force_until", "pk")

    @cached_property
    def columns(self):
        return [
            DateColumn("in_force_until", label=_("In force until"), accessor="in_force_until"),
            TitleColumn("number", label=_("Number"), accessor=lambda act: f"№ {act.number}", get_url=_act_url),
            DateColumn("adopted_on", label=_("Date"), accessor="adopted_on"),
            Column("heading", label=_("Title"), accessor="heading"),
            Column("body", label=_("Body"), accessor="body.name"),
        ]

    @cached_property
    def header_more_buttons(self):
        return [Button(_("Download XLSX"), url=self.xlsx_export_url, icon_name="download", priority=90)]

    def get_filename(self):
        return "ending"

    def to_row_dict(self, act):
        return {
            "in_force_until": act.in_force_until,
            "number": act.number,
            "adopted_on": act.adopted_on,
            "body": act.body.name,
            "heading": act.heading,
        }


def _act_url(act):
    return reverse("resolutions_entry", args=[act.pk])
