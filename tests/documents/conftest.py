import shutil

import pytest
from django.core.files.storage import storages

from documents import subjects
from documents.models import Record
from registry.models import Organisation
from tests.documents.chain import KIND, MemberRecords


@pytest.fixture
def shelf_folder():
    """The folder of official files, empty before and after."""
    folder = storages["official"].location
    shutil.rmtree(folder, ignore_errors=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def member_records():
    """The kind of records made for tests."""
    subjects.subject(KIND, "registry.Organisation")(MemberRecords)
    yield
    del subjects._subjects[KIND]


@pytest.fixture
def make_member(db, member_records):
    """Makes an organisation with its record."""

    def make(name, **fields):
        member = Organisation.objects.create(name=name, **fields)
        Record.append(KIND, member, by="Вера Лосева")
        return member

    return make


@pytest.fixture
def members(make_member):
    """Three organisations recorded one after another."""
    return [make_member(name, place="г. Заречный") for name in ("Альфа", "Бета", "Гамма")]
