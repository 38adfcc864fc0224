"""The public side of a council's decisions: its acts with their facets, its meetings, what is due by when."""

from django.apps import apps
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path

from cms.pages import CouncilPage
from control.calendars.building import calendar_file
from resolutions.browsing.choice import Choice
from resolutions.browsing.counting import counts_of
from resolutions.browsing.due import Month, due_in, with_pages
from resolutions.browsing.facets import chips_of, facets_of, years_of
from resolutions.browsing.meetings import meeting_list
from resolutions.browsing.sittings import sittings_of
from resolutions.meetings.publicity import coming_of, events_of, is_over, meetings_of, questions_of
from resolutions.models.listed import ListedAct
from resolutions.models.resolution import ResolutionPage
from resolutions.permissions import ActIndexPermissionTester

# What stands under the list besides acts; an act's address is made of its title and is never one of these words.
SECTIONS = {"meetings", "due"}


class KnownPaginator(Paginator):
    """Pages of a list whose length has been counted already."""

    def __init__(self, rows, per_page, count):
        super().__init__(rows, per_page)
        self.__dict__["count"] = count


class ResolutionIndexPage(RoutablePageMixin, CouncilPage):
    """The acts of one council."""

    template = "resolutions/resolution_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resolutions.ResolutionPage"]
    page_description = gettext_lazy("The list of the council's acts")
    per_page = 20

    class Meta:
        verbose_name = gettext_lazy("list of acts")
        verbose_name_plural = gettext_lazy("lists of acts")

    def permissions_for_user(self, user):
        return ActIndexPermissionTester(user, self)

    def route(self, request, path_components):
        """Find an act with all it names at once, where Wagtail would ask page by page and field by field."""
        if path_components and path_components[0] not in SECTIONS:
            act = ResolutionPage.objects.child_of(self).for_reading().filter(slug=path_components[0]).first()
            if act:
                act._cached_parent_obj = self  # treebeard would fetch the list above it once more
                return act.route(request, path_components[1:])
        return super().route(request, path_components)

    @cached_property
    def holds_registered_acts(self):
        return ResolutionPage.objects.child_of(self).registered().exists()

    @cached_property
    def home(self):
        """The council's page above."""
        # By name: the front door stands over this room.
        homes = apps.get_model("home", "HomePage").objects.select_related("organisation")
        return homes.filter(path=self.path[: -self.steplen]).first()

    @cached_property
    def council_organisation(self):
        """The organisation whose acts these are: that of the council's page above."""
        return self.home.organisation if self.home else None

    @property
    def shows_execution(self):
        return bool(self.home and self.home.shows_execution)

    def public_acts(self):
        return ResolutionPage.objects.child_of(self).live().public()

    @path("")
    def acts(self, request):
        """The acts, sitting by sitting, narrowed by what the reader has chosen."""
        day, choice = timezone.localdate(), Choice.read(request.GET)
        if not self.shows_execution:
            choice = choice.but(execution=None)
        counts = counts_of(self.pk, choice, day, shows_execution=self.shows_execution)
        listed = choice.narrow(ListedAct.objects.shown_in(self), day).in_order()
        # Passing over thousands of rows to reach a far page, the database reads nothing of them but an index.
        rows = KnownPaginator(listed.values_list("pk", flat=True), self.per_page, counts.total)
        rows = rows.get_page(request.GET.get("page"))
        shown = ListedAct.objects.filter(pk__in=list(rows)).with_standing_of(day).in_order().for_rows()
        facets = facets_of(self.pk, choice, counts)
        return self.render(
            request,
            context_overrides={
                "rows": rows,
                "sittings": sittings_of(shown, day, shows_execution=self.shows_execution, to=choice.to),
                "choice": choice,
                "years": years_of(choice, counts),
                "all_years_url": choice.but(year=None).address,
                "facets": facets,
                "chips": chips_of(choice, facets),
                "narrowed_twice": len(choice.made) > 1,
                "addressee": next((facet.chosen for facet in facets if facet.name == "to"), None),
                "meetings_url": self._url_of(request, "meetings") if self._has_meetings else "",
                "due_url": self._url_of(request, "due") if self.shows_execution else "",
            },
        )

    @property
    def _has_meetings(self):
        return bool(self.home) and meetings_of(self.council_organisation).exists()

    def _url_of(self, request, name, *args):
        return f"{self.get_url(request)}{self.reverse_subpage(name, args=args)}"

    @path("meetings/", name="meetings")
    def show_meetings(self, request):
        """The meetings of the council's bodies by year and body, as far as the bodies let them be known."""
        return self.render(
            request,
            template="resolutions/public/meetings.html",
            context_overrides=meeting_list(self, request) | {"address": self._url_of(request, "meetings")},
        )

    @path("meetings/calendar/", name="coming_meetings")
    def coming_meetings(self, request):
        """The announced meetings for a calendar programme."""
        name = _("%(council)s: meetings") % {"council": self.council_organisation}
        address = request.build_absolute_uri(self._url_of(request, "meetings"))
        content = calendar_file(name, events_of(coming_of(self.council_organisation)[:200], address))
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = 'inline; filename="meetings.ics"'
        return response

    @re_path(r"^meetings/(?P<pk>\d{1,9})/$", name="meeting")
    def show_meeting(self, request, pk):
        """One meeting: when, where, what was asked and what was decided."""
        meetings = meetings_of(self.council_organisation).select_related("body__organisation", "convocation")
        meeting = meetings.filter(pk=pk).first()
        if meeting is None:
            raise Http404
        return self.render(
            request,
            template="resolutions/public/meeting.html",
            context_overrides={
                "meeting": meeting,
                "is_over": is_over(meeting),
                "questions": questions_of(meeting),
                "address": self._url_of(request, "meetings"),
            },
        )

    @path("due/", name="due")
    def due_now(self, request):
        """Without a month, this one."""
        return redirect(self._url_of(request, "due_in", *_year_and_month(timezone.localdate())))

    @re_path(r"^due/(?P<year>\d{4})/(?P<month>\d{1,2})/$", name="due_in")
    def due_in(self, request, year, month):
        """Everything public that is due in the month, where the council shows how points are carried out."""
        year, month = int(year), int(month)
        if not (self.shows_execution and 1990 <= year <= 2100 and 1 <= month <= 12):
            raise Http404
        month = Month(year, month)
        rows = Paginator(due_in(self.home, month), self.per_page).get_page(request.GET.get("page"))
        return self.render(
            request,
            template="resolutions/public/due.html",
            context_overrides={
                "month": month,
                "rows": rows,
                "points": with_pages(rows, shows_execution=True),
                "months": [Month(year, number) for number in range(1, 13)],
                "this_month": Month.of(timezone.localdate()),
                "address": self._url_of(request, "due"),
            },
        )


def _year_and_month(day):
    return f"{day:%Y}", f"{day:%m}"
