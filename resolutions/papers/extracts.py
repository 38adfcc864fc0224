"""An extract of a registered act: the preamble in full, the chosen points under their own numbers."""

from django.template.loader import render_to_string
from django.utils import timezone, translation

from documents.writers.pdf import RenderedPdf, render_pdf
from registry.letterhead import letterhead_of
from resolutions.models import ResolutionPage
from resolutions.models.status import PRINTED_TYPES, DocumentType
from resolutions.official import LANGUAGE, LONG_TITLE, official_file_name

PRINTED_GENITIVES = {
    DocumentType.RESOLUTION: "ПОСТАНОВЛЕНИЯ",
    DocumentType.DECISION: "РЕШЕНИЯ",
    DocumentType.DIRECTIVE: "РАСПОРЯЖЕНИЯ",
}


def extract_pdf(act: ResolutionPage, item_ids, certified_by=None) -> RenderedPdf:
    """Print the chosen points with the headings over them; ``certified_by`` is whoever answers for the copy."""
    with translation.override(LANGUAGE):
        html = render_to_string(
            "pdf/extract.html",
            {
                "act": act,
                "items": chosen_items(act.operative_items, item_ids),
                "whose": PRINTED_GENITIVES[act.document_type],
                "letterhead": letterhead_of(act.body, act.issuer, act.superior),
                "header": act.header,
                "language": LANGUAGE,
                "wide_title": len(act.heading or "") > LONG_TITLE,
                "signatories": [block.value for block in act.signatories],
                "certified_by": certified_by,
                "today": timezone.localdate(),
            },
        )
        title = f"Выписка: {PRINTED_TYPES[act.document_type]} № {act.number_norm}"
        return render_pdf(html, title=title, language=LANGUAGE)


def extract_file_name(act: ResolutionPage) -> str:
    """The name the paper is saved under: «Выписка. Постановление № 7-2 от 23.03.2023.pdf»."""
    return f"Выписка. {official_file_name(act)}"


def chosen_items(items, item_ids):
    """The points chosen, each with those above it, in the order of the act: a point alone would lose its beginning."""
    wanted, kept, path = set(item_ids), set(), []
    for item in items:
        path = [*path[: item.level - 1], item]
        if item.id in wanted:
            kept |= {above.id for above in path}
    return [item for item in items if item.id in kept]
