"""What public pages are drawn from, by name, and how whoever changes it says so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

HOUSE = "house"  # sites and languages: every page
PARTIES = "parties"  # a whole spreadsheet of the registry at once: every page names somebody
RESTRICTIONS = "restrictions"  # who may read what: any page closed, opened or moved
REGISTRY = "registry"  # any row of the registry
CONTROL = "control"  # any card of control
MEETINGS = "meetings"  # any meeting, its agenda and outcome
LISTED = "listed"  # the rows that lists of acts are made of
FOUND = "found"  # the index of the search


def page_fact(pk) -> str:
    """The page itself, as a reader sees it."""
    return f"page:{pk}"


def party_fact(pk) -> str:
    """One organisation, body or person of the registry."""
    return f"party:{pk}"


def execution_fact(pk) -> str:
    """How the points of this page are carried out."""
    return f"execution:{pk}"


def council_of(path: str) -> str:
    """The path of the council's own page: councils stand right under the root, so the path begins with it."""
    return path[: 2 * Page.steplen]


def frame_fact(path: str) -> str:
    """What a council shows around every page: its name, its menu, whether execution is shown."""
    return f"frame:{council_of(path)}"


def everything_fact(path: str) -> str:
    """Whatever a council publishes."""
    return f"everything:{council_of(path)}"


def list_fact(path: str, model: type | str) -> str:
    """The published pages of one kind in a council: what its lists, feeds and counts are made of."""
    name = model if isinstance(model, str) else model._meta.model_name
    return f"list:{council_of(path)}:{name}"


def below_fact(path: str) -> str:
    """What pages under this one take from it: its title, its address, whether anybody may pass."""
    return f"below:{path}"


def lineage_facts(path: str) -> set[str]:
    """Of all pages over the one at the path, down from the council's own."""
    lengths = range(2 * Page.steplen, len(path), Page.steplen)
    return {below_fact(path[:length]) for length in lengths}


class Batch:
    """The facts one transaction changes: told once, after it is committed, however many rows said so."""

    _of_thread = threading.local()

    def __init__(self):
        self.names: set[str] = set()
        self.questions: dict[tuple, Callable[[], Iterable[str]]] = {}

    @classmethod
    def current(cls) -> Batch:
        if not hasattr(cls._of_thread, "batch"):
            cls._of_thread.batch = cls()
        return cls._of_thread.batch

    @classmethod
    def forget(cls):
        """Begin anew, for tests that take their transactions back."""
        cls._of_thread.batch = cls()

    def tell(self):
        """Called for every change after the commit; the first call says it all, the rest find nothing left.

        Changes of a savepoint that was taken back are told, too: a page drawn anew for nothing does no harm.
        """
        from cms.caching.clock import turn
        from cms.caching.proxies import purge_answers_with

        names, questions = self.names, self.questions
        self.names, self.questions = set(), {}
        for ask in questions.values():
            names.update(ask())
        if names:
            turn(names)
            purge_answers_with(names)


def changed(*names: str) -> None:
    """What the public sees of these facts is another from the end of this transaction on."""
    if names and settings.PAGE_CACHE_SECONDS:
        batch = Batch.current()
        batch.names.update(names)
        # A failure here must not undo what has been committed; what it left stale lives for minutes at most.
        transaction.on_commit(batch.tell, robust=True)


def changed_around(key: tuple, ask: Callable[[], Iterable[str]]) -> None:
    """Facts that are found out after the commit, when all rows of the change are in place; asked once per key."""
    if settings.PAGE_CACHE_SECONDS:
        batch = Batch.current()
        batch.questions[key] = ask
        transaction.on_commit(batch.tell, robust=True)
