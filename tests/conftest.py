"""A small council, its people and an act, for every test that goes through the front door."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import translation

from home.council import set_up_council
from registry.models import Organisation
from resolutions.adopting import adopt_on_paper
from resolutions.models import ResolutionPage
from resolutions.registration import publish, register
from tests.chromium import chromium, empty_installation, screenshots  # noqa: F401 fixtures for every folder

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"


@pytest.fixture(autouse=True)
def russian():
    """A test that visited the English pages leaves its language behind; every test starts in Russian."""
    with translation.override("ru"):
        yield


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(name="Союз «Заречная федерация профсоюзов»", short_name="Заречная федерация")


@pytest.fixture
def council(organisation):
    return set_up_council(organisation, slug="zarechny")


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
