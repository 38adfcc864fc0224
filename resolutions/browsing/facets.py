"""The facets of a list of acts in words: what may be chosen, how many acts it leaves, what is chosen."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registry.models import Body, Party
from resolutions.browsing.choice import DONE, IN_WORK, MARKS, NOTHING, OVERDUE
from resolutions.models.listed import ListedAct, ListedFacet, Standing
from resolutions.models.status import DocumentType
from resolutions.models.topic import Topic

TITLES = {
    "body": _("Adopted by"),
    "kind": pgettext_lazy("of acts", "Kind"),
    "topic": _("Topic"),
    "state": _("Legal force"),
    "execution": _("Execution"),
    "programme": _("Programme"),
    "to": _("Addressed to"),
}
KINDS = {
    DocumentType.RESOLUTION: _("resolutions"),
    DocumentType.DECISION: _("decisions"),
    DocumentType.DIRECTIVE: _("directives"),
}
EXECUTION = {
    OVERDUE: _("some points are late"),
    IN_WORK: pgettext_lazy("acts", "in work"),
    DONE: _("all points done"),
    NOTHING: _("nothing on control"),
}
# So many values stand open; the rest unfold.
OPEN = 6


@dataclass
class Value:
    """One value of a facet."""

    name: str
    count: int
    url: str
    current: bool


@dataclass
class Facet:
    """What a list may be narrowed by, with its values."""

    name: str
    title: str
    values: list[Value]
    all_url: str

    @property
    def first(self):
        return self.values[:OPEN]

    @property
    def rest(self):
        """What unfolds; whatever is chosen stands open."""
        return self.values[OPEN:]

    @property
    def chosen(self):
        return next((value for value in self.values if value.current), None)

    @property
    def rest_is_open(self):
        return self.chosen in self.rest


def facets_of(section, choice, counts) -> list[Facet]:
    """The facets worth showing: those with something to choose between, and those in which something is chosen."""
    found = []
    for name in TITLES:
        counted, chosen = counts.of.get(name, {}), getattr(choice, name)
        keys = [key for key in counted if key is not None]
        if chosen and chosen not in keys and _is_known(section, name, chosen):
            keys.append(chosen)
        names = _names(name, keys)
        values = [
            Value(capfirst(names[key]), counted.get(key, 0), choice.but(**{name: key}).address, key == chosen)
            for key in names
            if counted.get(key) or key == chosen
        ]
        if len(values) > 1 or chosen:
            found.append(Facet(name, TITLES[name], values, choice.but(**{name: None}).address))
    return found


def years_of(choice, counts) -> list[Value]:
    """The years, the newest first; acts without a date have none."""
    years = sorted({*counts.of.get("year", {}), *([choice.year] if choice.year else [])} - {1}, reverse=True)
    return [
        Value(str(year), counts.of["year"].get(year, 0), choice.but(year=year).address, year == choice.year)
        for year in years
    ]


def chips_of(choice, facets) -> list[tuple[str, str, str]]:
    """What is chosen: the facet, the value, and the address of the list without it."""
    chips = [(_("Year"), str(choice.year), choice.but(year=None).address)] if choice.year else []
    for facet in facets:
        if getattr(choice, facet.name) is not None:
            chips.append((facet.title, facet.chosen.name if facet.chosen else _("unknown"), facet.all_url))
    return chips


def _is_known(section, facet, key):
    """Whether the list has the value at all: whatever number is typed, nothing from elsewhere is named."""
    if facet == "body":
        return ListedAct.objects.shown_in(section).filter(body=key).exists()
    if facet in MARKS:
        return ListedFacet.objects.filter(section=section, kind=facet, key=key, listed__is_shown=True).exists()
    return True


def _names(facet, keys):
    """The names of the values in the order in which they are shown; what nobody may read has none."""
    if facet in ("kind", "state", "execution"):
        words = {"kind": KINDS, "state": dict(Standing.choices), "execution": EXECUTION}[facet]
        return {str(key): word for key, word in words.items() if key in keys}
    if not keys:
        return {}
    if facet == "body":
        return Body.objects.filter(pk__in=keys).order_by("name").told_apart()
    if facet == "topic":
        return dict(Topic.objects.filter(pk__in=keys).values_list("pk", "name"))
    if facet == "programme":
        # By name: programmes stand over this room.
        pages = apps.get_model("programs", "ProgramPage").objects.live().public().filter(pk__in=keys)
        return dict(pages.order_by("title").values_list("pk", "title"))
    parties = dict(Party.objects.filter(pk__in=keys).values_list("pk", "name"))
    return {key: parties[key] for key in keys if key in parties}
