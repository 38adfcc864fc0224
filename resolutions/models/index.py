"""The list of a council's acts, by year and body."""

from django.core.paginator import Paginator
from django.db.models import Count, F
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.pages import CouncilPage
from resolutions.models.resolution import ResolutionPage
from resolutions.permissions import ActIndexPermissionTester


class ResolutionIndexPage(CouncilPage):
    """The acts of one council."""

    template = "resolutions/resolution_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resolutions.ResolutionPage"]
    page_description = _("The list of the council's acts")
    per_page = 20

    class Meta:
        verbose_name = _("list of acts")
        verbose_name_plural = _("lists of acts")

    def permissions_for_user(self, user):
        return ActIndexPermissionTester(user, self)

    def route(self, request, path_components):
        """Find an act with all it names at once, where Wagtail would ask page by page and field by field."""
        if path_components:
            act = ResolutionPage.objects.child_of(self).for_reading().filter(slug=path_components[0]).first()
            if act:
                return act.route(request, path_components[1:])
        return super().route(request, path_components)

    @cached_property
    def holds_registered_acts(self):
        return ResolutionPage.objects.child_of(self).registered().exists()

    @cached_property
    def council_organisation(self):
        """The organisation whose acts these are: that of the council's page above."""
        return self.get_parent().specific.organisation

    def public_acts(self):
        return ResolutionPage.objects.child_of(self).live().public()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        year, body = _whole_number(request.GET.get("year"), 4), _whole_number(request.GET.get("body"), 9)
        acts = self.public_acts()
        context["years"] = [
            {**row, "url": self._filter_url(year=row["year"], body=body), "current": row["year"] == year}
            for row in _counted_by_year(acts.filter(body_id=body) if body else acts)
        ]
        context["bodies"] = [
            {**row, "url": self._filter_url(year=year, body=row["pk"]), "current": row["pk"] == body}
            for row in _counted_by_body(acts.filter(adopted_on__year=year) if year else acts)
        ]
        if year:
            acts = acts.filter(adopted_on__year=year)
        if body:
            acts = acts.filter(body_id=body)
        paginator = Paginator(acts.for_listing().newest_first(), self.per_page)
        context["resolutions"] = paginator.get_page(request.GET.get("page"))
        context["year"] = year
        context["body"] = next((row["name"] for row in context["bodies"] if row["current"]), None)
        context["all_years_url"] = self._filter_url(body=body)
        context["all_bodies_url"] = self._filter_url(year=year)
        return context

    def _filter_url(self, **values):
        """The address of the narrowed list seen from the list itself: it holds at every host, in every language."""
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in values.items() if value})
        return f"?{query.urlencode()}" if query else "./"


def _whole_number(text, digits):
    return int(text) or None if text and text.isdecimal() and len(text) <= digits else None


def _counted_by_year(acts):
    return (
        acts.exclude(adopted_on=None)
        .order_by()
        .annotate(year=ExtractYear("adopted_on"))
        .values("year")
        .annotate(count=Count("pk"))
        .order_by("-year")
    )


def _counted_by_body(acts):
    return (
        acts.exclude(body=None)
        .order_by()
        .values(name=F("body__name"))
        .annotate(count=Count("pk"), pk=F("body_id"))
        .order_by("name")
    )
