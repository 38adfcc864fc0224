"""A draft in which nothing is amiss, and what makes it so."""

import pytest

from registry.models import Organisation, OrganisationKind, PartyGroup
from resolutions.consistency import findings


@pytest.fixture
def group(organisation):
    """«Членские организации», as every council has it."""
    return PartyGroup.objects.create(
        name="Членские организации", organisation=organisation, organisation_kind=OrganisationKind.MEMBER
    )


@pytest.fixture
def point():
    """Makes the value of one point."""

    def make(label, text="Членским организациям обучить уполномоченных до 1 ноября 2026 года.", **fields):
        value = {
            "label": label,
            "level": "1",
            "item_class": "instruction",
            "text": text,
            "addressees": "Членским организациям",
            "deadline": "до 1 ноября 2026 года",
        }
        return ("item", {**value, **fields})

    return make


@pytest.fixture
def control(point):
    return point("", "Контроль возложить на Президиум.", item_class="control", addressees="", deadline="")


@pytest.fixture
def clean(make_act, group, point, control):
    """Makes a draft with nothing amiss, but for the fields given."""

    def make(points=None, **fields):
        values = {"items": [*(points or [point("1")]), control], "number": ""}
        return make_act(**{**values, **fields})

    return make


@pytest.fixture
def codes():
    """The codes of what is found in the latest draft."""

    def of(act, **levels):
        return [finding.code for finding in findings(act.get_latest_revision_as_object(), levels or None)]

    return of


@pytest.fixture
def other_council(db):
    from home.council import set_up_council

    other = Organisation.objects.create(name="Союз «Дальняя федерация»", short_name="Дальняя")
    return set_up_council(other, slug="far")
