"""The official paper of an act: printed by the layout standard, kept once, never changed."""

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format

from documents.models import OfficialFile
from documents.writers.pdf import MEDIA_TYPE, RenderedPdf, render_pdf
from registry.letterhead import letterhead_of
from resolutions.models.resolution import PRINTED_TYPES, ResolutionPage, Status

# The record is Russian whatever language its reader has chosen, so these words are not translated.
LANGUAGE = "ru"

# A title is a narrow block at the left margin; one longer than this would become a column of a dozen lines.
LONG_TITLE = 200


def act_pdf(act: ResolutionPage, *, draft: bool = False) -> RenderedPdf:
    """Print the act; a draft is marked «ПРОЕКТ» and may lack its number and date."""
    with translation.override(LANGUAGE):
        html = render_to_string(
            "pdf/act.html",
            {
                "act": act,
                "draft": draft,
                "letterhead": letterhead_of(act.body, act.issuer, act.superior),
                "language": LANGUAGE,
                "printed_type": PRINTED_TYPES[act.document_type],
                "wide_title": len(act.heading or "") > LONG_TITLE,
                "signatories": [block.value for block in act.signatories],
                "annexes": [block.value for block in act.annexes],
            },
        )
        return render_pdf(html, title=_document_title(act), language=LANGUAGE)


def keep_official_file(act_pk: int) -> OfficialFile | None:
    """Make and keep the official file of a registered act; None where it has one already or is not registered."""
    act = acts_without_official_file().filter(pk=act_pk).first()
    if act is None:
        return None
    # Printed before the row is locked: on SQLite a transaction would keep every other writer waiting meanwhile.
    printed = act_pdf(act)
    with transaction.atomic():
        waiting = acts_without_official_file().filter(pk=act_pk)
        if waiting.select_for_update(of=("self",)).first() is None:
            return None
        official = OfficialFile.keep(
            printed.content, file_name=official_file_name(act), media_type=MEDIA_TYPE, page_count=printed.page_count
        )
        # An update, not a save: a registered act refuses to be saved, and only this field may move.
        waiting.update(official_file=official)
    return official


def acts_without_official_file():
    """Registered acts in force on the site whose paper has not been made yet."""
    return ResolutionPage.objects.filter(live=True, status=Status.REGISTERED, official_file=None)


def official_file_name(act: ResolutionPage) -> str:
    """The name the paper is saved under: «Постановление № 7-2 от 23.03.2023.pdf»."""
    return _requisites(act).replace("/", "-").replace("\\", "-") + ".pdf"


def _requisites(act):
    parts = [PRINTED_TYPES[act.document_type]]
    if act.number:
        # The compared form has no spaces round its dashes, which is what a file and a window title want.
        parts.append(f"№ {act.number_norm or act.number}")
    if act.adopted_on:
        parts.append(f"от {date_format(act.adopted_on, 'd.m.Y')}")
    return " ".join(parts)


def _document_title(act):
    heading = " ".join((act.heading or "").split())
    return f"{_requisites(act)} «{heading}»" if heading else _requisites(act)
