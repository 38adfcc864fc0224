"""The list of meetings."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, ExtractYear
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import HeaderButton
from wagtail.admin.widgets.button import Button

from registry.access import RegistryAccess
from registry.models import Body
from registry.views.own_list import NeutralSheet
from resolutions.models.agenda import AgendaItem
from resolutions.models.attendance import Attendance
from resolutions.models.meeting import Meeting
from resolutions.views.meeting_door import short_name_of


def _bodies_that_met(request):
    met = Meeting.objects.open_to(request.user).order_by().values("body")
    return Body.objects.filter(pk__in=met).select_related("organisation").order_by("name")


class MeetingFilterSet(WagtailFilterSet):
    """Of which body, in which state, of which year."""

    body = django_filters.ModelChoiceFilter(queryset=_bodies_that_met, label=gettext_lazy("Body"))
    state = django_filters.MultipleChoiceFilter(choices=Meeting.State.choices, label=gettext_lazy("State"))
    year = django_filters.TypedChoiceFilter(
        field_name="starts_at", lookup_expr="year", coerce=int, label=gettext_lazy("Year")
    )

    class Meta:
        model = Meeting
        fields = ["body", "state", "year"]

    def __init__(self, data, *, request, **kwargs):
        super().__init__(data, request=request, **kwargs)
        held = Meeting.objects.open_to(request.user).order_by().annotate(year=ExtractYear("starts_at"))
        years = held.values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(year, year) for year in sorted(years, reverse=True)]


class MeetingColumn(Column):
    """One cell of a row; the template of its name says what is in it."""

    def __init__(self, name, **kwargs):
        super().__init__(name, **kwargs)
        self.cell_template_name = f"resolutions/meetings/cells/{name}.html"

    def get_value(self, instance):
        return instance


class MeetingIndexView(NeutralSheet, generic.IndexView):
    """Meetings ahead, the nearest first, then those behind."""

    model = Meeting
    page_title = gettext_lazy("Meetings")
    header_icon = "calendar-alt"
    index_url_name = "resolutions_meetings"
    index_results_url_name = "resolutions_meetings_results"
    filterset_class = MeetingFilterSet
    default_ordering = None
    is_searchable = False
    paginate_by = 50
    _show_breadcrumbs = True
    template_name = "resolutions/meetings/index.html"
    results_template_name = "resolutions/meetings/index_results.html"
    list_export = ["body", "number", "convocation", "starts_at", "mode", "place", "state", "questions", "members"]
    export_headings = {
        "body": gettext_lazy("Body"),
        "number": gettext_lazy("Session number"),
        "convocation": gettext_lazy("Convocation"),
        "starts_at": gettext_lazy("Begins"),
        "mode": gettext_lazy("Mode"),
        "place": gettext_lazy("Place"),
        "state": gettext_lazy("State"),
        "questions": gettext_lazy("Questions"),
        "members": gettext_lazy("Members"),
    }

    def dispatch(self, request, *args, **kwargs):
        if not RegistryAccess.of(request.user).has("read_drafts"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_base_queryset(self):
        meetings = Meeting.objects.open_to(self.request.user).for_listing().coming_first()
        places = Attendance.objects.all()
        return meetings.annotate(
            question_count=_number_of(AgendaItem.objects.filter(is_heading=False)),
            member_count=_number_of(places),
            noticed_count=_number_of(places.exclude(notice_sent_at=None)),
        )

    def order_queryset(self, queryset):
        return queryset

    @cached_property
    def columns(self):
        return [
            TitleColumn("name", label=_("Meeting"), accessor=short_name_of, get_url=self.get_meeting_url),
            MeetingColumn("when", label=_("When")),
            MeetingColumn("where", label=_("Where")),
            Column("questions", label=_("Questions"), accessor="question_count"),
            MeetingColumn("notices", label=_("Notices")),
            MeetingColumn("state", label=_("State")),
        ]

    def get_meeting_url(self, meeting):
        return reverse("resolutions_meeting", args=[meeting.pk])

    @cached_property
    def header_buttons(self):
        if not RegistryAccess.of(self.request.user).has("register"):
            return []
        return [HeaderButton(_("Convene"), url=reverse("resolutions_meeting_add"), icon_name="plus")]

    @cached_property
    def header_more_buttons(self):
        return [Button(_("Download XLSX"), url=self.xlsx_export_url, icon_name="download", priority=90)]

    def get_filename(self):
        return f"meetings-{timezone.localdate():%Y-%m-%d}"

    def to_row_dict(self, item):
        return {
            "body": item.body.name,
            "number": item.number,
            "convocation": str(item.convocation or ""),
            "starts_at": f"{timezone.localtime(item.starts_at):%d.%m.%Y %H:%M}",
            "mode": str(item.get_mode_display()),
            "place": item.place or item.video_link,
            "state": str(item.get_state_display()),
            "questions": item.question_count,
            "members": item.member_count,
        }


def _number_of(rows):
    """How many of the rows a meeting has; one subquery, where joins would multiply questions by members."""
    counted = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
