"""Which public pages answer a question, and in what order."""

import re
from functools import cache

from django.apps import apps
from django.db.models import BooleanField, Case, F, Q, When
from django.db.models.functions import Coalesce, TruncDate
from wagtail.models import Page, get_page_models
from wagtail.search.backends import get_search_backend
from wagtail.search.index import SearchField
from wagtail.search.query import And, Phrase, PlainText

from cms.pages import CouncilPageQuerySet
from resolutions.models import ResolutionPage
from resolutions.numbering import normalise_number

DATE_FIELDS = ("adopted_on", "published_on")
MAX_EXACT = 10

_QUOTED = re.compile(r'["“„]([^"“”„]+)["”“]')

# «№ 7 – 2», «постановление № 7-2 от 20 декабря»: the number alone.
_NUMBER = re.compile(r"(?:.*№)?\s*(?P<number>.*?)(?:\s+от\s.*)?", re.DOTALL)


@cache
def searched_models() -> list[type[Page]]:
    """The page types with text of their own; home pages and lists have nothing but a title."""
    return [
        model
        for model in get_page_models()
        if any(isinstance(field, SearchField) and field.field_name != "title" for field in model.get_search_fields())
    ]


def date_field(model: type[Page]) -> str | None:
    """The name of the field with the date a reader knows the page by."""
    fields = {field.name for field in model._meta.get_fields()}
    return next((name for name in DATE_FIELDS if name in fields), None)


def public_pages(root: Page):
    """Pages below this one that anybody may read."""
    return CouncilPageQuerySet(Page).descendant_of(root).live().public()


def asked(query: str) -> And:
    """Every word, in any of its forms; what stands in straight or English quotation marks as it is written."""
    phrases = [Phrase(phrase) for phrase in _QUOTED.findall(query)]
    return And([PlainText(_QUOTED.sub(" ", query)), *phrases])


def matching_pages(pages, query: str, exact: list[int]):
    """Those of the pages that hold everything asked for, and the acts with exactly this number."""
    backend, query = get_search_backend(), asked(query)
    found = backend.search(query, Page, order_by_relevance=False).get_queryset().order_by().values("pk")
    titled = backend.search(query, Page, fields=["title"], order_by_relevance=False).get_queryset()
    return (
        pages.type(*searched_models())
        .filter(Q(pk__in=found) | Q(pk__in=exact))
        .annotate(
            in_title=Case(
                When(pk__in=titled.order_by().values("pk"), then=True), default=False, output_field=BooleanField()
            )
        )
    )


def best_first(pages):
    """Words in the title first, then the newest; the same on every database, whose own ranks differ."""
    dates = [
        F(f"{model._meta.model_name}__{name}") for model in searched_models() if (name := date_field(model)) is not None
    ]
    date = Coalesce(*dates, TruncDate("first_published_at"))
    return pages.order_by(F("in_title").desc(), date.desc(nulls_last=True), "-pk")


def acts_with_number(pages, query: str) -> list[int]:
    """The acts whose number is the question, newest first; SQLite does not fold Cyrillic letters, so both cases."""
    number = normalise_number(_NUMBER.fullmatch(query)["number"])
    if not number:
        return []
    acts = ResolutionPage.objects.filter(
        pk__in=pages.values("pk"), number_norm__in={number, number.upper(), number.lower()}
    )
    return list(acts.newest_first().values_list("pk", flat=True)[:MAX_EXACT])


def organisations_page(pages):
    """The list of organisations among the public pages, if there is one; their cards are found through it."""
    return apps.get_model("home", "OrganisationsPage").objects.filter(pk__in=pages.values("pk")).first()
