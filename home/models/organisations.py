"""The organisations of a council on its site: a list, and a card of each."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Case, Count, Prefetch, Q, Value, When
from django.db.models.functions import ExtractYear
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.pages import CouncilPage
from home.models.home import HomePage
from home.ways import WayToReach, ways_to
from registry.models import (
    UNION_LEVELS,
    Duty,
    Organisation,
    OrganisationKind,
    PartyAlias,
    Person,
    Post,
)
from registry.names import name_key
from resolutions.browsing.due import tasks_of, with_pages
from resolutions.models import ResolutionPage

KINDS_IN_PLURAL = {
    OrganisationKind.FEDERATION: _("federations"),
    OrganisationKind.MEMBER: _("member organisations"),
    OrganisationKind.TERRITORIAL: _("territorial organisations"),
    OrganisationKind.PRIMARY: pgettext_lazy("kind of organisation", "primary organisations"),
}
LEADERS = {
    Duty.CHAIR: _("Chair"),
    Duty.DEPUTY: _("Deputy chair"),
    Duty.INFORMATION: _("Answers for information work"),
}
# Parts of words shorter than this would find nearly everything.
SHORTEST_PART = 3


@dataclass(frozen=True)
class Leader:
    """A post of an organisation, and whoever holds it, if they agreed to be named."""

    position: str
    name: str
    ways: list[WayToReach]


class OrganisationsPage(RoutablePageMixin, CouncilPage):
    """The organisations of a council and a card of each: what everybody may know of them, and nothing else."""

    intro = models.TextField(_("lead"), blank=True)

    template = "home/organisations_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    content_panels = [*Page.content_panels, "intro"]
    per_page = 50
    acts_on_a_card = 5
    points_on_a_card = 5

    class Meta:
        verbose_name = _("list of organisations")
        verbose_name_plural = _("lists of organisations")

    @cached_property
    def home(self):
        """The council's page above."""
        # By name: the module of the home page imports this one.
        return HomePage.objects.select_related("organisation").ancestor_of(self).first()

    @property
    def organisation(self):
        """The council's own organisation, above all that are listed."""
        return self.home.organisation if self.home else None

    def with_cards(self):
        """The organisations that have a card here: the council's own and all under it that work today."""
        if self.organisation is None:
            return Organisation.objects.none()
        own = Organisation.objects.filter(path__startswith=self.organisation.path)
        return own.unions().active(timezone.localdate())

    def listed(self):
        """Those the list shows: all with a card but the council's own, by level and name."""
        level = Case(*[When(kind=kind, then=Value(place)) for place, kind in enumerate(UNION_LEVELS)])
        below = self.with_cards().exclude(pk=self.organisation.pk) if self.organisation else self.with_cards()
        return below.order_by(level, "name_key")

    def find(self, words):
        """Those of the list called so: by any form of the words, or by parts of a name, short name or alias."""
        indexed = get_search_backend().search(words, Organisation, order_by_relevance=False).get_queryset()
        called = Q(pk__in=indexed.order_by().values("pk"))
        parts = [part for part in name_key(words).split() if len(part) >= SHORTEST_PART]
        if parts:
            called |= Q(*[_has_part(part) for part in parts])
        return self.listed().filter(called)

    def card_url(self, organisation, request=None):
        return f"{self.get_url(request)}{self.reverse_subpage('card', args=[organisation.pk])}"

    def get_sitemap_urls(self, request=None):
        address = self.get_full_url(request)
        cards = self.with_cards().order_by("pk").values_list("pk", flat=True)
        return [*super().get_sitemap_urls(request), *({"location": f"{address}{pk}/"} for pk in cards)]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"address": self.get_url(request)}

    @path("")
    def show_list(self, request):
        words = " ".join(request.GET.get("q", "").split())[:200]
        found = self.find(words) if words else self.listed()
        counts = dict(found.order_by().values_list("kind").annotate(Count("pk")))
        kind = request.GET.get("kind") if request.GET.get("kind") in counts else ""
        kinds = [
            {
                "name": capfirst(KINDS_IN_PLURAL[code]),
                "count": counts[code],
                "url": self._list_url(request, q=words, kind=code.value),
                "current": code == kind,
            }
            for code in UNION_LEVELS
            if code in counts
        ]
        rows = Paginator(found.filter(kind=kind) if kind else found, self.per_page)
        organisations = rows.get_page(request.GET.get("page"))
        levels = groupby(organisations, key=attrgetter("kind"))
        return self.render(
            request,
            context_overrides={
                "query": words,
                "kinds": kinds,
                "kind": kind,
                "all_kinds_url": self._list_url(request, q=words),
                "organisations": organisations,
                "levels": [(capfirst(KINDS_IN_PLURAL[level]), [*members]) for level, members in levels],
            },
        )

    @re_path(r"^(?P<pk>\d{1,12})/$", name="card")
    def show_card(self, request, pk):
        cards = self.with_cards()
        organisation = self._card_of(pk, "contacts", "resources", "counts", "papers")
        day = timezone.localdate()
        under = Paginator(cards.filter(superior=organisation).order_by("name_key"), self.per_page)
        points = tasks_of(self.home, organisation)
        return self.render(
            request,
            template="home/organisation.html",
            context_overrides={
                "organisation": organisation,
                "above": cards.above(organisation),
                "under": under.get_page(request.GET.get("page")),
                "leaders": _leaders(organisation, day),
                "contacts": ways_to(organisation),
                "resources": [
                    resource
                    for resource in organisation.resources.all()
                    if resource.closed_on is None or resource.closed_on > day
                ],
                "count": next(iter(organisation.counts.all()), None),
                "papers": [paper for paper in organisation.papers.all() if paper.link],
                "acts": self._acts_of(organisation).for_listing().newest_first()[: self.acts_on_a_card],
                "points": with_pages(points[: self.points_on_a_card], shows_execution=self.home.shows_execution),
                "shows_state": self.home.shows_execution,
                "acts_url": f"{self.get_url(request)}{self.reverse_subpage('card_acts', args=[organisation.pk])}",
                "points_url": f"{self.get_url(request)}{self.reverse_subpage('card_points', args=[organisation.pk])}",
            },
        )

    @re_path(r"^(?P<pk>\d{1,12})/acts/$", name="card_acts")
    def show_acts(self, request, pk):
        """All acts the organisation has issued."""
        organisation = self._card_of(pk)
        rows = Paginator(self._acts_of(organisation).for_listing().newest_first(), self.per_page)
        return self._of_card(request, organisation, "home/organisation_acts.html", rows=rows)

    @re_path(r"^(?P<pk>\d{1,12})/points/$", name="card_points")
    def show_points(self, request, pk):
        """All public points and measures that are addressed to the organisation; of a year, if one is chosen."""
        organisation = self._card_of(pk)
        points = tasks_of(self.home, organisation)
        year = request.GET.get("year", "")
        year = int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None
        years = points.order_by().values(year=ExtractYear("given_on")).annotate(count=Count("pk")).order_by("-year")
        rows = Paginator(points.filter(given_on__year=year) if year else points, self.per_page)
        page = rows.get_page(request.GET.get("page"))
        return self._of_card(
            request,
            organisation,
            "home/organisation_points.html",
            rows=rows,
            points=with_pages(page, shows_execution=self.home.shows_execution),
            shows_state=self.home.shows_execution,
            years=list(years),
            year=year,
        )

    def _card_of(self, pk, *parts):
        organisation = self.with_cards().filter(pk=pk).prefetch_related(*parts).first()
        if organisation is None:
            raise Http404
        return organisation

    def _acts_of(self, organisation):
        """Only what this council has registered: another one answers for its acts on its own site."""
        return ResolutionPage.objects.descendant_of(self.home).live().public().filter(issuer=organisation)

    def _of_card(self, request, organisation, template, *, rows, **context):
        page = rows.get_page(request.GET.get("page"))
        own = {"organisation": organisation, "rows": page, "card_url": self.card_url(organisation, request)}
        return self.render(request, template=template, context_overrides=own | context)

    def _list_url(self, request, **values):
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in values.items() if value})
        address = self.get_url(request)
        return f"{address}?{query.urlencode()}" if query else address


def _has_part(part):
    aliased = PartyAlias.objects.filter(key__contains=part).values("party")
    return Q(name_key__contains=part) | Q(short_name_key__contains=part) | Q(pk__in=aliased)


def _leaders(organisation, day):
    """The chair, the deputies and those who answer for information work; nobody is named without their consent."""
    people = Prefetch("person", queryset=Person.objects.with_public_face())
    posts = Post.objects.filter(organisation=organisation, duty__in=LEADERS).current(day).prefetch_related(people)
    leaders = []
    for post in sorted(posts, key=lambda post: [*LEADERS].index(post.duty)):
        face = post.person.public_face(day)
        # A title of its own may tell who it is; a post held by somebody unnamed goes by its common name.
        position = (face and post.title) or str(LEADERS[post.duty])
        ways = [WayToReach(value, kind) for kind, value in face.contacts] if face else []
        leader = Leader(position, face.name if face else "", ways)
        if leader not in leaders:
            leaders.append(leader)
    return leaders
