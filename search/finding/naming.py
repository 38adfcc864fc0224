"""What a search is narrowed by, in the reader's words."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from registry.models import Body, Organisation
from search.finding.hits import kind_name
from search.finding.narrowing import Narrowing
from search.models.entry import ENDED, IN_FORCE, NOT_YET

FORCE_NAMES = {
    IN_FORCE: gettext_lazy("In force"),
    NOT_YET: gettext_lazy("Not in force yet"),
    ENDED: gettext_lazy("No longer in force"),
}


def choices_in_words(narrowing: Narrowing) -> dict[str, str]:
    """Every choice made, by its facet; the order is none of them."""
    return {
        facet: str(_name_of(facet, value) or value) for facet, value in narrowing.values.items() if facet != "order"
    }


def in_words(text: str, narrowing: Narrowing) -> str:
    """The question and what it is narrowed by, as a letter names them."""
    return ", ".join([text, *choices_in_words(narrowing).values()])


def _name_of(facet, value):
    if facet == "kind":
        return kind_name(value, plural=True)
    if facet == "body":
        return Body.objects.filter(pk=value).values_list("name", flat=True).first()
    if facet == "force":
        return FORCE_NAMES[value]
    if facet == "organisation":
        organisation = Organisation.objects.filter(pk=value).first()
        return capfirst(str(organisation)) if organisation else ""
    return value
