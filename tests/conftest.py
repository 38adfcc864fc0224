"""A small council, its people and an act, for every test that goes through the front door."""

import datetime
import gc
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import translation

from resolutions.adopting import adopt_on_paper
from resolutions.models import ResolutionPage
from resolutions.registration import publish, register
from tests.chromium import chromium, empty_installation, screenshots  # noqa: F401 fixtures for every folder
from tests.foundation import (  # noqa: F401
    alone_in_the_database,
    commits,
    foundation,
    laid_organisation,
    make_council,
    make_organisation,
)
from tests.migrated import django_db_modify_db_settings, django_db_setup, one_migrates  # noqa: F401

# Folders that ask about paper, layout, words, forms, feeds and log-in, and the walk through every door: any database
# will do. What locks, counts, searches, sorts or keeps records is asked of both.
ANY_DATABASE = (
    *("accounts", "amending", "approving", "browser", "consistency", "control_face", "follow", "house", "languages"),
    *("news", "papers", "pdf", "permissions", "programs", "programs_reports", "reading", "relations", "resolutions"),
)

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        without_database = not {"db", "transactional_db", "django_db_setup"}.intersection(item.fixturenames)
        without_database &= item.get_closest_marker("django_db") is None
        # One visitor goes through every door of every database: the superuser, who is let in everywhere.
        opens_all = item.name.endswith("[superuser]")
        if without_database or (item.path.relative_to(here).parts[0] in ANY_DATABASE and not opens_all):
            item.add_marker(pytest.mark.any_database)


def pytest_collection_finish():
    """What is loaded by now stays: looking through it for garbage again and again takes a quarter of a run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def russian():
    """A test that visited the English pages leaves its language behind; every test starts in Russian."""
    with translation.override("ru"):
        yield


@pytest.fixture
def council(request, foundation, db):  # noqa: F811
    return make_council(make_organisation()) if commits(request) else foundation.council


@pytest.fixture
def organisation(request, db):
    """That of the council where the module has one."""
    if "council" in request.fixturenames:
        return request.getfixturevalue("council").home.organisation
    return laid_organisation() or make_organisation()


@pytest.fixture
def body(organisation, council):
    return organisation.bodies.get(name="Совет")


@pytest.fixture
def author(council):
    user = get_user_model().objects.create_user(
        "author", password="secret-author", first_name="Вера", last_name="Лосева"
    )
    user.groups.add(council.drafters)
    return user


@pytest.fixture
def approver(council):
    user = get_user_model().objects.create_user("approver", password="secret-approver")
    user.groups.add(council.approvers)
    return user


@pytest.fixture
def administrator(db):
    return get_user_model().objects.create_superuser("admin", password="secret-admin")


@pytest.fixture
def make_act(council, organisation, body, author):
    """Makes a complete draft act; fields may be given by name."""

    def make(points=2, **fields):
        values = {
            "live": False,
            "issuer": organisation,
            "body": body,
            "number": "6-3",
            "adopted_on": datetime.date(2026, 4, 16),
            "place": "г. Заречный",
            "heading": "Об общественном контроле за охраной труда",
            "preamble": "Совет рассмотрел итоги проверок.\nСовет отмечает и недостатки.",
            "enacting_clause": "Совет Федерации ПОСТАНОВЛЯЕТ:",
            "items": [
                (
                    "item",
                    {
                        "label": str(number),
                        "level": "1",
                        "item_class": "instruction",
                        "text": f"Членским организациям обучить уполномоченных до {number} ноября 2026 года.",
                        "addressees": "Членским организациям",
                        "deadline": f"до {number} ноября 2026 года",
                    },
                )
                for number in range(1, points + 1)
            ],
            "signatories": [("signatory", {"position": "Председатель Федерации", "name": "М.О. Северьянова"})],
            "owner": author,
        }
        act = council.acts.add_child(instance=ResolutionPage(**{**values, **fields}))
        act.save_revision(user=author)
        return act

    return make


@pytest.fixture
def make_registered_act(make_act, author, approver, django_capture_on_commit_callbacks):
    """Makes an act adopted on paper: submitted by its author, approved by a second person, registered, published."""

    def make(**fields):
        act = make_act(**fields)
        with django_capture_on_commit_callbacks(execute=True):
            state = act.get_workflow().start(act, author)
            state.current_task_state.specific.approve(user=approver)
            adopt_on_paper(act, "протокол № 1")
            register(act, approver)
            publish(act, approver)
        return ResolutionPage.objects.get(pk=act.pk)

    return make


@pytest.fixture
def seeds():
    """The folder of real papers, which the public tree does not carry."""
    if not SEEDS.is_dir():
        pytest.skip(f"the real papers are not on this machine ({SEEDS})")
    return SEEDS
