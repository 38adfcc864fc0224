"""The council most tests start from: made once for a module, taken back after it."""

import contextlib
import copy

import pytest
from django.db import transaction
from django.utils import translation
from wagtail.models import Page

from home.council import set_up_council
from registry.models import Organisation


def make_organisation():
    return Organisation.objects.create(name="Союз «Заречная федерация профсоюзов»", short_name="Заречная федерация")


def make_council(organisation):
    return set_up_council(organisation, slug="zarechny")


class Foundation:
    """A council inside a transaction that stays open while the tests of a module run in savepoints of their own."""

    def __init__(self):
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        with translation.override("ru"):
            self._organisation = make_organisation()
            self._council = make_council(self._organisation)

    @property
    def organisation(self):
        """As it was made: what one test does to its copy, another does not see."""
        return copy.deepcopy(self._organisation)

    @property
    def council(self):
        return copy.deepcopy(self._council)

    def take_back(self):
        if self._transaction:
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)
            self._transaction = None


_laid = []


def _start_browser_first(request):
    """Once a browser is driven from this thread, Django speaks to the database by another connection of its own.

    A council laid before that would be locked away from the tests of its module.
    """
    if any(item.path == request.path and "chromium" in item.fixturenames for item in request.session.items):
        with contextlib.suppress(pytest.skip.Exception):
            request.getfixturevalue("chromium")


@pytest.fixture(scope="module")
def foundation(request, django_db_setup, django_db_blocker):
    _start_browser_first(request)
    with django_db_blocker.unblock():
        if Page.get_first_root_node() is None:
            # A test that commits has emptied the database; those of its kind make what they need themselves.
            yield None
            return
        laid = Foundation()
        _laid.append(laid)
        yield laid
        laid.take_back()
        _laid.remove(laid)


def laid_organisation():
    """That of the council of this module, where one of its tests has asked for it."""
    return _laid[-1].organisation if _laid else None


def commits(request):
    """Whether the test writes for good: it needs the database to itself, without anybody's open transaction."""
    marker = request.node.get_closest_marker("django_db")
    asks = marker is not None and bool(marker.kwargs.get("transaction"))
    return asks or not {"transactional_db", "live_server"}.isdisjoint(request.fixturenames)


@pytest.fixture(autouse=True)
def alone_in_the_database(request, django_db_blocker):
    """Before a test that commits, what its module has in common is taken back."""
    if _laid and commits(request):
        with django_db_blocker.unblock():
            for laid in _laid:
                laid.take_back()
