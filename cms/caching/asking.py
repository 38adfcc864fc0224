"""What a stranger asks for, in the one spelling under which the answer is kept."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.utils import timezone

from cms.appearance import COOKIE, Appearance
from cms.caching.release import release

# Whose way here somebody wants to know: no page looks at these.
TRACES = re.compile(r"utm_\w{1,30}|fbclid|gclid|dclid|msclkid|y[sm]?clid|_openstat|mc_[ce]id|igshid|vkclid|rb_clickid")
# What the pages of this house read from an address. Answers to anything else are drawn anew each time and not kept,
# so invented names fill nothing; whoever teaches a public page a new parameter adds its name here.
PARAMETERS = frozenset(
    {
        *("q", "p", "page", "sort", "order", "kind", "section", "format", "literally", "point"),
        *("year", "month", "day", "from", "to", "date", "body", "topic", "state", "execution", "programme"),
        *("organisation", "person", "author", "tag", "rubric", "force", "meeting", "number", "status"),
    }
)
LONGEST = 400
# A search or a page of a list is kept from its second asking on, and nothing else is remembered of the first.
SLOTS = 8192


@dataclass(frozen=True)
class Asked:
    """One question; its key names the answer."""

    key: str
    has_parameters: bool
    may_be_kept: bool
    is_canonical: bool  # spelt so by the reader, too: only such a spelling is worth a place in a proxy

    @classmethod
    def of(cls, request) -> Asked:
        typed = request.META.get("QUERY_STRING", "")
        query, known = _canonical(typed)
        if query is not None and query != typed:
            # The page is drawn without traces, lest one reader's stand in links another one gets.
            request.META["QUERY_STRING"] = query
        look = Appearance.of(request).canonical
        parts = (release(), timezone.localdate(), request.scheme, request.get_host(), request.path, query or "", look)
        return cls(
            key=hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest(),
            has_parameters=bool(query),
            may_be_kept=known and len(request.path) <= LONGEST and bool(settings.PAGE_CACHE_SECONDS),
            is_canonical=known and query == typed and look == request.COOKIES.get(COOKIE, ""),
        )


def _canonical(typed):
    """The parameters in order, without traces, and whether all of them are known; None for what is left as it is."""
    if not typed:
        return "", True
    if len(typed) > LONGEST:
        return None, False
    try:
        pairs = parse_qsl(typed, keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        return None, False
    pairs = [pair for pair in pairs if not TRACES.fullmatch(pair[0])]
    known = all(name in PARAMETERS for name, _value in pairs)
    return urlencode(sorted(pairs, key=lambda pair: pair[0])), known


class Doorkeeper:
    """Knows again what was asked for lately, in a fixed small room: a storm of inventions leaves nothing behind."""

    def __init__(self, slots=SLOTS):
        self._slots = [""] * slots

    def knows(self, key: str) -> bool:
        """Whether the key was seen before; from now on it was."""
        slot = int(key[:8], 16) % len(self._slots)
        known = self._slots[slot] == key
        self._slots[slot] = key
        return known


def is_stranger(request) -> bool:
    """Whether whoever asks brings nothing by which the house could know them, and only looks."""
    if request.method not in ("GET", "HEAD") or getattr(request, "is_dummy", False):
        return False
    personal = (settings.SESSION_COOKIE_NAME, "messages")
    return not any(name in request.COOKIES for name in personal) and "authorization" not in request.headers
