"""What a reader has chosen of a list of acts: read from the address, however it was typed."""

from dataclasses import dataclass, fields, replace

from django.db.models import Exists, OuterRef
from django.http import QueryDict

from control.models import ON_CONTROL, Assignment, ItemState, Tally, overdue_q
from registry.models import PartyType
from resolutions.models.listed import ListedFacet, Standing
from resolutions.models.status import DocumentType

OVERDUE, IN_WORK, DONE, NOTHING = "overdue", "work", "done", "none"
EXECUTION = (OVERDUE, IN_WORK, DONE, NOTHING)
# No trade union is older.
FIRST_YEAR = 1800
# Facets of which an act may have several: each is a row of its own.
MARKS = (ListedFacet.Kind.TOPIC, ListedFacet.Kind.PROGRAMME, ListedFacet.Kind.ADDRESSEE)


@dataclass(frozen=True)
class Choice:
    """One value at most of each facet; what makes no sense is no choice."""

    body: int | None = None
    year: int | None = None
    kind: str | None = None
    state: str | None = None
    execution: str | None = None
    topic: int | None = None
    programme: int | None = None
    to: int | None = None

    @classmethod
    def read(cls, query):
        return cls(
            body=_whole_number(query.get("body"), 9),
            year=_year(query.get("year")),
            kind=_one_of(query.get("kind"), DocumentType.values),
            state=_one_of(query.get("state"), Standing.values),
            execution=_one_of(query.get("execution"), EXECUTION),
            topic=_whole_number(query.get("topic"), 9),
            programme=_whole_number(query.get("programme"), 9),
            to=_whole_number(query.get("to"), 9),
        )

    @property
    def made(self) -> dict:
        """The facets in which something is chosen."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name)) is not None}

    def but(self, **values):
        return replace(self, **values)

    @property
    def address(self) -> str:
        """The address of the narrowed list seen from the list itself: it holds at every host, in every language."""
        query = QueryDict(mutable=True)
        query.update(self.made)
        return f"?{query.urlencode()}" if query else "./"

    def narrow(self, listed, day, *, without=()):
        """The listed acts that answer the choice, all of it or all but some facets."""
        made = {name: value for name, value in self.made.items() if name not in without}
        # By its days, which the list stands in the order of: its newest twenty are the first ones met.
        plain = {"body": "body", "year": "day__year", "kind": "document_type"}
        listed = listed.filter(**{plain[name]: value for name, value in made.items() if name in plain})
        if "state" in made:
            listed = listed.with_standing(day).filter(standing=made["state"])
        for mark in MARKS:
            if mark in made:
                listed = listed.filter(
                    Exists(ListedFacet.objects.filter(listed=OuterRef("pk"), kind=mark, key=made[mark]))
                )
        if "execution" in made:
            listed = carried_out(listed, made["execution"], day)
        return listed


def carried_out(listed, state, day):
    """The acts of which so much has been done; what was given to one person by name is left out."""
    open_points = listed.filter(pk__in=_sources(state__in=ON_CONTROL))
    late = _sources(overdue_q(day))
    if state == OVERDUE:
        return listed.filter(pk__in=late)
    if state == IN_WORK:
        return open_points.exclude(pk__in=late)
    ever = _sources(state__in=(*ON_CONTROL, ItemState.CLOSED))
    if state == DONE:
        return listed.filter(pk__in=ever).exclude(pk__in=_sources(state__in=ON_CONTROL))
    return listed.exclude(pk__in=ever)


def _sources(*conditions, **values):
    """The pages of the tallies that answer the conditions."""
    personal = Assignment.objects.filter(item=OuterRef("item"), through=None, assignee__party_type=PartyType.PERSON)
    tallies = Tally.objects.filter(*conditions, **values).exclude(Exists(personal)).order_by()
    return tallies.values("item__source")


def _whole_number(text, digits) -> int | None:
    return int(text) or None if text and text.isascii() and text.isdecimal() and len(text) <= digits else None


def _year(text) -> int | None:
    year = _whole_number(text, 4)
    return year if year and year >= FIRST_YEAR else None


def _one_of(text, values) -> str | None:
    return text if text in values else None
