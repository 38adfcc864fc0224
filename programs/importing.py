"""A file comes in: it is read, kept once for its council, and becomes a draft."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from documents.interchange import CouncilDocument, document_from_dict
from documents.readers import read_file
from documents.source import SourceDocument
from programs.drafting import create_plan, create_programme, list_of_programmes
from programs.models import DocumentKind, ImportedDocument
from programs.reading import read_document
from resolutions.drafting import create_draft
from resolutions.models import ResolutionIndexPage

MADE_INTO_PAPERS = (DocumentKind.PROGRAMME, DocumentKind.PLAN)
MAX_BYTES = 50 * 1024 * 1024


def read_bytes(name: str, data: bytes) -> tuple[SourceDocument, CouncilDocument]:
    """Read a file from its bytes; raises UnreadableDocument with one sentence for people."""
    source = read_file(Path(name).name, data)
    return source, read_document(source)


def keep_reading(council: ResolutionIndexPage, source: SourceDocument, document: CouncilDocument, user=None):
    """Keep what was read for this council; the same bytes are kept once. Returns (record, created)."""
    return ImportedDocument.objects.get_or_create(
        council_id=council.pk,
        sha256=source.sha256,
        defaults={
            "name": source.name[-255:],
            "kind": document.kind,
            "title": document.title or "",
            "reading": document.as_dict(),
            "lines": [[line.number, line.printed] for line in source.lines if line.printed.strip()],
            "item_lines": [item.line for item in walk(document.items)],
            "imported_by": user,
        },
    )


@transaction.atomic
def draft_from_reading(record: ImportedDocument, document: CouncilDocument, user=None):
    """Turn a kept reading of an act into its draft page, once; a second call returns the first draft.

    Returns None when the import was cancelled meanwhile.
    """
    record = ImportedDocument.objects.select_for_update().filter(pk=record.pk).first()
    if record is None:
        return None
    if record.act_id is None and record.kind == DocumentKind.RESOLUTION:
        record.act = create_draft(document, record.council.specific, user)
        record.save(update_fields=["act"])
    return record.act


@transaction.atomic
def papers_from_reading(record: ImportedDocument, user=None):
    """Turn a kept reading of a programme or a plan into draft pages, once; a second call leads to the first ones.

    Returns None when the import was cancelled meanwhile; raises Refused where the council has no place for it.
    """
    record = ImportedDocument.objects.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if record is None or record.kind not in MADE_INTO_PAPERS:
        return None
    if record.page_id is None:
        document = document_from_dict(record.reading)
        index = list_of_programmes(record.council)
        if record.kind == DocumentKind.PLAN and len(document.plans) == 1:
            record.page = create_plan(document.plans[0], index, user)
        else:
            record.page = create_programme(document, index, user)
        record.save(update_fields=["page"])
    return record.page


def walk(items):
    """Every item of a tree, top to bottom."""
    for item, _level in walk_levels(items):
        yield item


def walk_levels(items, level=1):
    """Every item of a tree with its level, top to bottom."""
    for item in items:
        yield item, level
        yield from walk_levels(item.items, level + 1)
