"""The proxies in front: what they may be keeping is written down, so that they can be told to drop it."""

from __future__ import annotations

import datetime
import functools
import hashlib
import logging
import operator
import threading
import time
from collections.abc import Iterable

import requests
from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django_tasks import default_task_backend, task

from cms.caching import clock
from cms.models import ProxiedAnswer

logger = logging.getLogger(__name__)

KEY_HEADER = "X-Cache-Key"  # the proxy's own name for the place it would keep the answer in
LIFETIME_HEADER = "X-Accel-Expires"
LONGEST_KEY = 2000
# An answer on its way to the proxy while the page changes lands there a moment later.
ON_ITS_WAY = datetime.timedelta(seconds=2)
TIMEOUT = 3
NAMES_AT_ONCE = 50


def offer(answer, request, asked, response):
    """Let the proxy that has asked keep this answer: it is written down first, and only then known to hold still."""
    key = request.headers.get("x-cache-key", "")
    if not (settings.PROXY_CACHES and key and asked.is_canonical and len(key) <= LONGEST_KEY):
        return response
    if response.status_code != 200:
        return response
    ProxiedAnswer.objects.update_or_create(
        digest=hashlib.sha256(key.encode()).hexdigest(),
        defaults={
            "key": key,
            "facts": f" {' '.join(answer.facts)} ",
            "expires_at": datetime.datetime.fromtimestamp(answer.expires, datetime.UTC),
        },
    )
    if clock.read(answer.facts).last <= answer.stamp:
        response.headers[LIFETIME_HEADER] = str(max(0, int(answer.expires - time.time())))
    return response


def purge_answers_with(names: Iterable[str]) -> None:
    """Have the proxies drop every answer that shows one of the facts."""
    if not settings.PROXY_CACHES:
        return
    kept = ProxiedAnswer.objects.filter(expires_at__gt=timezone.now())
    keys = set()
    names = sorted(names)
    for start in range(0, len(names), NAMES_AT_ONCE):
        some = (Q(facts__contains=f" {name} ") for name in names[start : start + NAMES_AT_ONCE])
        keys.update(kept.filter(functools.reduce(operator.or_, some)).values_list("key", flat=True))
    if keys:
        purge.enqueue(sorted(keys))
        _purge_again(sorted(keys))


@task()
def purge(keys: list[str]) -> None:
    """Tell every proxy to drop these answers."""
    with requests.Session() as session:
        for proxy in settings.PROXY_CACHES:
            for key in keys:
                try:
                    answer = session.get(proxy, headers={KEY_HEADER: key.encode()}, timeout=TIMEOUT)
                except requests.RequestException as error:
                    # It keeps what it has for minutes at most.
                    logger.warning("The proxy %s cannot be told to drop pages: %s", proxy, error)
                    break
                # 404 and 412: it had no such answer.
                if answer.status_code not in (200, 404, 412):
                    logger.warning("The proxy %s did not drop %s: %s", proxy, key, answer.status_code)


def _purge_again(keys):
    if default_task_backend.supports_defer:
        purge.using(run_after=timezone.now() + ON_ITS_WAY).enqueue(keys)
        return
    timer = threading.Timer(ON_ITS_WAY.total_seconds(), purge.func, [keys])
    timer.daemon = True
    timer.start()


def forget_expired() -> None:
    """Drop what no proxy keeps any more."""
    ProxiedAnswer.objects.filter(expires_at__lt=timezone.now() - datetime.timedelta(minutes=5)).delete()
