"""The pack of a meeting: one bookmarked PDF of the agenda, the drafts and their annexes, question by question."""

import io
from dataclasses import dataclass, field

import pikepdf

from documents.writers.pdf import MEDIA_TYPE
from resolutions.meetings.paper import agenda_pdf
from resolutions.models import Meeting, ResolutionPage
from resolutions.official import act_pdf


@dataclass
class Part:
    """A piece of the pack and its bookmark; without content the bookmark says that the file lies beside the pack."""

    title: str
    content: bytes | None = None
    parts: list["Part"] = field(default_factory=list)


def pack_pdf(meeting: Meeting) -> bytes:
    """Join everything a member needs at the table; annexes that are no PDF are named by a bookmark alone."""
    return join([Part("Повестка дня", agenda_pdf(meeting).content), *(_question(item) for item in meeting.questions)])


def join(parts: list[Part]) -> bytes:
    """One PDF of the parts in order, with nested bookmarks."""
    with pikepdf.new() as pack:
        bookmarks = [_add(pack, part) for part in parts]
        with pack.open_outline() as outline:
            outline.root.extend(bookmarks)
        pack.Root.PageMode = pikepdf.Name.UseOutlines
        pack.Root.Lang = pikepdf.String("ru")
        written = io.BytesIO()
        pack.save(written, deterministic_id=True)
    return written.getvalue()


def pack_file_name(meeting: Meeting) -> str:
    """The name the pack is saved under."""
    return f"Материалы заседания № {meeting.number} от {meeting.day:%d.%m.%Y}, {meeting.body.name}.pdf".replace(
        "/", "-"
    )


def _question(item):
    title = f"{item.number}. {item.heading}" if item.number else item.heading
    if not item.act_id:
        return Part(title)
    act = ResolutionPage.objects.for_reading().get(pk=item.act_id)
    text = act if act.is_registered else act.get_latest_revision_as_object()
    return Part(
        title, act_pdf(text, draft=not act.is_registered).content, [_annex(block.value) for block in text.annexes]
    )


def _annex(value):
    document = value.get("document")
    if document is None:
        return Part(value["title"])
    if document.content_type != MEDIA_TYPE:
        return Part(f"{value['title']} (файл {document.filename}, прилагается отдельно)")
    with document.file.open("rb") as stored:
        return Part(value["title"], stored.read())


def _add(pack, part):
    """Append the pages of the part and return its bookmark; a damaged file becomes a bookmark without pages."""
    first = len(pack.pages)
    if part.content:
        try:
            with pikepdf.open(io.BytesIO(part.content)) as source:
                pack.pages.extend(source.pages)
        except pikepdf.PdfError:
            part.title = f"{part.title} (файл не читается)"
    # A part without pages leads to where it would have been.
    bookmark = pikepdf.OutlineItem(part.title, min(first, len(pack.pages) - 1))
    bookmark.children.extend(_add(pack, inner) for inner in part.parts)
    return bookmark
