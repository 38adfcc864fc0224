"""HTML of our own templates written as a tagged PDF."""

import hashlib
from typing import NamedTuple

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from documents.writers.fetching import OWN_ORIGIN, OwnFilesFetcher

MEDIA_TYPE = "application/pdf"


class RenderedPdf(NamedTuple):
    """The bytes of a PDF and the number of its pages."""

    content: bytes
    page_count: int


class CannotRender(Exception):
    """The page asked for something the writer does not read."""


def render_pdf(html: str, *, title: str, language: str = "ru") -> RenderedPdf:
    """Write the page as PDF/UA-1; the same page gives the same bytes wherever the same fonts are installed."""
    try:
        document = HTML(string=html, base_url=OWN_ORIGIN, url_fetcher=OwnFilesFetcher()).render(pdf_variant="pdf/ua-1")
        document.metadata.title = title
        document.metadata.lang = language
        # An identifier taken from the page and no dates: the record of the official file says when it was made.
        identifier = hashlib.sha256(html.encode()).hexdigest()[:32]
        content = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    except FatalURLFetchingError as refusal:
        raise CannotRender(str(refusal)) from refusal
    return RenderedPdf(content, len(document.pages))
