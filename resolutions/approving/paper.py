"""The approval sheet on paper, filed with the act."""

from django.template.loader import render_to_string
from django.utils import timezone, translation

from documents.writers.pdf import RenderedPdf, render_pdf
from registry.letterhead import letterhead_of
from resolutions.approving.sheet import rounds_of
from resolutions.models.approval import Opinion
from resolutions.models.status import PRINTED_TYPES

# The record is Russian whatever language its reader has chosen, so these words are not translated.
LANGUAGE = "ru"

PRINTED_OPINIONS = {
    Opinion.AGREED: "согласен",
    Opinion.AGREED_WITH_REMARKS: "согласен с замечаниями",
    Opinion.NOT_AGREED: "не согласен",
    Opinion.TAKEN_NOTE: "ознакомлен",
}
PRINTED_GENITIVES = {"resolution": "постановления", "decision": "решения", "directive": "распоряжения"}


def sheet_pdf(act, sheet) -> RenderedPdf:
    """Print all rounds of the sheet, the first one first."""
    with translation.override(LANGUAGE):
        text = act.get_latest_revision_as_object()
        labels = {item.id: item.label for item in text.operative_items if item.label}
        rounds = [
            {"number": each.number, "rows": [_row(visa, labels) for visa in each.visas]}
            for each in rounds_of(sheet)[::-1]
        ]
        html = render_to_string(
            "pdf/approval_sheet.html",
            {
                "act": text,
                "genitive": PRINTED_GENITIVES.get(text.document_type, PRINTED_TYPES[text.document_type].lower()),
                "letterhead": letterhead_of(text.body, text.issuer, text.superior),
                "rounds": [each for each in rounds if each["rows"]],
                "printed_at": timezone.now(),
                "language": LANGUAGE,
            },
        )
        return render_pdf(html, title=f"Лист согласования: {' '.join((text.heading or '').split())}", language=LANGUAGE)


def sheet_file_name(act) -> str:
    return f"Лист согласования {act.pk}.pdf"


def _row(visa, labels):
    if visa.opinion:
        opinion = PRINTED_OPINIONS[visa.opinion]
    elif visa.voided_at:
        opinion = "не ответил(а)" if visa.asked_at else "не запрашивалось"
    else:
        opinion = "ожидается" if visa.asked_at else "очередь не наступила"
    return {
        "visa": visa,
        "name": visa.answered_name or (str(visa.person) if visa.person_id else "любой согласующий"),
        "opinion": opinion,
        "points": ", ".join(labels[key] for key in visa.points if key in labels),
        "is_outdated": bool(visa.voided_at and visa.opinion),
    }
