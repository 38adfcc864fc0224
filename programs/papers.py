"""A programme and a plan on paper, in the form councils use: the stamp at the right, the tables ruled."""

import hashlib

from django.core.cache import cache
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.http import content_disposition_header

from documents.writers.pdf import MEDIA_TYPE, render_pdf
from programs.models import ProgramPage
from resolutions.models.status import DocumentType

# The paper is Russian whatever language its reader has chosen, so its words are not translated.
LANGUAGE = "ru"
KEPT_FOR = 24 * 60 * 60

# «УТВЕРЖДЕНА постановлением Совета»: by what.
PRINTED_INSTRUMENTALS = {
    DocumentType.RESOLUTION: "постановлением",
    DocumentType.DECISION: "решением",
    DocumentType.DIRECTIVE: "распоряжением",
}


def paper_pdf(page, *, draft: bool = False) -> bytes:
    """Print a programme with its plans, or a plan alone; the same words are printed once a day and kept."""
    with translation.override(LANGUAGE):
        html = _html(page, draft)
        key = f"programs-pdf-{hashlib.sha256(html.encode()).hexdigest()}"
        content = cache.get(key)
        if content is None:
            content = render_pdf(html, title=page.title, language=LANGUAGE).content
            cache.set(key, content, KEPT_FOR)
        return content


def answer_with(page, *, draft: bool = False) -> HttpResponse:
    """The paper shown in the browser under a name a person can file it by."""
    name = f"{'Проект. ' if draft else ''}{page.title[:120]}.pdf".replace("/", "-").replace("\\", "-")
    headers = {"Content-Disposition": content_disposition_header(False, name)}
    if draft:
        headers["Cache-Control"] = "no-store"
    return HttpResponse(paper_pdf(page, draft=draft), content_type=MEDIA_TYPE, headers=headers)


def stamp_of(page) -> list[str]:
    """The lines of approval at the upper right; nothing before an act approves the paper."""
    word = "УТВЕРЖДЕНА" if isinstance(page, ProgramPage) else "УТВЕРЖДЁН"
    act = page.approved_by
    if act is not None and act.is_registered:
        day = f"{date_format(act.adopted_on, 'j E Y')} г." if act.adopted_on else "____________"
        return [word, f"{PRINTED_INSTRUMENTALS[act.document_type]} {_body(act)}".strip(), f"от {day} № {act.number}"]
    return [word, page.approval_words] if page.approval_words else []


def _body(act):
    """«Совета Союза «…»»: whose act it is, in the genitive; what the registry cannot decline is left out."""
    body = (act.body.name_genitive or act.body.name) if act.body else ""
    issuer = act.issuer.name_genitive if act.issuer else ""
    return f"{body} {issuer}".strip()


def _html(page, draft):
    is_programme = isinstance(page, ProgramPage)
    plans = _plans_of(page, draft) if is_programme else [page]
    return render_to_string(
        "pdf/programme.html" if is_programme else "pdf/plan.html",
        {
            "page": page,
            "plans": [{"plan": plan, "stamp": stamp_of(plan), "rows": plan.rows} for plan in plans],
            "stamp": stamp_of(page),
            "issuer": page.council_organisation,
            "draft": draft,
            "today": timezone.localdate(),
            "language": LANGUAGE,
        },
    )


def _plans_of(programme, draft):
    if draft:
        return [plan.get_latest_revision_as_object() for plan in programme.plans()]
    return list(programme.public_plans())
