"""The screen of the working calendar: a year in twelve tables, and one day with its form."""

import calendar
import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from control.calendar_keeping import change_day, follow_the_law
from control.labour_law import FIRST_YEAR, LAST_YEAR, year_by_law
from control.models import CalendarDay, CalendarYear
from control.working_days import WorkingCalendar
from registry.access import RegistryAccess


def keeps_calendar(user):
    """One calendar serves the whole installation: whoever administers a council may change it."""
    return RegistryAccess.of(user).has("manage_roles")


class CalendarMixin(WagtailAdminTemplateMixin):
    """The header of both screens."""

    page_title = gettext_lazy("Working calendar")
    header_icon = "calendar-alt"
    _show_breadcrumbs = True

    def year_crumb(self):
        return {
            "url": reverse("control_calendar_year", args=[self.year]),
            "label": _("Working calendar, %(year)s") % {"year": self.year},
        }


class Cell:
    """A day as the table of its month draws it: a look and a sign, none for an ordinary working day."""

    SIGNS = {"off": "×", "shortened": "*", "extra": "+"}

    def __init__(self, day):
        self.day = day
        ordinary = CalendarDay.ordinary(day.date)
        if day.kind == CalendarDay.Kind.SHORTENED:
            self.look = "shortened"
        elif day.is_working:
            self.look = "plain" if ordinary.is_working else "extra"
        else:
            self.look = "off" if ordinary.is_working or day.name else "weekend"
        self.sign = self.SIGNS.get(self.look, "")


class YearView(CalendarMixin, TemplateView):
    """Twelve months, what differs from an ordinary week, and who decided so; read by all staff."""

    template_name = "control/calendar.html"

    @cached_property
    def year(self):
        year = self.kwargs.get("year") or timezone.localdate().year
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise Http404
        return year

    def get_page_subtitle(self):
        return str(self.year)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {**self.year_crumb(), "url": ""}]

    def get_context_data(self, **kwargs):
        work = WorkingCalendar(datetime.date(self.year, 1, 1))
        days = {day.date: day for day in CalendarDay.objects.of_years(self.year, self.year)}
        months = [self._month(month, days, work) for month in range(1, 13)]
        kwargs["year"] = self.year
        return super().get_context_data(
            earlier=self.year - 1 if self.year > FIRST_YEAR else None,
            later=self.year + 1 if self.year < LAST_YEAR else None,
            is_final=CalendarYear.objects.filter(year=self.year, is_final=True).exists(),
            months=months,
            weekdays=[(WEEKDAYS_ABBR[number], WEEKDAYS[number]) for number in range(7)],
            working=sum(month["working"] for month in months),
            shortened=sum(day.kind == CalendarDay.Kind.SHORTENED for day in days.values()),
            exceptions=[day for day in days.values() if day.is_edited or not day.is_ordinary],
            changes=_changes(CalendarDay.history.filter(date__year=self.year))[:50],
            may_change=keeps_calendar(self.request.user),
            today=timezone.localdate(),
            **kwargs,
        )

    def _month(self, month, days, work):
        weeks = [
            [Cell(days.get(day) or CalendarDay.ordinary(day)) if day.month == month else None for day in week]
            for week in calendar.Calendar().monthdatescalendar(self.year, month)
        ]
        return {
            "name": MONTHS[month],
            "weeks": weeks,
            "working": sum(work.is_working_day(cell.day.date) for week in weeks for cell in week if cell),
        }


class DayForm(forms.Form):
    """What the day is, and why."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What day it is"), choices=CalendarDay.Kind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=gettext_lazy("Name or reason"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: Day of the Republic, by the decree of the Head of the Republic"),
    )


class DayView(CalendarMixin, FormView):
    """One day: what the law makes of it, the form, and who changed it before."""

    template_name = "control/day.html"
    form_class = DayForm

    def dispatch(self, request, *args, **kwargs):
        if not keeps_calendar(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def date(self):
        try:
            day = datetime.date(self.kwargs["year"], self.kwargs["month"], self.kwargs["day"])
        except ValueError as error:
            raise Http404 from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Http404
        return day

    @property
    def year(self):
        return self.date.year

    @cached_property
    def day(self):
        return CalendarDay.objects.filter(date=self.date).first() or CalendarDay.ordinary(self.date)

    def get_page_subtitle(self):
        return f"{date_format(self.date, 'j E Y')}, {WEEKDAYS[self.date.weekday()].lower()}"

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            self.year_crumb(),
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_initial(self):
        return {"kind": self.day.kind, "name": self.day.name}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            day=self.day,
            law=year_by_law(self.year).day(self.date),
            changes=_changes(CalendarDay.history.filter(date=self.date)),
            back=self.get_success_url(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        if request.POST.get("act") == "law":
            return self._tell(follow_the_law(self.date))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        return self._tell(change_day(self.date, **form.cleaned_data))

    def get_success_url(self):
        return reverse("control_calendar_year", args=[self.year])

    def _tell(self, day):
        messages.success(
            self.request,
            _("%(date)s: now a %(kind)s.") % {"date": date_format(day.date, "j E Y"), "kind": day.get_kind_display()},
        )
        return redirect(self.get_success_url())


def _changes(history):
    """The changes made by people, the latest first."""
    return history.exclude(history_type="-").select_related("history_user").order_by("-history_date", "-history_id")
