"""Which organisation has told of which year: a row an organisation, a column a year."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Case, Count, Q, When

from programs.models import AnnualReportPage
from registry.access import RegistryAccess
from registry.models import Organisation, OrganisationKind
from resolutions.reach import acts_within

SHOWN = 100
# Whose reports are asked for unless somebody asks for others.
KINDS = {
    "members": (OrganisationKind.FEDERATION, OrganisationKind.MEMBER),
    "territorial": (OrganisationKind.TERRITORIAL,),
    "primary": (OrganisationKind.PRIMARY,),
}


@dataclass
class Cell:
    """An organisation in a year: its report, if there is one."""

    year: int
    report: AnnualReportPage | None = None

    @property
    def is_published(self):
        return self.report is not None and self.report.live


@dataclass
class MatrixRow:
    """An organisation with its years."""

    organisation: Organisation
    cells: list[Cell] = field(default_factory=list)


class AnnualMatrix:
    """The reports of the organisations an account sees, from a year to a year."""

    def __init__(self, user, years, kind, day):
        self.user, self.years, self.kind, self.day = user, list(years), kind, day

    @cached_property
    def organisations(self):
        """Those of the account's councils and under them that exist today, federations first."""
        found = Organisation.objects.filter(kind__in=KINDS[self.kind]).active(self.day)
        access = RegistryAccess.of(self.user)
        if not access.everything:
            places = Q(pk__in=[])
            for path in access.paths("view"):
                places |= Q(path__startswith=path)
            found = found.filter(places)
        first = Case(When(kind=OrganisationKind.FEDERATION, then=0), default=1)
        return found.order_by(first, "name")

    @property
    def published(self):
        """The reports on the site that count."""
        return AnnualReportPage.objects.live().filter(organisation__in=self.organisations.order_by().values("pk"))

    @cached_property
    def total(self) -> int:
        return self.organisations.count()

    def by_year(self) -> list[tuple[int, int]]:
        """How many organisations have told of each year."""
        counted = self.published.filter(year__in=self.years).order_by().values("year")
        found = {row["year"]: row["count"] for row in counted.annotate(count=Count("organisation", distinct=True))}
        return [(year, found.get(year, 0)) for year in self.years]

    def rows(self, page=1, shown=SHOWN) -> list[MatrixRow]:
        """The organisations of a page with their years; drafts only of the account's own councils."""
        organisations = list(self.organisations[(page - 1) * shown : page * shown] if shown else self.organisations)
        seen = Q(live=True) | acts_within(self.user, "view")
        reports = AnnualReportPage.objects.filter(seen, year__in=self.years, organisation__in=self.organisations)
        if shown:
            reports = reports.filter(organisation__in=[one.pk for one in organisations])
        found = {}
        for report in reports.defer("body").order_by("live", "pk"):
            found[report.organisation_id, report.year] = report
        return [MatrixRow(one, [Cell(year, found.get((one.pk, year))) for year in self.years]) for one in organisations]

    def missing(self, year):
        """The organisations that have not told of the year on the site."""
        told = AnnualReportPage.objects.live().filter(year=year).values("organisation")
        return self.organisations.exclude(pk__in=told)
