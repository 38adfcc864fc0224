"""Leadership and bodies: made from the registry anew every day, nobody named without their consent."""

from dataclasses import dataclass, field

from django.db import models
from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path, re_path
from wagtail.models import Page
from wagtail.search import index

from cms.pages import CouncilPage
from home.models.home import HomePage
from registry.models import Body, Duty, Membership, Organisation, OrganisationKind, Person, Post
from resolutions.models import ResolutionPage

PEOPLE = Prefetch("person", queryset=Person.objects.with_public_face())
ROLES_IN_ORDER = [Membership.Role.CHAIR, Membership.Role.DEPUTY, Membership.Role.SECRETARY, Membership.Role.MEMBER]
LED_HERE = (OrganisationKind.DEPARTMENT, OrganisationKind.YOUTH_COUNCIL, OrganisationKind.COORDINATION_COUNCIL)


@dataclass
class Seat:
    """A post or a seat on a body, and whoever holds it, if they agreed to be named."""

    position: str
    name: str = ""
    contacts: list = field(default_factory=list)
    is_leading: bool = False


@dataclass
class Composition:
    """A body on a day: its convocation, those who lead it, those who sit on it, and how many are not named."""

    body: Body
    convocation: object
    leading: list[Seat]
    members: list[Seat]
    unnamed: int

    @property
    def size(self):
        return len(self.leading) + len(self.members) + self.unnamed


class LeadershipPage(RoutablePageMixin, CouncilPage):
    """Who leads the council and who sits on its bodies today."""

    lead = models.TextField(_("lead"), blank=True)

    template = "home/leadership_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    page_description = _("The council's leaders and bodies, taken from the registry")
    content_panels = [*Page.content_panels, "lead"]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    acts_shown = 5

    class Meta:
        verbose_name = _("leadership and bodies")
        verbose_name_plural = _("leadership and bodies")

    @cached_property
    def home(self):
        return HomePage.objects.select_related("organisation").ancestor_of(self).first()

    @property
    def organisation(self):
        return self.home.organisation if self.home else None

    @property
    def bodies(self):
        """The bodies of the council that exist today."""
        own = Body.objects.filter(organisation=self.organisation).active(timezone.localdate())
        order = models.Case(*[models.When(kind=kind, then=place) for place, kind in enumerate(Body.Kind.values)])
        return own.order_by(order, "name")

    def get_sitemap_urls(self, request=None):
        address = self.get_full_url(request)
        bodies = [{"location": f"{address}body/{body.pk}/"} for body in self.bodies]
        return [*super().get_sitemap_urls(request), *bodies]

    @path("")
    def show_all(self, request):
        day = timezone.localdate()
        own = leaders_of([self.organisation], day) if self.organisation else {}
        departments = Organisation.objects.filter(superior=self.organisation, kind__in=LED_HERE).active(day)
        return self.render(
            request,
            context_overrides={
                "address": self.get_url(request),
                "leaders": [seat for seats in own.values() for seat in seats],
                "compositions": compositions_of(self.bodies, day),
                "departments": _with_leaders(departments.order_by("name_key"), day),
            },
        )

    @re_path(r"^body/(?P<pk>\d{1,12})/$", name="body")
    def show_body(self, request, pk):
        body = self.bodies.filter(pk=pk).first()
        if body is None:
            raise Http404
        acts = ResolutionPage.objects.descendant_of(self.home).live().public().filter(body=body)
        return self.render(
            request,
            template="home/body.html",
            context_overrides={
                "address": self.get_url(request),
                "composition": compositions_of([body], timezone.localdate())[0],
                "acts": acts.for_listing().newest_first()[: self.acts_shown],
            },
        )


def leaders_of(organisations, day):
    """The posts of the organisations held on the day, the chair first, by the organisation's key."""
    order = [*Duty]
    posts = Post.objects.filter(organisation__in=organisations).current(day).prefetch_related(PEOPLE)
    found = {}
    for post in sorted(posts, key=lambda post: order.index(post.duty)):
        face = post.person.public_face(day)
        if face is None and post.duty == Duty.OTHER:
            continue
        # A title of its own may tell who it is; a post held by somebody unnamed goes by its common name.
        position = (face and post.title) or capfirst(str(Duty(post.duty).label))
        seat = Seat(position, face.name if face else "", face.contacts if face else [], post.duty == Duty.CHAIR)
        seats = found.setdefault(post.organisation_id, [])
        if seat not in seats:
            seats.append(seat)
    return found


def _with_leaders(departments, day):
    departments = list(departments)
    leaders = leaders_of(departments, day)
    return [(department, leaders.get(department.pk, [])) for department in departments]


def compositions_of(bodies, day):
    """The bodies with their seats of the day, in a fixed number of queries however many people sit there."""
    bodies = list(bodies)
    seats = (
        Membership.objects.filter(body__in=bodies)
        .current(day)
        .select_related("body")
        .prefetch_related(PEOPLE)
        .order_by("person__name", "pk")
    )
    terms = {}
    for body in Body.objects.filter(pk__in=[body.pk for body in bodies]).prefetch_related("convocations"):
        terms[body.pk] = next((term for term in body.convocations.all() if term.is_current(day)), None)
    rows = {body.pk: [] for body in bodies}
    for seat in seats:
        rows[seat.body_id].append((ROLES_IN_ORDER.index(seat.role), seat, seat.person.public_face(day)))
    return [_composition(body, terms.get(body.pk), rows[body.pk]) for body in bodies]


def _composition(body, convocation, rows):
    leading, members, unnamed = [], [], 0
    for place, seat, face in sorted(rows, key=lambda row: row[0]):
        if place < len(ROLES_IN_ORDER) - 1:
            name, contacts = (face.name, face.contacts) if face else ("", [])
            leading.append(Seat(capfirst(seat.get_role_display()), name, contacts, True))
        elif face:
            members.append(Seat("", face.name, face.contacts))
        else:
            unnamed += 1
    return Composition(body, convocation, leading, members, unnamed)
