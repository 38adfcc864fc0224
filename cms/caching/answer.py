"""An answer as it is kept: drawn once, packed once, sent many times."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass

import brotli
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date

SMALLEST_PACKED = 500
LARGEST_KEPT = 2_000_000
BROTLI_QUALITY, GZIP_LEVEL = 5, 6
TEXTS = ("text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml")
TEXTS += ("application/rss+xml", "application/feed+json", "application/xhtml+xml", "image/svg+xml")
# A reader's browser and whoever stands between ask again each time, and get 304 while nothing has changed: a page
# published a second ago is seen at once. The proxy of the house is told by another header and is told of changes.
ASK_AGAIN = "public, max-age=0, must-revalidate"


@dataclass
class Answer:
    """What is sent, packed each way, with the facts it shows and the number of the clock it was drawn at."""

    headers: list[tuple[str, str]]
    bodies: dict[str, bytes]
    etag: str
    changed: int  # seconds since 1970: when anything it shows changed last
    facts: tuple[str, ...]
    stamp: int
    expires: float

    @classmethod
    def of(cls, response, *, facts=(), stamp=0, changed=0, expires=0) -> Answer:
        response.headers.setdefault("Cache-Control", ASK_AGAIN)
        response.headers.pop("Content-Length", None)
        _vary_on_encoding_only(response)
        body = response.content
        response.headers.setdefault("ETag", f'W/"{hashlib.sha256(body).hexdigest()[:32]}"')
        if changed:
            response.headers.setdefault("Last-Modified", http_date(changed))
        etag = response.headers["ETag"]
        return cls([*response.items()], packed(body), etag, changed, tuple(sorted(facts)), stamp, expires)

    def response_to(self, request, remark) -> HttpResponse:
        """The answer in the packing this browser takes, or 304 where it has it already."""
        encoding = best_encoding(request, self.bodies)
        response = HttpResponse(self.bodies[encoding], headers=dict(self.headers))
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(response.content))
        stated = self.changed
        if "Last-Modified" in response.headers:
            stated = parse_http_date(response.headers["Last-Modified"])
        response = get_conditional_response(request, etag=self.etag, last_modified=stated, response=response)
        response.headers["Cache-Status"] = remark
        return response


def is_text(response) -> bool:
    return not response.streaming and response.headers.get("Content-Type", "").startswith(TEXTS)


def packed(body: bytes) -> dict[str, bytes]:
    """The body as it is, and packed where that pays."""
    bodies = {"": body}
    if len(body) >= SMALLEST_PACKED:
        bodies["gzip"] = gzip.compress(body, GZIP_LEVEL, mtime=0)
        bodies["br"] = brotli.compress(body, quality=BROTLI_QUALITY, mode=brotli.MODE_TEXT)
    return bodies


def best_encoding(request, bodies) -> str:
    """The smallest packing the browser has named without forbidding it."""
    accepted = set()
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _sign, weight = part.partition(";")
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            accepted.add(name.strip())
    return next((name for name in ("br", "gzip") if name in accepted and name in bodies), "")


def _vary_on_encoding_only(response):
    """The language stands in the address, whoever has a cookie of ours gets no kept answer: only the packing varies."""
    kept = [name.strip() for name in response.headers.get("Vary", "").split(",") if name.strip()]
    others = [name for name in kept if name.lower() not in ("accept-language", "accept-encoding")]
    response.headers["Vary"] = ", ".join([*others, "Accept-Encoding"])
