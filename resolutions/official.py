"""The official paper of an act: printed by the layout standard, kept once, never changed."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format

from documents.writers.pdf import RenderedPdf, render_pdf
from registry.letterhead import Letterhead, letterhead_of
from resolutions.esigning.placing import marks_by_signatory
from resolutions.models.resolution import ResolutionPage
from resolutions.models.status import PRINTED_TYPES

# The record is Russian whatever language its reader has chosen, so these words are not translated.
LANGUAGE = "ru"

# A title is a narrow block at the left margin; one longer than this would become a column of a dozen lines.
LONG_TITLE = 200


def act_pdf(act: ResolutionPage, *, draft: bool = False, corrections=(), signatures=()) -> RenderedPdf:
    """Print the act; a draft is marked «ПРОЕКТ» and may lack its number and date.

    A paper printed after a correction says so at its end; one with electronic signatures shows their marks.
    """
    signatories = [block.value for block in act.signatories]
    with translation.override(LANGUAGE):
        html = render_to_string(
            "pdf/act.html",
            {
                "act": act,
                "draft": draft,
                "letterhead": printed_letterhead(act),
                "language": LANGUAGE,
                "printed_type": PRINTED_TYPES[act.document_type],
                "wide_title": len(act.heading or "") > LONG_TITLE,
                "signatories": [
                    {"position": signatory["position"], "name": signatory["name"], "marks": marks}
                    for signatory, marks in zip(signatories, marks_by_signatory(signatories, signatures), strict=True)
                ],
                "corrections": corrections,
                "annexes": [block.value for block in act.annexes],
            },
        )
        return render_pdf(html, title=_document_title(act), language=LANGUAGE)


def printed_letterhead(act: ResolutionPage) -> Letterhead:
    """The letterhead of the day of registration once the act is a record, else that of today."""
    if kept := act.printed_header.get("letterhead"):
        return Letterhead.kept(kept)
    return letterhead_of(act.body, act.issuer, act.superior)


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
