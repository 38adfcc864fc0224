"""The first to hear a stranger and the last to answer: pages are drawn once and kept while all they show stays."""

import datetime
import logging
import time

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from cms.caching import clock
from cms.caching.answer import LARGEST_KEPT, Answer, is_text
from cms.caching.asking import Asked, Doorkeeper, is_stranger
from cms.caching.looking import looking
from cms.caching.proxies import offer
from cms.caching.shown import facts_of, is_for_everybody

logger = logging.getLogger(__name__)

PERSONAL = "private, no-store"
# Answers of views that speak of caching themselves are left alone where they forbid it.
FORBIDDEN = ("private", "no-store", "no-cache", "max-age=0")


class PageCacheMiddleware:
    """Answers strangers from what is kept; of everybody else it only says that the answer is theirs alone."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.doorkeeper = Doorkeeper()

    def __call__(self, request):
        if not is_stranger(request):
            return _personal(request, self.get_response(request))
        asked = Asked.of(request)
        if not asked.may_be_kept:
            return self._draw(request)
        answer = _fetch(asked.key)
        reading = clock.read(answer.facts if answer else ())
        if answer and answer.expires > time.time() and reading.last <= answer.stamp:
            return offer(answer, request, asked, answer.response_to(request, "sovet; hit"))
        return self._draw(request, asked, reading.now, "stale" if answer else "miss")

    def _draw(self, request, asked=None, stamp=0, why="bypass"):
        """The page drawn anew, and kept where it may be."""
        with looking():
            response = self.get_response(request)
        if response.status_code != 200 or not (is_for_everybody(request) and _is_open(response)):
            return response
        remark = f"sovet; fwd={why}"
        if asked is None:
            return Answer.of(response).response_to(request, remark)
        facts = facts_of(request)
        reading = clock.read(facts)
        answer = Answer.of(
            response,
            facts=facts,
            stamp=stamp,
            changed=int(max(reading.changed_at or _midnight(), _midnight()).timestamp()),
            expires=_expiry(request),
        )
        # What changed while the page was drawn may be in it or not.
        fresh = reading.last <= stamp
        worth_keeping = not asked.has_parameters or self.doorkeeper.knows(asked.key)
        if fresh and worth_keeping and request.method == "GET" and len(answer.bodies[""]) <= LARGEST_KEPT:
            _keep(asked.key, answer)
            return offer(answer, request, asked, answer.response_to(request, f"{remark}; stored"))
        return answer.response_to(request, remark)


def _is_open(response):
    """Whether nothing in the answer is meant for this reader alone: no token, no cookie, no word of a session."""
    cache_control = response.headers.get("Cache-Control", "").lower()
    return (
        is_text(response)
        and not response.cookies
        and "cookie" not in response.headers.get("Vary", "").lower()
        and not response.headers.get("Content-Encoding")
        and not any(word in cache_control for word in FORBIDDEN)
    )


def _personal(request, response):
    """What somebody who is known gets is theirs alone."""
    if request.method in ("GET", "HEAD") and settings.SESSION_COOKIE_NAME in request.COOKIES:
        response.headers.setdefault("Cache-Control", PERSONAL)
    return response


def _midnight():
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def _expiry(request):
    """Ten minutes, or the end of the day, or what the page has said of itself."""
    ends = timezone.now() + datetime.timedelta(seconds=settings.PAGE_CACHE_SECONDS)
    ends = min(ends, _midnight() + datetime.timedelta(days=1))
    return min(ends, getattr(request, "kept_until", ends)).timestamp()


def _fetch(key):
    try:
        return caches["pages"].get(key)
    except Exception:
        # A cache that has failed costs time, never a page.
        logger.exception("The cache of pages does not answer")
        return None


def _keep(key, answer):
    try:
        caches["pages"].set(key, answer, max(1, int(answer.expires - time.time())))
    except Exception:
        logger.exception("The cache of pages does not take a page")
