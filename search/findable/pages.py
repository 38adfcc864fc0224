"""Pages as the search finds them: which are public, and what each kind of page says."""

from __future__ import annotations

import datetime
from functools import cache

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.blocks.field_block import ChooserBlock
from wagtail.fields import RichTextField
from wagtail.models import Page, get_page_models
from wagtail.rich_text import get_text_for_indexing
from wagtail.search.index import SearchField

from cms.pages import CouncilPageQuerySet
from programs.models import ExecutionReportPage, PlanPage, ProgramPage
from resolutions.models import ResolutionPage
from search.findable.acts import read_acts
from search.findable.findable import Findable, Piece
from search.findable.papers import read_plan, read_programme, read_report

# By which a reader knows the day of a page, the first that is filled in.
DATES = ("adopted_on", "published_on", "starts_at", "as_of")
TOPICS = ("rubric", "topic")
_IN_TITLE = {"title", "heading"}


@cache
def searched_models() -> list[type[Page]]:
    """The page types with text of their own; home pages and lists have nothing but a title."""
    return [
        model
        for model in get_page_models()
        if any(
            isinstance(field, SearchField) and field.field_name not in _IN_TITLE for field in model.get_search_fields()
        )
    ]


def kind_of(model) -> str:
    """What the kind is called in addresses: "resolution", "news"."""
    return model._meta.model_name.removesuffix("page")


def kinds() -> dict[str, type[Page]]:
    """The kinds of pages by their names."""
    return {kind_of(model): model for model in searched_models()}


def public_pages(reach=None):
    """Pages anybody may read, as far as the search goes: no drafts, no private ones, no acts for official use."""
    pages = CouncilPageQuerySet(Page)
    pages = pages.filter(reach.below) if reach else pages
    # A placeholder in another language has the words of the Russian page, which is found itself.
    placeholders = Q(alias_of__isnull=False) & ~Q(locale__language_code=settings.LANGUAGE_CODE)
    return pages.live().public().exclude(resolutionpage__is_restricted=True).exclude(placeholders)


def searched_types() -> dict[int, type[Page]]:
    """The searched page types by the keys of their content types."""
    types = ContentType.objects.get_for_models(*searched_models())
    return {content_type.pk: model for model, content_type in types.items()}


def read_pages(pages) -> list[Findable]:
    """What is to be found on these public pages, of whatever kinds they are, in a fixed number of queries."""
    by_model: dict[type[Page], list[int]] = {}
    types = searched_types()
    for page in pages:
        if page.content_type_id in types:
            by_model.setdefault(types[page.content_type_id], []).append(page.pk)
    found = []
    for model, keys in by_model.items():
        rows = model._default_manager.filter(pk__in=keys)
        if model is ResolutionPage:
            found += read_acts(rows.select_related("body", "issuer"))
            continue
        related = [name for name in TOPICS if name in {field.name for field in model._meta.fields}]
        read = READERS.get(model, read_any)
        found += [read(page) for page in rows.select_related(*related)]
    return found


def read_any(page) -> Findable:
    """A page with nothing special to say: the texts of its search fields, or what it says itself.

    A page type may say more by plain attributes: ``search_pieces`` (tuples of an anchor, a label and a text),
    ``search_requisites``, ``search_date`` and ``search_topics``.
    """
    date = day_of(page)
    number, kind = str(getattr(page, "number", "") or ""), type(page)._meta.verbose_name
    return Findable(
        key=f"page:{page.pk}",
        kind=kind_of(type(page)),
        page=page.pk,
        path=page.path,
        title=page.title,
        requisites=" ".join([number and f"№ {number}", str(kind), str(getattr(page, "search_requisites", ""))]),
        pieces=_pieces(page),
        number=number,
        date=date,
        years=tuple({year for year in (getattr(page, "year", None),) if isinstance(year, int)}),
        starts_on=getattr(page, "in_force_from", None) and (page.in_force_from or date),
        ends_on=getattr(page, "in_force_until", None),
        topic=topics_in_one([topic.title if isinstance(topic, Page) else str(topic) for topic in _topics(page)]),
        found_since=page.first_published_at,
    )


def topics_in_one(names) -> str:
    """Several topics in one column, each between bars."""
    names = [name.replace("|", " ") for name in dict.fromkeys(names)]
    return f"|{'|'.join(names)}|" if names else ""


def day_of(page) -> datetime.date | None:
    """The day a reader knows the page by."""
    day = getattr(page, "search_date", None)
    day = day or next(filter(None, (getattr(page, name, None) for name in DATES)), None)
    day = day or page.first_published_at
    return timezone.localtime(day).date() if isinstance(day, datetime.datetime) else day


def _topics(page):
    told = getattr(page, "search_topics", None)
    return told if told is not None else filter(None, (getattr(page, name, None) for name in TOPICS))


def _pieces(page):
    told = getattr(page, "search_pieces", None)
    if told is not None:
        return [Piece(text, anchor, label) for anchor, label, text in (told() if callable(told) else told)]
    rich = {field.name for field in page._meta.fields if isinstance(field, RichTextField)}
    pieces = []
    for field in page.get_search_fields():
        if isinstance(field, SearchField) and field.field_name not in _IN_TITLE | {"number"}:
            value = getattr(page, field.field_name)
            # Readers look for words and are shown words: of rich text its tags are no part.
            for text in _texts(get_text_for_indexing(value or "") if field.field_name in rich else value):
                pieces += [Piece(line) for line in text.splitlines() if line.strip()]
    return pieces


def _texts(value):
    value = value() if callable(value) and not isinstance(value, StreamValue) else value
    if not isinstance(value, StreamValue):
        return [str(value or "")]
    # A chooser inside a block would ask the database for its picture or file, page by page.
    textual = {name for name, block in value.stream_block.child_blocks.items() if not _chooses(block)}
    return [
        text
        for place, raw in enumerate(value.raw_data)
        if raw["type"] in textual
        for text in value[place].block.get_searchable_content(value[place].value)
    ]


def _chooses(block):
    inner = [*getattr(block, "child_blocks", {}).values(), *filter(None, [getattr(block, "child_block", None)])]
    return isinstance(block, ChooserBlock) or any(map(_chooses, inner))


READERS = {PlanPage: read_plan, ProgramPage: read_programme, ExecutionReportPage: read_report}
