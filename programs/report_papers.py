"""A report on execution on paper: the text as councils write it, the table on sheets laid sideways."""

from __future__ import annotations

import hashlib

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import content_disposition_header

from documents.writers import docx
from documents.writers.pdf import MEDIA_TYPE, render_pdf
from programs.models.execution_report import sections_of
from programs.papers import KEPT_FOR, LANGUAGE
from programs.report_word import report_docx_of


def report_pdf_of(report, *, inside: bool = False, draft: bool = False) -> bytes:
    """Print the report; ``inside`` names people who have not agreed to be named on the site."""
    with translation.override(LANGUAGE):
        rows = report.table if inside else report.public_rows
        context = {
            "report": report,
            "title": report.title_under_kind,
            "rows": rows,
            "sections": sections_of(rows, report.unresolved_lines),
            "figures": report.figures,
            "issuer": report.council_organisation,
            "draft": draft,
            "language": LANGUAGE,
        }
        html = render_to_string("pdf/execution_report.html", context)
        key = f"programs-report-{hashlib.sha256(html.encode()).hexdigest()}"
        content = cache.get(key)
        if content is None:
            content = render_pdf(html, title=report.title, language=LANGUAGE).content
            cache.set(key, content, KEPT_FOR)
        return content


def answer_with_report(report, *, inside: bool = False, draft: bool = False) -> HttpResponse:
    """The paper shown in the browser; strangers get the published one only."""
    if not inside and not report.live:
        raise Http404
    content = report_pdf_of(report, inside=inside, draft=draft)
    return _answer(report, content, MEDIA_TYPE, "pdf", inside=inside, draft=draft)


def answer_with_word_report(report, *, draft: bool = False) -> HttpResponse:
    """The report as a Word file to work on, for those who read the control of the council."""
    content = report_docx_of(report, draft=draft)
    return _answer(report, content, docx.MEDIA_TYPE, "docx", inside=True, draft=draft)


def _answer(report, content, media_type, ending, *, inside, draft) -> HttpResponse:
    name = f"{'Проект. ' if draft else ''}{report.title[:120]}.{ending}".replace("/", "-").replace("\\", "-")
    # A browser shows a PDF and can only keep a Word file.
    headers = {"Content-Disposition": content_disposition_header(ending == "docx", name)}
    if inside:
        headers["Cache-Control"] = "no-store"
    return HttpResponse(content, content_type=media_type, headers=headers)
