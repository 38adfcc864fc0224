"""What the secretariat asks of its organisations: who is responsible, what they have, what has gone quiet."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registry.models import (
    UNION_LEVELS,
    Duty,
    InformationResource,
    Organisation,
    OrganisationKind,
    OrganisationPaper,
    Post,
    ResourceReading,
)

QUARTER = 90


@dataclass(frozen=True)
class Moment:
    """The day asked about, and how many days before it a reading is still fresh."""

    day: datetime.date
    days: int = QUARTER

    @property
    def fresh_since(self):
        return self.day - datetime.timedelta(days=self.days)


@dataclass(frozen=True)
class Question:
    """One question put to every organisation: of whom it is asked, and who can answer yes.

    ``holds`` and ``asked`` name organisations by a query of their keys, so that all questions fit into one statement.
    """

    key: str
    missing: str
    present: str
    holds: Callable[[Moment], QuerySet]
    asked: Callable[[Moment], QuerySet] | None = None

    def of_whom(self, moment):
        return Q(pk__in=self.asked(moment)) if self.asked else Q()

    def unanswered(self, moment):
        """The condition an organisation meets when the answer is no."""
        return self.of_whom(moment) & ~Q(pk__in=self.holds(moment))


def _somebody_with(duty):
    return lambda moment: Post.objects.current(moment.day).filter(duty=duty).order_by().values("organisation")


def _resources(moment):
    return InformationResource.objects.in_use(moment.day).order_by()


def _owners_of_pages(moment):
    return _resources(moment).values("organisation")


def _freshly_read(moment):
    readings = ResourceReading.objects.filter(read_on__gte=moment.fresh_since, read_on__lte=moment.day).order_by()
    return _resources(moment).filter(pk__in=readings.values("resource")).values("organisation")


def _all_links_open(moment):
    dead = _resources(moment).filter(answer=InformationResource.Answer.DEAD)
    return _resources(moment).exclude(organisation__in=dead.values("organisation")).values("organisation")


def _owners_of_programmes(moment):
    papers = OrganisationPaper.objects.current(moment.day).order_by()
    return papers.filter(kind=OrganisationPaper.Kind.PROGRAMME).values("organisation")


QUESTIONS = {
    question.key: question
    for question in (
        Question("chair", _("No chair"), _("There is a chair"), _somebody_with(Duty.CHAIR)),
        Question(
            "information",
            _("Nobody responsible for information work"),
            _("Somebody is responsible for information work"),
            _somebody_with(Duty.INFORMATION),
        ),
        Question(
            "accounting",
            _("Nobody responsible for the membership accounting system"),
            _("Somebody is responsible for the accounting system"),
            _somebody_with(Duty.ACCOUNTING),
        ),
        Question("page", _("No page and no site"), _("There is a page or a site"), _owners_of_pages),
        Question(
            "reading",
            _("A page, but no fresh reading"),
            _("Pages with a fresh reading"),
            _freshly_read,
            asked=_owners_of_pages,
        ),
        Question(
            "link",
            _("A link that does not open"),
            _("All links open"),
            _all_links_open,
            asked=_owners_of_pages,
        ),
        Question("programme", _("No programme of information work"), _("There is a programme"), _owners_of_programmes),
    )
}


@dataclass(frozen=True)
class Figure:
    """How many organisations of a level were asked, and how many of them cannot answer yes."""

    question: Question
    kind: str
    asked: int
    missing: int
    url: str = ""

    @property
    def present(self):
        return self.asked - self.missing

    @property
    def percent(self):
        """Whole per cent, rounded down: a hundred is said only when nobody is missing."""
        return self.present * 100 // self.asked if self.asked else None

    @property
    def level(self):
        return OrganisationKind(self.kind).label if self.kind else _("all levels")


class Coverage:
    """The answers of the union's organisations among those given, on a day, in per cent per level."""

    def __init__(self, organisations, moment, address=None):
        self.organisations = organisations.active(moment.day).unions()
        self.moment = moment
        self.address = address or {}

    def unanswered(self, question, kind=""):
        """The organisations behind a figure."""
        found = self.organisations.filter(question.unanswered(self.moment))
        return found.filter(kind=kind) if kind else found

    @cached_property
    def _counted(self):
        counts = {"total": Count("pk")}
        for question in QUESTIONS.values():
            counts[f"asked_{question.key}"] = Count("pk", filter=question.of_whom(self.moment) or None)
            counts[f"missing_{question.key}"] = Count("pk", filter=question.unanswered(self.moment))
        rows = self.organisations.order_by().values("kind").annotate(**counts)
        return {row.pop("kind"): row for row in rows}

    @property
    def levels(self):
        """The levels that have organisations at all, the highest first."""
        return [kind for kind in UNION_LEVELS if kind in self._counted]

    @property
    def total(self):
        return sum(row["total"] for row in self._counted.values())

    def figure(self, question, kind=""):
        rows = [self._counted[kind]] if kind else self._counted.values()
        asked = sum(row[f"asked_{question.key}"] for row in rows)
        missing = sum(row[f"missing_{question.key}"] for row in rows)
        parts = {**self.address, "kind": kind} if kind else self.address
        url = reverse("registry_coverage:missing", args=[question.key])
        return Figure(question, kind, asked, missing, f"{url}?{urlencode(parts)}" if parts else url)

    @property
    def rows(self):
        """For every question the figure of each level, and the one of all levels."""
        return [
            {
                "question": question,
                "figures": [self.figure(question, kind) for kind in self.levels],
                "all": self.figure(question),
            }
            for question in QUESTIONS.values()
        ]


def organisations_seen(access, below=None):
    """The organisations an account sees, from one of them downwards."""
    seen = access.limit(Organisation.objects.all(), "view") if access.has("view") else Organisation.objects.none()
    return seen.at_or_below(below) if below else seen
