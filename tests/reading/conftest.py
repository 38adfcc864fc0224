"""Readings are tested by the codes of their warnings, whatever language the words are in."""

import pytest
from django.utils import translation


@pytest.fixture(scope="package", autouse=True)
def source_language():
    with translation.override("en"):
        yield
