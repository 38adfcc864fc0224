"""The two councils, made once for the module and taken back after it."""

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import translation

from search.indexing import rebuild
from tests.permissions.world import Half


@pytest.fixture(scope="module")
def halves(django_db_setup, django_db_blocker):
    """Council A, and council B whose organisation stands under that of A; a transaction takes both back.

    Ask for `db` beside it: that puts the test before those that commit and so empty the worker's database.
    """
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("ru"):
        upper = Half("A")
        lower = Half("B", superior=upper.organisation)
        # What waits for a commit never comes about here.
        rebuild()
        yield {"A": upper, "B": lower}
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def superuser(halves, django_db_blocker):
    with django_db_blocker.unblock():
        return get_user_model().objects.create_superuser("keeper", password="secret")
