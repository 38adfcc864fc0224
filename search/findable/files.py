"""Files of public pages as the search finds them: the library's where a page shows them, and annexes of acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from resolutions.models import RegisteredAnnex, ResolutionPage
from search.findable.findable import Findable, Piece
from search.models import FileText

FILE = "file"


@dataclass
class Attached:
    """A file where a public page shows it, with what is needed to read its bytes."""

    findable: Findable
    fingerprint: str
    library_key: int | None = None
    official_key: int | None = None


def attached_to(pages: Iterable[Page]) -> list[Attached]:
    """The files these public pages show, in a fixed number of queries."""
    pages = {page.pk: page for page in pages}
    return [*_annexes(pages), *_library(pages)]


def with_text(attached: list[Attached]) -> tuple[list[Findable], list[Attached]]:
    """The files with the texts read by now, and those whose text is still to be read."""
    texts = {}
    for known in FileText.objects.filter(fingerprint__in={one.fingerprint for one in attached}):
        texts[known.fingerprint] = known.text
    for one in attached:
        lines = texts.get(one.fingerprint, "").splitlines()
        one.findable.pieces = [Piece(line) for line in lines if line.strip()]
    return [one.findable for one in attached], [one for one in attached if one.fingerprint not in texts]


def pages_showing(document) -> list[int]:
    """The pages that show a file of the library."""
    references = ReferenceIndex.get_references_to(document).filter(base_content_type=_content_type(Page))
    return [int(key) for key in references.values_list("object_id", flat=True).distinct() if str(key).isdecimal()]


def _annexes(pages):
    """The files kept at registration: what the library holds now is another matter."""
    annexes = RegisteredAnnex.objects.filter(registration__act__in=pages, registration__act__live=True)
    for annex in annexes.select_related("registration__act", "official_file"):
        act, official = annex.registration.act, annex.official_file
        yield Attached(
            Findable(
                key=f"annex:{annex.pk}",
                kind=FILE,
                page=act.pk,
                path=pages[act.pk].path,
                suffix=f"annex/{annex.sort_order}/",
                title=annex.title,
                requisites=f"Приложение № {act.number} {official.file_name}",
                about=_paper_of(official.file_name, act),
                date=act.adopted_on,
                body=act.body_id,
                found_since=act.first_published_at,
            ),
            official.sha256,
            official_key=official.pk,
        )


def _library(pages):
    documents = get_document_model()
    references = ReferenceIndex.objects.filter(
        base_content_type=_content_type(Page),
        to_content_type=_content_type(documents),
        object_id__in=[str(key) for key in pages],
    )
    shown: dict[int, int] = {}
    for page, document in references.values_list("object_id", "to_object_id").order_by("object_id"):
        shown.setdefault(int(document), int(page))
    # Of an act only what was frozen at its registration is its annex.
    acts = set(ResolutionPage.objects.filter(pk__in=set(shown.values())).registered().values_list("pk", flat=True))
    closed = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    private = tuple(set(closed)) if shown else ()
    rows = documents.objects.filter(pk__in=shown).select_related("collection") if shown else ()
    for document in rows:
        page = pages[shown[document.pk]]
        if page.pk in acts or (private and document.collection.path.startswith(private)):
            continue
        yield Attached(
            Findable(
                key=f"file:{document.pk}",
                kind=FILE,
                page=page.pk,
                path=page.path,
                address=document.url,
                title=document.title,
                requisites=document.filename,
                about=_shown_on(document.filename, page),
                date=document.created_at.date(),
                found_since=document.created_at,
            ),
            f"sha1:{document.file_hash}" if document.file_hash else f"file:{document.pk}",
            library_key=document.pk,
        )


def _paper_of(name, act):
    extension = name.rpartition(".")[2].upper()
    return f"{extension}, приложение к № {act.number}" if act.number else extension


def _shown_on(name, page):
    extension = name.rpartition(".")[2].upper()
    return f"{extension}, {capfirst(page.title)}"


def _content_type(model):
    return ContentType.objects.get_for_model(model)
